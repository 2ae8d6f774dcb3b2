"""Parts to blocks of the model: paragraphs from lines, tables on their real grid."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from qa_engine.model.document import Block, Cell, Paragraph, Row, Table
from qa_engine.read.pdf.columns import Aligned, Strip
from qa_engine.read.pdf.lattice import snapped
from qa_engine.read.pdf.lines import Line
from qa_engine.read.pdf.paragraphs import Spot, Style, paragraph_of
from qa_engine.read.pdf.parts import Part, RawCell, RawTable
from qa_engine.read.pdf.shapes import Sheet
from qa_engine.read.pdf.wrap import Leading, alike, is_full, paragraphs_of, stretches

_WORD = re.compile(r"[A-Za-z]{2,}(?:-[A-Za-z]{2,})*")
_LARGER = 1.14
_NEAR = 4.0
_ENOUGH = 8


class Builder:
    """Makes the blocks of one file. Lines are numbered in reading order as they are met."""

    def __init__(self, sheets: list[Sheet], parts: Sequence[Part]):
        self._style = Style(_words_of(sheets), _heading_sizes(sheets))
        self._rights = _rights(sheets, parts)
        self._sizes = {s.number: (round(s.width), round(s.height)) for s in sheets}
        self._leading = Leading()
        self._ordinal = 0
        self._tables = 0
        for part in parts:
            self._learn(part)

    def blocks(self, parts: Sequence[Part]) -> tuple[Block, ...]:
        """The blocks of parts in order; a paragraph that goes on over a page or column is one."""
        found: list[Block] = []
        open_end: tuple[list[Line], float] | None = None
        for part in parts:
            if isinstance(part, Strip):
                right = self._right(part)
                groups = [g for some, edge in stretches(part.lines, right) for g in paragraphs_of(some, edge, self._leading)]
                if open_end and found and _carries(open_end, groups[0], self._leading):
                    groups[0] = [*open_end[0], *groups[0]]
                    found.pop()
                found += self._paragraphs(groups, Spot())
                open_end = (groups[-1], right)
            else:
                open_end = None
                found.append(self._aligned(part) if isinstance(part, Aligned) else self._table(part, Spot()))
        return tuple(found)

    def lines(self, lines: list[Line]) -> tuple[Paragraph, ...]:
        """A paragraph for each line, as headers and footers have them."""
        return tuple(self._paragraph([line], Spot(), None) for line in lines)

    def _right(self, strip: Strip) -> float:
        if strip.right is not None:
            return strip.right
        return self._rights[self._sizes[strip.lines[0].page]]

    def _learn(self, part: Part) -> None:
        if isinstance(part, Strip):
            self._leading.learn(part.lines, self._right(part), False)
        elif isinstance(part, RawTable):
            pad = part.pad
            for row in part.rows:
                for cell in row.cells:
                    for some in cell.content:
                        if isinstance(some, list):
                            self._leading.learn(some, cell.x1 - pad, True)
                        else:
                            self._learn(some)

    def _paragraphs(self, groups: list[list[Line]], spot: Spot) -> list[Paragraph]:
        depths = _depths(groups)
        return [self._paragraph(group, spot, depth) for group, depth in zip(groups, depths, strict=True)]

    def _paragraph(self, lines: list[Line], spot: Spot, depth: int | None) -> Paragraph:
        for line in lines:
            if line.ordinal < 0:
                line.ordinal = self._ordinal
                self._ordinal += 1
        return paragraph_of(lines, spot, self._style, depth)

    def _aligned(self, part: Aligned) -> Table:
        self._tables += 1
        number = self._tables
        rows = [Row(tuple(self._aligned_cell(lines, Spot(number, r + 1, c + 1), c) for c, lines in enumerate(row)))
                for r, row in enumerate(part.rows)]
        return Table(tuple(rows), number, max(len(row) for row in part.rows))

    def _aligned_cell(self, lines: list[Line], spot: Spot, column: int) -> Cell:
        right = max((a.x1 for a in lines), default=0.0)
        groups = paragraphs_of(lines, right, self._leading, True) if lines else []
        return Cell(tuple(self._paragraphs(groups, spot)), column, fill=bool(lines) and all(a.fill for a in lines))

    def _table(self, table: RawTable, spot: Spot) -> Table:
        self._tables += 1
        number = self._tables
        xs = _edges(table)
        pad = table.pad
        rows = []
        for r, row in enumerate(table.rows):
            cells = []
            for raw in row.cells:
                column = _nearest(xs, raw.x0)
                here = spot if spot.table is not None else Spot(number, r + 1, column + 1)
                cells.append(self._cell(raw, here._replace(fill=raw.fill or spot.fill), column, _nearest(xs, raw.x1) - column, pad))
            rows.append(Row(tuple(cells), row.header))
        return Table(tuple(rows), number, len(xs) - 1)

    def _cell(self, raw: RawCell, spot: Spot, column: int, span: int, pad: float) -> Cell:
        blocks: list[Block] = []
        for some in raw.content:
            if isinstance(some, list):
                blocks += self._paragraphs(paragraphs_of(some, raw.x1 - pad, self._leading, True), spot)
            else:
                blocks.append(self._table(some, spot))
        return Cell(tuple(blocks), column, max(span, 1), raw.continues, raw.fill)


def _carries(end: tuple[list[Line], float], following: list[Line], leading: Leading) -> bool:
    """Whether a paragraph at the end of a page or column goes on at the head of the next: its last line is full."""
    head, last, first = end[0][0], end[0][-1], following[0]
    if first.marker or not alike(last, first) or not is_full(last, first, end[1]):
        return False
    if last.page == first.page and first.y > last.y and not leading.near(last, first):
        return False
    return not head.marker or abs(first.x0 - head.body) < _NEAR or last.page == first.page


def _depths(groups: list[list[Line]]) -> list[int | None]:
    """How deep each bulleted or numbered paragraph is set, by its indent among those round it; None for others."""
    stack: list[float] = []
    found: list[int | None] = []
    for group in groups:
        if not group[0].marker:
            found.append(None)
            stack = [x for x in stack if x < group[0].x0 - _NEAR]
            continue
        x = group[0].x0
        while stack and stack[-1] > x + _NEAR:
            stack.pop()
        if not stack or x > stack[-1] + _NEAR:
            stack.append(x)
        found.append(len(stack) - 1)
    return found


def _edges(table: RawTable) -> list[float]:
    return snapped([x for row in table.rows for c in row.cells for x in (c.x0, c.x1)])


def _nearest(xs: list[float], x: float) -> int:
    n = bisect_left(xs, x)
    return min((k for k in (n - 1, n) if 0 <= k < len(xs)), key=lambda k: abs(xs[k] - x))


def _rights(sheets: list[Sheet], parts: Sequence[Part]) -> dict[tuple[int, int], float]:
    """How far running text reaches on pages of each size; where there is too little of it, as far from the right edge as from the left."""
    sizes = {s.number: (round(s.width), round(s.height)) for s in sheets}
    found: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for part in parts:
        for line in part.lines if isinstance(part, Strip) and part.right is None else ():
            found[sizes[line.page]].append(line)
    rights = {}
    for size, lines in found.items():
        long = [a.x1 for a in lines if len(a.words) >= 5]
        even = size[0] - min(a.x0 for a in lines)
        rights[size] = max(long) if len(long) >= _ENOUGH else max([*long, even])
    return rights


def _words_of(sheets: list[Sheet]) -> Counter[str]:
    return Counter(w.lower() for s in sheets for word in s.words for w in _WORD.findall(word.text))


def _heading_sizes(sheets: list[Sheet]) -> tuple[float, ...]:
    """Sizes of letters clearly above those of running text, largest first."""
    count: Counter[float] = Counter()
    for sheet in sheets:
        for word in sheet.words:
            count[word.look.size] += len(word.text)
    total = sum(count.values())
    usual = max((size for size, n in count.items() if n * 10 >= total), default=0.0)
    return tuple(sorted((size for size in count if size >= usual * _LARGER), reverse=True))
