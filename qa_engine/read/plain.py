"""The words of a document in order, for people: body, tables cell by cell, list numbers, then the notes."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.model.document import Block, Document, Paragraph, paragraphs


def document_text(document: Document, struck: bool = False) -> str:
    """One line a paragraph, soft line breaks kept, empty paragraphs left out; footnotes and endnotes after an empty line.

    With `struck`, struck-out words stand where they stood, between two tildes on each side ("~~weekly~~").
    """
    body = "\n".join(_lines(document.blocks, struck))
    notes = "\n".join(_lines(document.notes, struck))
    return "\n\n".join(part for part in (body, notes) if part) + "\n"


def _lines(blocks: tuple[Block, ...], struck: bool) -> Iterator[str]:
    for paragraph in paragraphs(blocks):
        text = _with_struck(paragraph) if struck else paragraph.text
        if text.strip():
            yield f"{paragraph.number} {text.strip()}" if paragraph.number else text.strip()


def _with_struck(paragraph: Paragraph) -> str:
    text = paragraph.text
    for offset, words in reversed(paragraph.struck):
        bare = words.strip()
        text = text[:offset] + words.replace(bare, f"~~{bare}~~") + text[offset:]
    return text
