"""Tell headings from running text by how a paragraph looks."""

from __future__ import annotations

import re

from qa_engine.model.document import Cell, Paragraph, Table, paragraphs

_TERMINAL = re.compile(r"[.;,]\s*$")
_ASKING = re.compile(r"\?\s*$")


def is_styled(paragraph: Paragraph) -> bool:
    """Whether it stands out from running text: heading style, bold, underlined, shaded, capitals, italic or in a text box heading."""
    text = paragraph.text.strip()
    return bool(paragraph.level or paragraph.bold or paragraph.underline or paragraph.fill or paragraph.caps
                or (text.isupper() and len(text) > 3))


def may_head(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph can be a heading: styled and short, a full stop only where a heading style or shading speaks for it."""
    count = len(text.split())
    if count == 0 or count > 30 or (paragraph.number and not is_styled(paragraph)):
        return False
    if paragraph.level or (paragraph.fill and count <= 20):
        return True
    if not is_styled(paragraph):
        return False
    return count <= 18 and (not _TERMINAL.search(text) or _ASKING.search(text) is not None)


def is_plain_head(text: str) -> bool:
    """Whether unstyled text is as short and bare as a heading: up to 12 words, no full stop at its end."""
    count = len(text.split())
    return 0 < count <= 12 and not _TERMINAL.search(text.strip())


def heads_cell(cell: Cell) -> bool:
    """Whether a cell looks like a label: shaded or bold, and short."""
    if not cell.text or len(cell.line.split()) > 45 or any(isinstance(b, Table) for b in cell.blocks):
        return False
    found = [p for p in paragraphs(cell.blocks) if p.text.strip()]
    return len(found) <= 4 and (cell.fill or all(is_styled(p) for p in found))
