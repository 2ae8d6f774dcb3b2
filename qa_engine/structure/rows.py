"""Read a row of statements: the cells of one row joined into one item, its columns kept apart, and its links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_engine.language.dates import parse_date
from qa_engine.language.words import squeeze
from qa_engine.model.document import Cell, Paragraph, Place, Row, Table, paragraphs
from qa_engine.structure.columns import IN_TEXT, LINKS, Head
from qa_engine.structure.cursor import NEED_LETTERS, PROVISION_LETTERS
from qa_engine.structure.drafts import Draft, Line, cross_reference, read_line, spans
from qa_engine.structure.look import heads_cell
from qa_engine.structure.statements import count, is_empty

if TYPE_CHECKING:
    from qa_engine.structure.grid import Grid

_CODE = re.compile(r"^\W*(?:(?:need|outcome|provision|no)\.?\s*)?[A-K]?\d{0,2}[\d.\-]*[a-z]?\W*$", re.IGNORECASE)
_MANNER = ("who", "how_often", "how_much", "when", "group", "review")
_SOURCE = re.compile(r"\s*[(\[]K\d{1,2}[)\]]")


class _Row:
    """What one row has given so far."""

    def __init__(self, section: str):
        self.section = section
        self.code: list[str] = []
        self.mains: list[Draft] = []
        self.waiting: list[tuple[str, Cell]] = []
        self.refs: list[tuple[str, str]] = []
        self.pointed: list[str] = []
        self.order: list[str] = []


def data_row(grid: Grid, row: Row, section: str = "", skip: Cell | None = None) -> None:
    """Read a row under column heads. `section` overrides the heads' letters, as a row label or a band does."""
    walk = grid.walk
    before = walk.cursor.copy()
    override = section or (walk.cursor.section if grid.band else "")
    state = _Row(override or walk.cursor.section)
    for cell in row.cells:
        if cell is not skip:
            _cell(grid, state, cell, override)
    _finish(grid, state, row)
    _join_mates(grid, state)
    section_now = walk.cursor.section
    walk.cursor = before
    if override:
        walk.cursor.section = section_now


def _cell(grid: Grid, state: _Row, cell: Cell, override: str) -> None:
    head = grid.head_over(cell)
    role = head.role if head else "other"
    text = cell.line
    if head and role == "main":
        state.section = override or head.letter or grid.walk.cursor.section
    if cell.continues:
        return
    if is_empty(text):
        grid.above[cell.column] = []
        return
    if role == "number":
        state.code = spans(text) or ([text.strip(" .")] if count(text) < 3 else [])
    elif role == "area":
        grid.walk.cursor.area = grid.walk.cursor.area if not grid.walk.heads.area(text) else _area(grid, text)
    elif role == "main" and not (override and state.mains):
        _main(grid, state, cell, head, text)
    elif role in LINKS and head:
        _link(grid, state, head, cell, text)
    elif role == "review":
        state.waiting.append(("review", cell))
    else:
        _piece(state, role if role in IN_TEXT else "other", cell)


def _area(grid: Grid, text: str) -> str:
    cursor = grid.walk.cursor.copy()
    cursor.enter_area(grid.walk.heads.area(text), text)
    return cursor.area or text


def _main(grid: Grid, state: _Row, cell: Cell, head: Head | None, text: str) -> None:
    pointed = cross_reference(text)
    if pointed:
        grid.above[cell.column] = []
        state.pointed += pointed
        return
    if not (head and head.part in ("step", "aspiration")):
        _settle(state)
    made = _statements(grid, cell, state.section, head)
    grid.above[cell.column] = made
    if not (head and head.part in ("step", "aspiration") and state.mains):
        state.mains = made
    for draft in made:
        draft.refs += state.refs if state.section in PROVISION_LETTERS else []
    _number(state, made)


def _number(state: _Row, made: list[Draft]) -> None:
    """Give the row's number to its first statement; a number of another section ("D2, D3") says what it serves."""
    if not state.code or not made:
        return
    own = [c for c in state.code if c[0].isdigit() or c[0] == made[0].section[0]]
    if own and not made[0].label:
        made[0].label = own[0]
        _as_one(made)
    if not own and made[0].section in PROVISION_LETTERS:
        for draft in made:
            draft.refs += [("need", c) for c in state.code]


