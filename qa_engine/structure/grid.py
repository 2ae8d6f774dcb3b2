"""Walk a table: bands across its width, header rows, row labels, and rows of statements laid out in columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_engine.model.document import Cell, Paragraph, Row, Table, paragraphs
from qa_engine.structure import rows
from qa_engine.structure.columns import Head, is_header, read_heads, settle
from qa_engine.structure.cursor import FRONT, NEED_LETTERS, OUTSIDE, PROVISION_LETTERS, Cursor
from qa_engine.structure.drafts import Draft
from qa_engine.structure.labels import Label, bare_letter, read_label
from qa_engine.structure.look import heads_cell, is_plain_head
from qa_engine.structure.records import turned
from qa_engine.structure.statements import count, is_empty

if TYPE_CHECKING:
    from qa_engine.structure.heads import Heads
    from qa_engine.structure.walk import Walk

_STATED = (*NEED_LETTERS, "E", *PROVISION_LETTERS)


@dataclass(slots=True)
class Grid:
    """A table being read: its heads so far, the label at the left that still holds, and what the cells above gave."""

    walk: Walk
    table: Table
    heads: list[Head] = field(default_factory=list)
    left: Cursor | None = None
    band: bool = False
    last: list[Draft] = field(default_factory=list)
    above: dict[int, list[Draft]] = field(default_factory=dict)
    opens: bool = False

    def head_over(self, cell: Cell) -> Head | None:
        """The head whose columns hold the cell's first column."""
        return next((h for h in self.heads if h.start <= cell.column < h.stop), None)


def walk_table(walk: Walk, table: Table) -> None:
    """Read a table row by row into the walk."""
    if all(p.place.paragraph in walk.decoys for p in _texts(table)):
        walk.front.extend(_texts(table))
        return
    grid = Grid(walk, table)
    if walk.cursor.section in ("J", "K") and _signs(walk, table):
        walk.cursor.leave()
    if walk.cursor.section == "K" and rows.advice_card(grid, table):
        return
    if walk.cursor.section in _STATED and (records := turned(table, walk.heads)):
        for record in records:
            one = Grid(walk, record)
            _header(one, record.rows[0])
            rows.data_row(one, record.rows[1])
            walk.run += 1
        return
    if _opens_within(walk, table):
        walk.cursor.leave()
        grid.opens = True
    outer, walk.banner_area = walk.banner_area, False
    for n, row in enumerate(table.rows):
        _row(grid, row, table.rows[n + 1] if n + 1 < len(table.rows) else None)
        walk.run += 1
    walk.banner_area = outer


def _signs(walk: Walk, table: Table) -> bool:
    """Whether a table is for signatures: its first cells ask for them."""
    return any(count(c.line) < 10 and walk.heads.signs_off(c.line) for row in table.rows[:2] for c in row.cells)


def _opens_within(walk: Walk, table: Table) -> bool:
    """Whether the table's own labels come after its first row: what stands before them is not the section before the table."""
    letters = [_letters(walk, row) for row in table.rows]
    return not letters[0] and any(letters) and walk.cursor.section not in {x for found in letters for x in found}


def _letters(walk: Walk, row: Row) -> tuple[str, ...]:
    found = (read_label(c.line[:200], walk.heads) for c in row.cells if heads_cell(c))
    return tuple(x for label in found if label for x in label.letters)


def _texts(table: Table) -> list[Paragraph]:
    return [p for p in paragraphs((table,)) if not is_empty(p.text)]


