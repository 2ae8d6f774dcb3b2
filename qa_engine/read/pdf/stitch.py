"""Tables that go on over the end of a page, joined: rows repeated as heads dropped, a row cut in two made one again."""

from __future__ import annotations

import re

from qa_engine.read.pdf.lines import Line
from qa_engine.read.pdf.parts import Part, RawCell, RawRow, RawTable, lines_in
from qa_engine.read.pdf.shapes import Box, Sheet
from qa_engine.read.pdf.wrap import is_full

_NEAR = 4.0
_TOP = 8.0
_MOST_HEADS = 4
_ENDED = re.compile(r"[.!?:;)\]”’\"']\s*$")
_LABELLED = re.compile(r"^(?:[A-Z][a-z]+ )?\d{1,2}[.:)]|^[A-Z]\d{1,3}\b")


class Frame:
    """Where the text of pages of one size begins and ends."""

    def __init__(self, sheets: list[Sheet], pages: list[list[Part]]):
        self._edges: dict[tuple[int, int], tuple[float, float]] = {}
        for n, (sheet, parts) in enumerate(zip(sheets, pages, strict=True)):
            if parts:
                top, bottom = edges(parts[0])[0], max(edges(p)[1] for p in parts)
                known = self._edges.get(self._key(sheet))
                if n == 0 and len(sheets) > 1:
                    top = 1e6  # a first page begins lower
                self._edges[self._key(sheet)] = (min(top, known[0]), max(bottom, known[1])) if known else (top, bottom)

    @staticmethod
    def _key(sheet: Sheet) -> tuple[int, int]:
        return round(sheet.width / 5), round(sheet.height / 5)

    def at_top(self, sheet: Sheet, part: Part) -> bool:
        """Whether a part begins where the page's text begins."""
        return edges(part)[0] <= self._edges[self._key(sheet)][0] + _TOP

    def room(self, sheet: Sheet, part: Part) -> float:
        """How much room was left below a part on its page."""
        return self._edges[self._key(sheet)][1] - edges(part)[1]


def edges(part: Part) -> tuple[float, float]:
    """Top and bottom of a part."""
    if isinstance(part, RawTable):
        return part.box.top, part.box.bottom
    lines = lines_in(part)
    return min(a.y - a.size for a in lines), max(a.y for a in lines)


def joined(sheets: list[Sheet], pages: list[list[Part]]) -> list[Part]:
    """The parts of all pages in one list."""
    frame = Frame(sheets, pages)
    found: list[Part] = []
    before: tuple[Sheet, RawTable] | None = None
    for sheet, parts in zip(sheets, pages, strict=True):
        rest = parts
        first = parts[0] if parts else None
        if before and isinstance(first, RawTable) and frame.at_top(sheet, first) and isinstance(found[-1], RawTable) \
                and _belongs(found[-1], first, frame.room(*before)):
            _join(found[-1], first)
            rest = parts[1:]
        found += rest
        last = parts[-1] if parts else None
        before = (sheet, last) if isinstance(last, RawTable) else None
    return found


def _belongs(above: RawTable, below: RawTable, room: float) -> bool:
    """Whether a table at the top of a page is more of the one at the end of the page before."""
    if abs(above.box.x0 - below.box.x0) > _NEAR or abs(above.box.x1 - below.box.x1) > _NEAR:
        return False
    heads = _heads(above, below)
    height = below.rows[min(heads, len(below.rows) - 1)].height
    if room > max(60.0, height + 30):
        return False
    if not heads and _begins_anew(above, below.rows[0]):
        return False
    shapes, others = {_shape(r) for r in above.rows}, {_shape(r) for r in below.rows[heads:]}
    return bool(heads) or any(_same_shape(a, b) for a in shapes for b in others)


def _begins_anew(above: RawTable, first: RawRow) -> bool:
    """Whether a row opens a table of its own: the one above repeats its head on each page, or began with a banner like this or a lesser."""
    banner, own = _banner(first), [_banner(r) for r in above.rows]
    label = first.cells[0].text if len(first.cells) > 1 else ""
    if above.rows[0].header or (label and label == above.rows[0].cells[0].text):
        return True
    if banner is None or own[0] is None:
        return False
    return (banner == own[0] and banner not in own[1:]) or banner[0] > max(b[0] for b in own if b) + 0.4


