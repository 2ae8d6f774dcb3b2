"""Running headers and footers: lines at the top or bottom that come again at the same height on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from qa_engine.read.pdf.lines import Line, lines_of
from qa_engine.read.pdf.shapes import Box, Sheet, Word

_ZONE = 0.2  # of the page's height
_HEIGHT = 4.0
_MOST_LINES = 8
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page|pg|p)?\W*(?:\d+|[ivxl]+)\W*(?:(?:of|/)\W*\d+)?\W*$", re.IGNORECASE)


class Margins(NamedTuple):
    """The words of each page without its header and footer; one copy of each header line and footer line."""

    bodies: list[list[Word]]
    headers: list[Line]
    footers: list[Line]


def without_margins(sheets: list[Sheet], tables: list[list[Box]]) -> Margins:
    """Part running headers and footers from the pages. `tables` are the outlines of each page's ruled tables: a table that goes on
    below the margin is no header, though its column heads come again on each page."""
    lines = [_outer_lines(sheet, boxes) for sheet, boxes in zip(sheets, tables, strict=True)]
    headers = _running([_head(some, s) for some, s in zip(lines, sheets, strict=True)], sheets, False)
    footers = _running([_foot(some, s) for some, s in zip(lines, sheets, strict=True)], sheets, True)
    gone = {id(w) for found in (headers, footers) for some in found for line in some for w in line.words}
    bodies = [[w for w in s.words if id(w) not in gone] for s in sheets]
    return Margins(bodies, _one_copy(headers), _one_copy(footers))


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number: "3", "Page 3 of 12", "- iv -"."""
    return _PAGE_NUMBER.match(text) is not None


def _outer_lines(sheet: Sheet, boxes: list[Box]) -> list[Line]:
    """Lines of the page without those of tables that reach into its middle."""
    top, bottom = sheet.height * _ZONE, sheet.height * (1 - _ZONE)
    inner = [b for b in boxes if b.bottom > top and b.top < bottom]
    zone = [w for w in sheet.words if (w.y < top or w.y > bottom) and not any(b.holds(*w.middle) for b in inner)]
    return lines_of(zone, sheet.number)


def _head(lines: list[Line], sheet: Sheet) -> list[Line]:
    return [a for a in lines if a.y < sheet.height * _ZONE][:_MOST_LINES]


def _foot(lines: list[Line], sheet: Sheet) -> list[Line]:
    return [a for a in reversed(lines) if a.y > sheet.height * (1 - _ZONE)][:_MOST_LINES]


def _running(pages: list[list[Line]], sheets: list[Sheet], below: bool) -> list[list[Line]]:
    """For each page its lines, from the edge inwards, as long as they come again on other pages."""
    seen: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for n, (lines, sheet) in enumerate(zip(pages, sheets, strict=True)):
        for line in lines:
            seen[_mask(line)].append((n, sheet.height - line.y if below else line.y))
    found = []
    for lines, sheet in zip(pages, sheets, strict=True):
        own: list[Line] = []
        for line in lines:
            if not (_repeats(seen[_mask(line)], sheet.height - line.y if below else line.y, len(sheets)) or _numbers_page(line, own)):
                break
            own.append(line)
        found.append(own)
    return found


def _numbers_page(line: Line, own: list[Line]) -> bool:
    return not own and is_page_number(line.text)


def _mask(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()))


def _repeats(places: list[tuple[int, float]], height: float, pages: int) -> bool:
    count = len({n for n, y in places if abs(y - height) <= _HEIGHT})
    return count >= 2 and (count >= 0.6 * pages or (count >= 3 and count >= 0.25 * pages))


def _one_copy(found: list[list[Line]]) -> list[Line]:
    """Each wording once, in order, page numbers left out."""
    seen: dict[str, Line] = {}
    for lines in found:
        for line in sorted(lines, key=lambda a: a.y):
            seen.setdefault(_mask(line), line)
    return [line for line in seen.values() if not is_page_number(line.text)]