def _row(grid: Grid, row: Row, following: Row | None) -> None:
    filled = [c for c in row.cells if not c.continues and not is_empty(c.text)]
    if not filled:
        return
    if not row.cells[0].continues:
        grid.left = None
    if _is_band(grid, row, filled):
        _band(grid, filled[0])
    elif _opens(grid, filled):
        pass
    elif grid.walk.cursor.section == "K" and not set(_letters(grid.walk, row)) - {"K"}:
        _flow(grid, row) if any(isinstance(b, Table) for c in filled for b in c.blocks) else rows.advice_row(grid, row)
    elif is_header(row, following, grid.walk.heads) and _may_head(grid, row):
        _header(grid, row)
    elif _names_area(grid, filled) or _labelled(grid, row, filled):
        pass
    elif grid.heads:
        rows.data_row(grid, row)
    else:
        _flow(grid, row)


def _may_head(grid: Grid, row: Row) -> bool:
    """Column heads count in a section, before the sections that the table itself opens, or where they name sections."""
    section = grid.walk.cursor.section
    return section not in (FRONT, OUTSIDE) or (section == OUTSIDE and grid.opens) or _names_sections(grid, row)


def _names_sections(grid: Grid, row: Row) -> bool:
    return any(h.label for h in read_heads(row, grid.walk.heads))


def _is_band(grid: Grid, row: Row, filled: list[Cell]) -> bool:
    if len(row.cells) == 1 or grid.table.width == 1:
        return True
    if len(filled) > 1 or any(c.continues for c in row.cells):
        return False
    cell = filled[0]
    head = grid.head_over(cell)
    if head and (head.start, head.stop) == (cell.column, cell.column + cell.span) and not heads_cell(cell):
        return False
    return cell.column == 0 and cell.span * 10 >= grid.table.width * 6


def _band(grid: Grid, cell: Cell) -> None:
    before, made = len(grid.walk.openings), len(grid.walk.drafts)
    grid.left = None
    # The cell across a table's first row is its banner: short lines in it are headings whatever they look like.
    grid.walk.banner = len(grid.table.rows) > 1 and cell is grid.table.rows[0].cells[0] and grid.table.width > 1
    _cell_blocks(grid, cell)
    grid.walk.banner = False
    if len(grid.walk.openings) > before:
        grid.band = True
    if len(grid.walk.drafts) == made and grid.walk.area_fresh:
        grid.walk.banner_area = True


def _opens(grid: Grid, filled: list[Cell]) -> bool:
    """A letter in a cell of its own beside the title of its section, before it or after it."""
    if len(filled) != 2 or grid.heads:
        return False
    found = beside(filled, grid.walk.heads)
    if found is None:
        return False
    grid.walk.open(Label((found[0],), found[1]), _first(filled[0]))
    return True


def beside(cells: list[Cell], heads: Heads) -> tuple[str, str] | None:
    """The letter and title of a row of two cells of which one is a letter and the other looks or reads like a section's title."""
    for one, other in (cells, cells[::-1]):
        letter, title = bare_letter(one.line), other.line
        if letter is None or count(title) > 60 or bare_letter(title):
            continue
        named = heads.names(title)
        if (named and named[0][0] == letter[0]) or (heads_cell(other) and (one is cells[0] or heads_cell(one))):
            return letter, title
    return None


def _header(grid: Grid, row: Row) -> None:
    walk = grid.walk
    found = read_heads(row, walk.heads)
    letters = [h for h in found if h.label]
    for head in letters:
        if head.label is not None:
            walk.open(head.label, _first(next(c for c in row.cells if c.column == head.start)))
    if len({h.letter for h in letters}) > 1:
        walk.cursor.turn(letters[0].letter)
        walk.cursor.group = tuple(dict.fromkeys(h.letter for h in letters))
    walk.untitled = None
    grid.heads, grid.band, grid.left = settle(found, walk.cursor), False, None
    grid.above.clear()


def _names_area(grid: Grid, filled: list[Cell]) -> bool:
    """A row that says under which area all below it stands: "Area of need" beside a heading's few words."""
    walk = grid.walk
    if len(filled) != 2 or walk.cursor.section not in _STATED or grid.heads or not heads_cell(filled[0]):
        return False
    name = filled[1].line
    if walk.heads.column(filled[0].line) != "area" or not is_plain_head(name) or walk.statements.nil(name):
        return False
    if not walk.heads.area(name) and len(grid.table.rows) > 1:
        return False
    walk.cursor.enter_area(walk.heads.area(name), name)
    walk.area_fresh = True
    return True