def _banner(row: RawRow) -> tuple[float, bool] | None:
    """Size and boldness of a shaded row of one cell; None for other rows."""
    lines = row.cells[0].lines if row.cells else []
    if len(row.cells) != 1 or not row.cells[0].fill or not lines:
        return None
    return lines[0].size, lines[0].words[0].look.bold


def _shape(row: RawRow) -> tuple[float, ...]:
    return tuple(c.x0 for c in row.cells)


def _same_shape(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _heads(above: RawTable, below: RawTable) -> int:
    """How many rows at the head of the lower part repeat those of the upper."""
    count = 0
    for one, other in zip(above.rows[:_MOST_HEADS], below.rows[:-1], strict=False):
        texts = [c.text for c in one.cells]
        if not any(texts) or texts != [c.text for c in other.cells]:
            break
        count += 1
    return count


def _join(above: RawTable, below: RawTable) -> None:
    heads = _heads(above, below)
    for row in above.rows[:heads]:
        row.header = True
    rows = below.rows[heads:]
    if rows and _same_shape(_shape(above.rows[-1]), _shape(rows[0])):
        _return(above, rows[0])
        if not any(c.content for c in rows[0].cells):
            rows = rows[1:]
        elif _is_cut(above.rows[-1], rows[0], above.pad):
            for cell, more in zip(above.rows[-1].cells, rows[0].cells, strict=True):
                cell.content = _run_on(cell, more)
                cell.rows = max(cell.rows, more.rows)
            rows = rows[1:]
        else:
            _hold_on(above.rows[-1], rows[0])
    above.rows += rows
    above.box = Box(above.box.x0, above.box.top, above.box.x1, below.box.bottom)


def _return(above: RawTable, first: RawRow) -> None:
    """Give what goes on from a cell of several rows back to that cell, which began further up."""
    for n, (cell, more) in enumerate(zip(above.rows[-1].cells, first.cells, strict=True)):
        if not (cell.continues and more.content):
            continue
        alike = (r.cells[n] for r in reversed(above.rows) if _same_shape(_shape(r), _shape(first)))
        origin = next((c for c in alike if not c.continues), None)
        if origin is not None and origin.content and (_goes_on(more) or _mid_sentence(origin, more, above.pad)):
            origin.content = _run_on(origin, more)
            more.content = []
            more.continues = True


def _hold_on(last: RawRow, first: RawRow) -> None:
    """A cell of several rows goes on where its part on the new page is empty; so does a shaded label at the left."""
    for n, (cell, more) in enumerate(zip(last.cells, first.cells, strict=True)):
        if not more.content and (cell.continues or (n == 0 and cell.fill and more.fill and len(first.cells) > 1)):
            more.continues = True


def _run_on(cell: RawCell, more: RawCell) -> list[list[Line] | RawTable]:
    first, second = cell.content, more.content
    if first and second and isinstance(first[-1], list) and isinstance(second[0], list):
        return [*first[:-1], [*first[-1], *second[0]], *second[1:]]
    return [*first, *second]


def _is_cut(last: RawRow, first: RawRow, pad: float) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    if not _same_shape(_shape(last), _shape(first)) or not any(c.content for c in first.cells):
        return False
    pairs = [(a, b) for a, b in zip(last.cells, first.cells, strict=True) if b.content]
    if any(not a.content for a, _ in pairs) or any(a.fill != b.fill for a, b in pairs):
        return False
    if any(_goes_on(b) for _, b in pairs):
        return True
    some_end = len(pairs) < sum(bool(c.content) for c in last.cells)
    if (some_end or len(last.cells) == 1) and any(_mid_sentence(a, b, pad) for a, b in pairs):
        return True
    if len(last.cells) == 1:
        return not last.cells[0].fill
    # Only one cell has more to say, and it is not the first, which would open a row.
    return len(pairs) == 1 and some_end and not first.cells[0].content and not _LABELLED.match(pairs[0][1].lines[0].text)


def _goes_on(below: RawCell) -> bool:
    return not below.lines[0].marker and below.lines[0].text[:1].islower()


def _mid_sentence(above: RawCell, below: RawCell, pad: float) -> bool:
    """Whether the text of a cell breaks off in the middle."""
    last, first = above.lines[-1], below.lines[0]
    if first.marker or _LABELLED.match(first.text):
        return False
    return is_full(last, first, above.x1 - pad) and not _ENDED.search(last.text)