def _as_one(made: list[Draft]) -> None:
    # A numbered row holds one statement, however many plain paragraphs it takes.
    if len(made) > 1 and not any(d.bulleted or d.lines[0].label or d.part == "step" for d in made[1:]) and made[0].section != "E":
        for other in made[1:]:
            made[0].lines += other.lines
            other.lines = []
        del made[1:]


def _statements(grid: Grid, cell: Cell, section: str, head: Head | None) -> list[Draft]:
    walk = grid.walk
    before, start = walk.cursor.copy(), len(walk.drafts)
    if section != walk.cursor.section:
        walk.cursor.turn(section)
    walk.cursor.part = head.part if head else ""
    if head and not head.label and (count(head.text) > 2 or section == "A"):
        walk.cursor.head(6, head.text)
    walk.run += 1
    walk.untitled = None
    walk.in_column = True
    walk.blocks(cell.blocks)
    walk.in_column = False
    walk.cursor = before
    return [d for d in walk.drafts[start:] if d.section == section]


def _link(grid: Grid, state: _Row, head: Head, cell: Cell, text: str) -> None:
    # A repeated statement links by the number it opens with; a short cell by all the numbers in it.
    opening = read_line(_first_paragraph(cell)).label
    codes = spans(text) if count(text) <= 12 else [opening] if opening else []
    if codes:
        refs = [(head.role, code) for code in codes]
        state.refs += refs
        for draft in state.mains:
            draft.refs += refs
    elif text.strip().lower().startswith("all"):
        state.refs.append((head.role, "all"))
    else:
        _piece(state, head.role, cell)


def _first_paragraph(cell: Cell) -> Paragraph:
    return next(p for p in paragraphs(cell.blocks) if not is_empty(p.text))


def _piece(state: _Row, role: str, cell: Cell) -> None:
    state.waiting.append((role, cell))


def _settle(state: _Row) -> None:
    """Hand the cells read since the last statement to it, when a next statement begins."""
    if state.mains and state.waiting:
        _attach(state.mains, state.waiting)
        state.waiting = []


def _finish(grid: Grid, state: _Row, row: Row) -> None:
    if state.mains:
        grid.last = state.mains
    if not state.waiting:
        return
    if state.mains:
        _attach(state.mains, state.waiting)
        return
    if grid.last and grid.last[0].section == state.section and all(role in _MANNER for role, _ in state.waiting):
        _attach(grid.last[-1:], state.waiting, more=True)
        return
    said = [(r, c) for r, c in state.waiting if r in IN_TEXT]
    column = next((h.start for h in grid.heads if h.role == "main" and h.letter in ("", state.section)), None)
    goes_on = any(c.continues and column is not None and c.column == column for c in row.cells)
    above = grid.above.get(column if column is not None else -1, [])
    if goes_on and above:
        _attach(above[-1:], state.waiting, more=True)
    elif said:
        state.mains = _new(grid, state, said)


def _new(grid: Grid, state: _Row, said: list[tuple[str, Cell]]) -> list[Draft]:
    cursor = grid.walk.cursor
    cell = said[0][1]
    line = Line(_words(cell), _places(cell))
    draft = Draft(state.section, "", [line], cursor.area, cursor.headings, refs=list(state.refs), run=grid.walk.run)
    grid.walk.drafts.append(draft)
    draft.columns.append((said[0][0], line.text))
    if said[1:]:
        _attach([draft], said[1:])
    return [draft]


def _attach(drafts: list[Draft], pieces: list[tuple[str, Cell]], more: bool = False) -> None:
    for n, draft in enumerate(drafts):
        before = [p for p in pieces if _stands_before(p[1], draft)] if not more else []
        after = [p for p in pieces if p not in before]
        own = [(role, _share(cell, n, len(drafts)), cell) for role, cell in (*before, *after)]
        if not draft.columns and draft.section != "E":
            draft.columns.append(("what", " ".join(line.text for line in draft.lines)))
        draft.columns += [(role, text) for role, text, _ in own if text]
        texts = {id(cell): text for role, text, cell in own if role in IN_TEXT and text}
        said = [[texts[id(c)] for _, c in some if id(c) in texts] for some in (before, after)]
        draft.order = [*said[0], draft.text, *said[1]]
        draft.places += [p for role, _, cell in own if role in IN_TEXT for p in _places(cell)]


