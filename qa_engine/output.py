"""Results on disk: whole, or as they were; and CSV that a spreadsheet opens as text and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from qa_engine.errors import QaError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # how a text begins that a spreadsheet may run


def write_whole(path: Path, data: bytes, part: str = "", shown: Path | None = None) -> None:
    """Write `data` so that `path` holds all of it or is as it was.

    `part` names the file it grows in, in the same folder; `shown` is what an error names instead of the file. Raises QaError.
    """
    growing = path.with_name(part or path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        growing.write_bytes(data)
        growing.replace(path)
    except OSError as error:
        with suppress(OSError):
            growing.unlink(missing_ok=True)
        raise QaError(f"{shown or path}: cannot be written ({error.strerror}); make room, or choose another with --out") from error


def csv_line(cells: Sequence[str | float | None]) -> str:
    """One line with its end; a text that a spreadsheet would run as a formula begins with an apostrophe. None is an empty cell."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()


def csv_file(header: Sequence[str], lines: Iterable[str]) -> bytes:
    """A whole file, UTF-8 with the mark by which Excel knows it; `lines` are from `csv_line`."""
    return "".join([csv_line(header), *lines]).encode("utf-8-sig", "replace")
