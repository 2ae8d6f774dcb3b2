"""CSV that a spreadsheet opens as text and nothing else: no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_line(cells: Sequence[str]) -> str:
    """One line with its end; a cell that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def csv_file(header: Sequence[str], lines: Iterable[str]) -> bytes:
    """A whole file, UTF-8; `lines` are from `csv_line`."""
    return "".join([csv_line(header), *lines]).encode("utf-8", "replace")