def _stands_before(cell: Cell, draft: Draft) -> bool:
    return bool(draft.lines) and (draft.lines[0].places[0].column or 0) > cell.column + 1


def _share(cell: Cell, n: int, of: int) -> str:
    """Text of a cell for the nth of several statements: its nth paragraph where there are as many, else all of it."""
    texts = [p.text for p in paragraphs(cell.blocks) if not is_empty(p.text)]
    if of > 1 and len(texts) == of:
        return squeeze(_SOURCE.sub("", texts[n]))
    return _words(cell)


def _words(cell: Cell) -> str:
    return squeeze(" ".join(_SOURCE.sub("", p.text) for p in paragraphs(cell.blocks) if not is_empty(p.text)))


def _places(cell: Cell) -> tuple[Place, ...]:
    return tuple(read_line(p).places[0] for p in paragraphs(cell.blocks) if not is_empty(p.text))


def _join_mates(grid: Grid, state: _Row) -> None:
    """Statements of one row belong together: provision with the needs and outcomes beside it, outcomes with the needs."""
    live = [d for made in grid.above.values() for d in made]
    needs = [d for d in live if d.section in NEED_LETTERS and d.part != "strength"]
    outcomes = [d for d in live if d.section == "E" and d.part not in ("step", "aspiration")]
    for code in state.pointed:
        grid.walk.pointers += [(code, d) for d in (*needs, *outcomes) if d.number != code]
    if grid.band:
        return
    for draft in live:
        if draft.section in PROVISION_LETTERS:
            draft.mates += [d for d in (*needs, *outcomes) if d not in draft.mates]
        elif draft.section == "E":
            draft.mates += [d for d in needs if d not in draft.mates]


def advice_row(grid: Grid, row: Row) -> None:
    """Read a row of the list of advice: its header row, or one entry with its columns."""
    walk = grid.walk
    filled = [c for c in row.cells if not is_empty(c.text) and not c.continues]
    roles = {c.column: walk.heads.advice_column(c.line) or walk.heads.column(c.line) for c in filled}
    if not grid.heads and (all(heads_cell(c) for c in filled) or row.header) and sum(map(bool, roles.values())) * 2 >= len(filled):
        grid.heads = [Head(c.column, c.column + c.span, c.line, roles.get(c.column, "")) for c in row.cells]
        return
    said: list[tuple[str, Cell]] = []
    for cell in filled:
        head = grid.head_over(cell)
        role = (head.role if head else "") or "title"
        if role == "number" or (role != "attached" and _CODE.match(cell.text) and parse_date(cell.text) is None):
            continue
        if not walk.statements.prompt(cell.text):
            said.append((role, cell))
    if said and not (len(said) == 1 and said[0][0] in ("date", "attached")):
        _entry(grid, said)


def advice_card(grid: Grid, table: Table) -> bool:
    """Read a table that is one entry of advice, a label and a value in each row; false for any other table."""
    pairs = [(grid.walk.heads.advice_column(r.cells[0].line), r.cells[1]) for r in table.rows if len(r.cells) == 2]
    if len(pairs) != len(table.rows) or len({role for role, _ in pairs if role}) < 3:
        return False
    _entry(grid, [(role or "title", cell) for role, cell in pairs if not is_empty(cell.text)])
    return True


def _entry(grid: Grid, said: list[tuple[str, Cell]]) -> None:
    walk = grid.walk
    places = tuple(p for _, cell in said for p in _places(cell))
    draft = Draft("K", "", [Line(" ".join(_words(cell) for _, cell in said), places)], None, walk.cursor.headings, run=walk.run)
    draft.columns = [(role, _words(cell)) for role, cell in said]
    walk.drafts.append(draft)
    walk.run += 1
