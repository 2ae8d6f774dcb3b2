"""A document as it was read: blocks in order, each with its place. Knows nothing of EHC plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands, stable enough to put a comment on it later.

    `part` names the package part ("word/document.xml"); `paragraph` is the ordinal (from 0) of the w:p element among all w:p of
    that part in XML order (for PDF: of the line in the file). `start` and `end` are character offsets in that paragraph's live text.
    `table`, `row` and `column` count from 1 for people: the outermost table's number in the document, its row and grid column.
    `page` counts from 1 where the file has pages of its own (PDF).
    """

    part: str
    paragraph: int
    start: int = 0
    end: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None

    @property
    def spot(self) -> str:
        """Page, table and row as a person looks for them ("page 5, table 4, row 3"); empty for a paragraph of a Word file's body."""
        named = (("page", self.page), ("table", self.table), ("row", self.row if self.table else None))
        return ", ".join(f"{name} {number}" for name, number in named if number)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of live text: insertions kept; deletions, struck and hidden text left out. Soft line breaks are newlines.

    Tick boxes are the glyphs ☒ and ☐ in the text. `number` is the automatic number or bullet as printed ("1.2", "a)", "•"), which
    is not part of `text`. `level` is the outline level of a heading style from 1, or None. `fill` is true in a shaded cell or paragraph.
    `placeholder` is true when all text is a content control's unfilled prompt; a prompt beside other text is left out.
    `bold_ranges` are the stretches of bold text; `struck` is the struck-out words with the offset in `text` where they stood.
    """

    text: str
    place: Place
    style: str = ""
    level: int | None = None
    number: str = ""
    depth: int | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    centred: bool = False
    size: float | None = None
    fill: bool = False
    placeholder: bool = False
    textbox: bool = False
    bold_ranges: tuple[tuple[int, int], ...] = ()
    struck: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One real cell. `column` is its grid column from 0; `span` how many grid columns it takes; `continues` marks a vertical merge.

    `text` is all its live text, nested tables included, one line a paragraph; `line` is the same on one line with single spaces.
    """

    blocks: tuple[Block, ...]
    column: int
    span: int = 1
    continues: bool = False
    fill: bool = False
    text: str = field(init=False, repr=False, compare=False)
    line: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        text = "\n".join(p.text for p in paragraphs(self.blocks) if p.text.strip())
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "line", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Row:
    """A table row of real cells in order; `header` is true when Word repeats it on each page."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on its real grid. `number` counts the document's tables from 1 in order; `width` is its number of grid columns."""

    rows: tuple[Row, ...]
    number: int
    width: int


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Hazards:
    """What was met while reading. Texts are kept so that rules may quote them; reports decide what to show."""

    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    struck: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    comments: int = 0
    footnotes: int = 0
    text_boxes: int = 0
    content_controls: int = 0
    images: int = 0
    unresolved_fields: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file: body blocks in order; headers, footers and notes apart. `format` is docx or pdf; `sha256` is of the bytes."""

    name: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    headers: tuple[Block, ...] = ()
    footers: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    hazards: Hazards = field(default_factory=Hazards)


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph under `blocks` in document order, cells of vertical merges once."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)
