"""Tell headings from running text by how a paragraph looks."""

from __future__ import annotations

import re

from qa_engine.model.document import Cell, Paragraph, Table, paragraphs

_TERMINAL = re.compile(r"[.;,]\s*$")
_ASKING = re.compile(r"\?\s*$")
_CAPITALS = re.compile(r"[^\W\d_]{2}")  # a word in capitals, where "B2, B4" is only codes


def is_styled(paragraph: Paragraph) -> bool:
    """Whether it stands out from running text: heading style, bold, underlined, shaded or in capitals."""
    return paragraph.fill or stands_out(paragraph)


def stands_out(paragraph: Paragraph) -> bool:
    """Whether it does so by itself; shading is that of a cell, and of the items in it too."""
    if paragraph.level or paragraph.bold or paragraph.underline or paragraph.caps:
        return True
    text = paragraph.text.strip()
    return text.isupper() and len(text) > 3 and _CAPITALS.search(text) is not None


def may_head(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph can be a heading: styled and short, a full stop only where a heading style or shading speaks for it."""
    count = len(text.split())
    if count == 0 or count > 30 or (paragraph.number and not stands_out(paragraph)):
        return False
    # A plain sentence in a shaded box is what the box says.
    if paragraph.level or (paragraph.fill and count <= 20 and (count <= 8 or stands_out(paragraph) or not _TERMINAL.search(text))):
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
    return len(found) <= 4 and (all(is_styled(p) for p in found) if not cell.fill else not _boxes(found))


def _boxes(found: list[Paragraph]) -> bool:
    """Whether a shaded cell is a box of its own: a bold heading, and running text below it."""
    return found[0].bold and any(not p.bold and not p.italic and len(p.text.split()) > 5 for p in found[1:])
