"""Section letters that Word counts by itself: "Section B:" or "B." as the automatic number of a heading, and not in its text."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_engine.model.document import Block, Document, Paragraph
from qa_engine.structure.look import is_styled

_SPELLED = re.compile(r"^\W*(?:section|part)\s+[A-K]\s?[12]?\b", re.IGNORECASE)
_LETTER = re.compile(r"^\W*[A-K][12]?\W*$")
_FEW = 4


def with_numbers_told(document: Document) -> Document:
    """The document with such numbers put before their headings' text, where headings are lettered so; else the same document."""
    lettered = {b.place.paragraph: b.number for b in document.blocks if isinstance(b, Paragraph) and b.number and _is_label(b)}
    if len({number.strip() for number in lettered.values()}) < _FEW:
        return document
    blocks = (_told(b) if isinstance(b, Paragraph) and b.place.paragraph in lettered else b for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


def _is_label(paragraph: Paragraph) -> bool:
    return bool(_SPELLED.match(paragraph.number) or (_LETTER.match(paragraph.number) and is_styled(paragraph)))


def _told(paragraph: Paragraph) -> Block:
    number = paragraph.number.strip()
    return replace(paragraph, text=f"{number} {paragraph.text}", number="")
