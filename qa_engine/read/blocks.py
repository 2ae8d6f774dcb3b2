"""Paragraphs and tables of one part in document order, through content controls and every other wrapper."""

from __future__ import annotations

from typing import NamedTuple

from qa_engine.errors import DocumentError
from qa_engine.model.document import Block, Cell, Paragraph, Row, Table
from qa_engine.read import names as n
from qa_engine.read.grid import cell_shape, row_shape
from qa_engine.read.inline import InlineReader, Piece
from qa_engine.read.names import Element
from qa_engine.read.numbering import Numbering
from qa_engine.read.package import TOO_LARGE
from qa_engine.read.paragraph import Setting, build, lettering
from qa_engine.read.styles import ParagraphProps, ParagraphStyle, Styles, paragraph_properties
from qa_engine.read.tally import Tally

MAX_PARAGRAPHS = 50_000
_SKIPPED = frozenset({n.DEL, n.MOVE_FROM, n.SDT_PR, n.TBL_PR, n.TBL_GRID, n.TR_PR, n.TC_PR, n.w("sectPr"), n.w("sdtEndPr"),
                      n.w("customXmlPr")})
_SUB_DOCUMENT = n.w("subDoc")


class _Spot(NamedTuple):
    """Where the walk stands: the outermost table's number, row and column, counted from 1."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    fill: bool = False
    textbox: bool = False


class BlockReader:
    """Reads the blocks of one part. `part` is its name; paragraphs are numbered as `root.iter(w:p)` meets them."""

    def __init__(self, part: str, root: Element, styles: Styles, numbering: Numbering, inline: InlineReader,
                 tally: Tally) -> None:
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        self._tally = tally
        self._tables = 0
        # The elements must be held: lxml makes them anew, with another identity, once none is.
        self._order = {paragraph: index for index, paragraph in enumerate(root.iter(n.P))}
        if len(self._order) > MAX_PARAGRAPHS:
            raise DocumentError(TOO_LARGE)

    def read(self, container: Element) -> tuple[Block, ...]:
        """The blocks under a container (w:body, w:hdr, w:footnote)."""
        return tuple(self._blocks(container, _Spot()))

    def _blocks(self, container: Element, spot: _Spot) -> list[Block]:
        found: list[Block] = []
        self._gather(container, spot, found)
        return found

    def _gather(self, container: Element, spot: _Spot, found: list[Block]) -> None:
        for child in container:
            tag = child.tag
            if tag == n.P:
                self._paragraph(child, spot, found)
            elif tag == n.TBL:
                found.append(self._table(child, spot))
            elif tag in _SKIPPED:
                continue
            elif tag == n.ALTERNATE:
                branch = n.chosen(child)
                if branch is not None:
                    self._gather(branch, spot, found)
            elif tag == n.ALT_CHUNK or tag == _SUB_DOCUMENT:
                self._tally.unread.append("text pasted in as another file (HTML, RTF or Word)")
            else:
                self._tally.content_controls += tag == n.SDT
                self._tally.insertions += tag == n.INS
                self._gather(child, spot, found)

    def _paragraph(self, element: Element, spot: _Spot, found: list[Block]) -> None:
        own = paragraph_properties(n.leading(element, n.P_PR))
        line = self._inline.read(element, own.style)
        if own.joined and not line.boxes and _another_follows(element):
            if own.deleted_end:
                _part(line.pieces)
            self._inline.carry(line)
            return
        paragraph = build(line, self._setting(element, own, spot), self._tally)
        found.append(paragraph)
        if line.boxes or line.lettering:
            for box in line.boxes:
                found.extend(self._blocks(box, spot._replace(textbox=True)))
            found.extend(lettering(words, paragraph.place) for words in line.lettering)

    def _setting(self, element: Element, own: ParagraphProps, spot: _Spot) -> Setting:
        style = self._styles.paragraph(own.style)
        level = style.level
        if own.outline is not None:
            level = own.outline + 1 if own.outline < 9 else None
        number, depth = self._number(own, style)
        centred = own.centred if own.centred is not None else bool(style.props.centred)
        filled = own.fill if own.fill is not None else bool(style.props.fill)
        return Setting(self._part, self._order[element], spot.table, spot.row, spot.column, style.name, level, number, depth,
                       centred, filled or spot.fill, spot.textbox)

    def _number(self, own: ParagraphProps, style: ParagraphStyle) -> tuple[str, int | None]:
        num_id = own.num_id if own.num_id is not None else style.props.num_id
        if num_id is None or num_id == "0":
            return "", None
        depth = own.depth
        if depth is None and own.num_id is None:
            linked = self._numbering.depth_for_style(num_id, own.style or style.numbered_by)
            depth = style.props.depth if style.props.depth is not None else linked
        return self._numbering.next(num_id, depth or 0), depth or 0

    def _table(self, element: Element, spot: _Spot) -> Table:
        self._tables += 1
        number = self._tables
        outer = spot if spot.table is not None else spot._replace(table=number)
        rows: list[Row] = []
        open_columns: set[int] = set()
        for child in _inside(element, n.TR, self._tally):
            row = self._row(child, outer, len(rows) + 1 if spot.table is None else None, open_columns)
            if row is not None:
                rows.append(row)
        grid = element.find(n.TBL_GRID)
        columns = [cell.column + cell.span for row in rows for cell in row.cells]
        return Table(tuple(rows), number, max([len(grid) if grid is not None else 0, *columns]))

    def _row(self, element: Element, spot: _Spot, number: int | None, open_columns: set[int]) -> Row | None:
        shape = row_shape(next(element.iterchildren(n.TR_PR), None))
        self._tally.insertions += shape.inserted
        self._tally.deletions += shape.deleted
        if shape.deleted:
            return None
        column = shape.before
        cells: list[Cell] = []
        for child in _inside(element, n.TC, self._tally):
            here = spot if number is None else _Spot(spot.table, number, column + 1, textbox=spot.textbox)
            cell = self._cell(child, here, column, open_columns)
            if cell is None:
                continue
            column += cell.span
            cells.append(cell)
        return Row(tuple(cells), shape.header)

    def _cell(self, element: Element, spot: _Spot, column: int, open_columns: set[int]) -> Cell | None:
        shape = cell_shape(n.leading(element, n.TC_PR))
        if shape.deleted:
            self._tally.deletions += 1
            return None
        continues = shape.continues and column in open_columns
        (open_columns.add if shape.merged else open_columns.discard)(column)
        here = _Spot(spot.table, spot.row, spot.column, True, spot.textbox) if shape.fill else spot
        blocks = self._blocks(element, here)
        if continues:
            # Word shows nothing of a cell merged into the one above.
            self._tally.hidden.extend(b.text for b in blocks if isinstance(b, Paragraph) and b.text.strip())
            blocks = []
        return Cell(tuple(blocks), column, shape.span, continues, shape.fill)


def _inside(parent: Element, wanted: str, tally: Tally) -> list[Element]:
    """The rows of a table or cells of a row, through any content controls round them."""
    found: list[Element] = []
    for child in parent:
        tag = child.tag
        if tag == wanted:
            found.append(child)
        elif tag == n.ALTERNATE:
            branch = n.chosen(child)
            found.extend(_inside(branch, wanted, tally) if branch is not None else ())
        elif tag not in _SKIPPED:
            tally.content_controls += tag == n.SDT
            found.extend(_inside(child, wanted, tally))
    return found


def _part(pieces: list[Piece]) -> None:
    """End pieces that run on into the next paragraph with a space, so that two words do not become one."""
    if pieces and not pieces[-1].text[-1:].isspace():
        pieces.append(pieces[-1]._replace(text=" "))


def _another_follows(paragraph: Element) -> bool:
    following = paragraph.getnext()
    return following is not None and following.tag == n.P