def _labelled(grid: Grid, row: Row, filled: list[Cell]) -> bool:
    """A row whose first cell labels the rest: a section, a part, an area, or (outside column tables) any heading."""
    first = row.cells[0]
    if first.continues and grid.left is not None:
        _under(grid, row, filled, grid.left)
        return True
    if first is not filled[0] or len(row.cells) < 2 or not heads_cell(first):
        return False
    if grid.walk.cursor.section == FRONT and all(count(c.text) < 15 for c in filled[1:]) and bare_letter(first.text) is None \
            and read_label(first.text, grid.walk.heads) is None:
        return False
    before = grid.walk.cursor.copy()
    kind = _enter(grid, first, row)
    if not kind:
        return False
    _under(grid, row, [c for c in filled if c is not first], grid.walk.cursor.copy())
    if kind != "section":
        grid.walk.cursor = before
    return True


def _enter(grid: Grid, cell: Cell, row: Row) -> str:
    """Move to where a row label leads: "section", "head", or empty where the cell is no label."""
    walk, text = grid.walk, cell.line
    head = grid.head_over(cell)
    if head is not None and head.role and not (cell.span > 1 and cell.column + cell.span != head.stop):
        return ""
    label = read_label(_whole(cell), walk.heads)
    letter = bare_letter(text)
    if label is None and letter is not None:
        label = Label((letter,))
    if label is not None:
        walk.open(label, _first(cell))
        walk.untitled = None
        return "section"
    if head is not None and head.role not in ("", "number") and not walk.heads.part(text):
        return ""
    if all(heads_cell(c) for c in row.cells if not is_empty(c.text)) and not walk.heads.part(text) and not walk.heads.area(text):
        return ""
    return "head" if walk.heading(text, True, None, (_first(cell).place,), free=True) else ""


def _first(cell: Cell) -> Paragraph:
    return next(p for p in paragraphs(cell.blocks) if p.text.strip())


def _whole(cell: Cell) -> str:
    return "\n".join(p.text.strip() for p in paragraphs(cell.blocks) if p.text.strip())


def _under(grid: Grid, row: Row, cells: list[Cell], cursor: Cursor) -> None:
    """Read the cells beside a row label; a second label among them narrows the first."""
    walk = grid.walk
    after = walk.cursor
    walk.cursor = cursor.copy()
    grid.left = cursor.copy()
    fresh = [c for c in cells if not c.continues]
    if grid.heads and not walk.cursor.part and any((h := grid.head_over(c)) and h.role for c in fresh):
        rows.data_row(grid, row, walk.cursor.section, skip=row.cells[0])
    else:
        for cell in fresh:
            inner = heads_cell(cell) and len(row.cells) > 2 and cell is not row.cells[-1]
            if inner and walk.heading(cell.line, True, None, (), free=True):
                continue
            walk.blocks(cell.blocks)
            walk.run += 1
    walk.cursor = after
    walk.untitled = None


def _flow(grid: Grid, row: Row) -> None:
    for cell in row.cells:
        if not cell.continues:
            _cell_blocks(grid, cell)
            grid.walk.run += 1


def _cell_blocks(grid: Grid, cell: Cell) -> None:
    """Walk a cell; a "steps" heading with its steps in one cell says nothing about the next cell."""
    walk, part, made = grid.walk, grid.walk.cursor.part, len(grid.walk.drafts)
    walk.blocks(cell.blocks)
    if len(walk.drafts) > made and walk.cursor.part == "step" != part:
        walk.cursor.part = part
        walk.cursor.heads = tuple(h for h in walk.cursor.heads if h[0] < 5)
