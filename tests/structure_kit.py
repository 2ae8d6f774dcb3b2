"""Build documents by hand for the tests of structure: paragraphs and tables as the reader gives them."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.document import Cell, Document, Paragraph, Place, Row, Table
from qa_engine.model.plan import Plan
from qa_engine.structure import structure

LEXICON = Lexicon.load([Path(__file__).parent.parent / "rules" / "terms"])
_ORDINALS = count()
_TABLES = count(1)


def para(text: str, **look: object) -> Paragraph:
    """A paragraph of running text."""
    return Paragraph(text, Place("word/document.xml", next(_ORDINALS), 0, len(text)), **look)  # type: ignore[arg-type]


def head(text: str, level: int | None = None) -> Paragraph:
    """A heading, in bold or in a heading style."""
    return para(text, bold=level is None, level=level)


def bullet(text: str, number: str = "•", depth: int = 0) -> Paragraph:
    """A list paragraph with its automatic bullet or number."""
    return para(text, number=number, depth=depth)


def cell(content: object, column: int, span: int = 1, **more: bool) -> Cell:
    """A cell from a text, a paragraph or a list of either; text that opens with ! is a shaded bold label, a shaded paragraph shades it."""
    parts = content if isinstance(content, list) else [content]
    fill = any(p.startswith("!") if isinstance(p, str) else isinstance(p, Paragraph) and p.fill for p in parts)
    blocks = tuple(para(p.lstrip("!"), bold=p.startswith("!"), fill=fill) if isinstance(p, str) else p for p in parts)
    return Cell(blocks, column, span, fill=fill, **more)


def row(*contents: object, width: int | None = None) -> Row:
    """A row of cells; None goes on with the cell above; a single content spans `width` columns."""
    if len(contents) == 1 and width:
        return Row((cell(contents[0], 0, width),))
    return Row(tuple(cell("" if c is None else c, n, continues=c is None) for n, c in enumerate(contents)))


def table(*rows: Row) -> Table:
    """A table of rows."""
    return Table(rows, next(_TABLES), max(sum(c.span for c in r.cells) for r in rows))


def document(*blocks: object, header: str = "") -> Document:
    """A document of blocks; plain texts become paragraphs."""
    made = tuple(para(b) if isinstance(b, str) else b for b in blocks)
    return Document("plan.docx", "0" * 64, "docx", made, headers=(para(header),) if header else ())  # type: ignore[arg-type]


def plan_of(*blocks: object, header: str = "") -> Plan:
    """The plan that structure finds in a document of these blocks."""
    return structure(document(*blocks, header=header), LEXICON)


def texts(plan: Plan, letter: str, kind: str | None = None) -> list[str]:
    """Texts of a section's items."""
    return [i.text for i in plan.items(letter, kind=kind)]
