"""Paragraphs, cells and tables as WordprocessingML text: whole tables are made in one go, as python-docx is slow cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MM = 56.7  # twentieths of a point in a millimetre
NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD_FILL = "1F3864"
QUIET_FILL = "F2F2F2"
GRADE_FILLS = {"Good": "E2EFDA", "RI": "FFF2CC", "Inadequate": "F8D7DA", "NA": QUIET_FILL, "Not judged": QUIET_FILL}


class Xml(str):
    """Runs and controls, as against plain text that must be escaped."""

    __slots__ = ()

    def __add__(self, other: str) -> Xml:
        return Xml(str.__add__(self, other if isinstance(other, Xml) else run(other)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `inner` is its paragraphs as XML. `merge` is "" (alone), "restart" or "continue" down the column."""

    inner: str
    fill: str = ""
    merge: str = ""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: titles and widths (in mm) of its columns, its rows, and what a screen reader says of it. No titles, no header row."""

    caption: str
    description: str
    widths: Sequence[float]
    rows: Iterable[Sequence[Cell]]
    titles: Sequence[str] = ()


def clean(text: str) -> str:
    """Text that XML can hold."""
    return _ILLEGAL.sub("", text)


def attribute(text: str) -> str:
    """Text as an attribute's value, in quotation marks."""
    return quoteattr(clean(text))


def run(text: str, style: str = "") -> Xml:
    """A run; `style` is a character style. New lines stay."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line) for line in clean(text).split("\n"))
    return Xml(f'<w:r>{look}<w:t xml:space="preserve">{lines}</w:t></w:r>')


def strong(text: str) -> Xml:
    """A run in bold."""
    return run(text, "Strong")


def paragraph(inner: str, style: str, keep: bool = False) -> str:
    """A paragraph of runs and controls; `keep` holds it on the page of the next one."""
    together = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{together}</w:pPr>{inner}</w:p>'


def cell(*lines: str, fill: str = "", merge: str = "", keep: bool = False, span: int = 1, small: bool = False,
         style: str = "TableText") -> Cell:
    """A cell with a paragraph for each line; a line is plain text, or runs and controls as XML."""
    style = "TableSmall" if small else style
    inner = "".join(paragraph(line if isinstance(line, Xml) else run(line), style, keep) for line in lines or ("",))
    return Cell(inner, fill, merge, span)


def label(text: str, keep: bool = False, merge: str = "", small: bool = False) -> Cell:
    """A cell that names what stands beside it."""
    return cell(strong(text), fill=QUIET_FILL, keep=keep, merge=merge, small=small)


def table(made: Table) -> str:
    """The table as XML, its header row repeated on every page and no row split."""
    grid = "".join(f'<w:gridCol w:w="{_dxa(width)}"/>' for width in made.widths)
    head = _row([cell(run(t, "TableHead"), fill=HEAD_FILL, keep=True) for t in made.titles], made.widths, head=True) if made.titles else ""
    body = "".join(_row(row, made.widths) for row in made.rows)
    return f"<w:tbl {NAMESPACES}>{_properties(made)}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _properties(made: Table) -> str:
    first = 1 if made.titles else 0
    return (f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(_dxa(w) for w in made.widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="{first}" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
            f'w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={attribute(made.caption)}/>'
            f"<w:tblDescription w:val={attribute(made.description)}/></w:tblPr>")


def _row(cells: Sequence[Cell], widths: Sequence[float], head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    made, column = [], 0
    for one in cells:
        made.append(_cell(one, sum(_dxa(w) for w in widths[column:column + one.span])))
        column += one.span
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(made)}</w:tr>"


def _cell(one: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{one.span}"/>' if one.span > 1 else ""
    merge = f'<w:vMerge w:val="{one.merge}"/>' if one.merge else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{one.fill}"/>' if one.fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}</w:tcPr>{one.inner}</w:tc>'


def _dxa(millimetres: float) -> int:
    return round(millimetres * _MM)
