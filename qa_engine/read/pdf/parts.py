"""The body of a page as parts in reading order: stretches of text, tables without lines, ruled tables with what is in their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from qa_engine.read.pdf.columns import Aligned, Strip, arranged
from qa_engine.read.pdf.lattice import Lattice, Slot
from qa_engine.read.pdf.lines import Line, lines_of
from qa_engine.read.pdf.shapes import Box, Fill, Sheet, Word

_PAD = 12.0
_ROOM = 14.0
_LONG_RULE = 0.3


@dataclass(slots=True)
class RawCell:
    """A cell with its sides, how many rows it takes, and what is in it in order."""

    x0: float
    x1: float
    rows: int
    fill: bool
    content: list[list[Line] | RawTable] = field(default_factory=list)
    continues: bool = False

    @property
    def lines(self) -> list[Line]:
        """All lines in it, those of tables in it too."""
        return [a for part in self.content for a in (part if isinstance(part, list) else part.lines)]

    @property
    def text(self) -> str:
        """Its text in one line."""
        return " ".join(" ".join(a.text for a in self.lines).split())


@dataclass(slots=True)
class RawRow:
    """A row of cells from left to right; `header` where it comes again on the next page."""

    cells: list[RawCell]
    height: float
    header: bool = False


@dataclass(slots=True)
class RawTable:
    """A ruled table of one page, or of several once it is joined."""

    rows: list[RawRow]
    box: Box

    @property
    def pad(self) -> float:
        """How far the text of its cells keeps from their sides."""
        found = [a.x0 - cell.x0 for row in self.rows for cell in row.cells for a in cell.lines[:20]]
        return min(max(min(found, default=1.0), 0.5), _PAD)

    @property
    def lines(self) -> list[Line]:
        """All lines in it."""
        return [a for row in self.rows for cell in row.cells for a in cell.lines]


Part = Strip | Aligned | RawTable


def parts_of(sheet: Sheet, words: list[Word], tables: list[Lattice]) -> list[Part]:
    """The parts of one page, whose body is `words`. Ruled tables without any words are left out."""
    outside, inside = _sorted(words, tables)
    holders = [_holder(n, tables) for n in range(len(tables))]
    whole = [_table(n, sheet, tables, inside, holders) for n, holder in enumerate(holders) if holder is None]
    top = [t for t in whole if t.lines]
    found: list[Part] = []
    left = sorted(outside, key=lambda w: w.y)
    for table in sorted(top, key=lambda t: t.box.top):
        above = [w for w in left if w.y < table.box.top + 2]
        found += _text(above, sheet)
        left = left[len(above):]
        found.append(table)
    return [*found, *_text(left, sheet)]


def _text(words: list[Word], sheet: Sheet) -> list[Part]:
    rules = [f.y for f in sheet.drawing.flats if f.x1 - f.x0 > _LONG_RULE * sheet.width]
    found: list[Part] = list(arranged(words, sheet.number, rules))
    fills = [f for f in sheet.drawing.fills if f.box.area < 0.5 * sheet.width * sheet.height]
    for part in found:
        for line in lines_in(part) if fills else ():
            line.fill = _painted(line, fills)
    return found


def lines_in(part: Part) -> list[Line]:
    """All lines of a part."""
    if isinstance(part, Aligned):
        return [a for row in part.rows for some in row for a in some]
    return part.lines


def _painted(line: Line, fills: list[Fill]) -> bool:
    x, y = line.words[0].middle
    over = [f for f in fills if f.box.holds(x, y) and f.box.x1 - f.box.x0 > 30]
    return bool(over) and not over[-1].white


def _sorted(words: list[Word], tables: list[Lattice]) -> tuple[list[Word], dict[tuple[int, Slot], list[Word]]]:
    """Words outside all tables, and words by the innermost table and cell that holds them."""
    order = sorted(range(len(tables)), key=lambda n: tables[n].box.area)
    maps = [_squares(table) for table in tables]
    outside: list[Word] = []
    inside: dict[tuple[int, Slot], list[Word]] = defaultdict(list)
    for word in words:
        x, y = word.middle
        slot = None
        for n in order:
            if tables[n].box.holds(x, y):
                slot = maps[n].get((bisect_right(tables[n].ys, y) - 1, bisect_right(tables[n].xs, x) - 1))
                if slot is not None:
                    inside[n, slot].append(word)
                    break
        if slot is None:
            outside.append(word)
    return outside, inside


def _squares(table: Lattice) -> dict[tuple[int, int], Slot]:
    return {(r, c): s for s in table.slots for r in range(s.row, s.row_end) for c in range(s.column, s.column_end)}


def _holder(n: int, tables: list[Lattice]) -> tuple[int, Slot] | None:
    """The innermost cell of another table that holds this table, if any."""
    own = tables[n].box
    held = [(m, s) for m, other in enumerate(tables) if m != n and other.box.area > own.area
            for s in other.slots if s.box.holds(own.x0, own.top, 1) and s.box.holds(own.x1, own.bottom, 1)]
    return min(held, key=lambda pair: pair[1].box.area, default=None)


def _table(n: int, sheet: Sheet, tables: list[Lattice], inside: dict[tuple[int, Slot], list[Word]],
           holders: list[tuple[int, Slot] | None]) -> RawTable:
    table = tables[n]
    rows = [RawRow([], b - a) for a, b in zip(table.ys, table.ys[1:], strict=False)]
    for slot in table.slots:
        cell = RawCell(slot.box.x0, slot.box.x1, slot.row_end - slot.row, slot.fill)
        inner = [_table(m, sheet, tables, inside, holders) for m, holder in enumerate(holders) if holder == (n, slot)]
        cell.content = _content(lines_of(inside.get((n, slot), ()), sheet.number), [t for t in inner if t.lines])
        rows[slot.row].cells.append(cell)
        for below in range(slot.row + 1, slot.row_end):
            rows[below].cells.append(RawCell(slot.box.x0, slot.box.x1, 1, slot.fill, continues=True))
    for row in rows:
        row.cells.sort(key=lambda c: c.x0)
    _bare([r for r in rows if r.height > 5 or any(c.content for c in r.cells)])
    return RawTable([r for r in rows if r.height > 5 or any(c.content for c in r.cells)], table.box)


def _bare(rows: list[RawRow]) -> None:
    """Take away the room round a table that lies close in a box: a narrow empty cell as high as the table, and the one at the right."""
    if _is_room(rows, 0) and all(r.cells[0].x1 - r.cells[0].x0 < _ROOM for r in rows):
        sides = [0, -1] if _is_room(rows, -1) else [0]
        for row in rows:
            for side in sides:
                del row.cells[side]


def _is_room(rows: list[RawRow], side: int) -> bool:
    return (len(rows) > 1 and all(len(r.cells) > 2 and not r.cells[side].content for r in rows)
            and all(r.cells[side].continues for r in rows[1:]))


def _content(lines: list[Line], inner: list[RawTable]) -> list[list[Line] | RawTable]:
    found: list[list[Line] | RawTable] = []
    for table in sorted(inner, key=lambda t: t.box.top):
        above = [a for a in lines if a.y < table.box.top + 2]
        lines = lines[len(above):]
        found += [above, table] if above else [table]
    return [*found, lines] if lines else found
