"""A PDF to a `Document`: pages to words and lines, those to paragraphs and tables; what cannot be read is refused in one line."""

from __future__ import annotations

import hashlib

from qa_engine.errors import DocumentError
from qa_engine.model.document import Document, Hazards, Paragraph, Place
from qa_engine.read.pdf import refusals
from qa_engine.read.pdf.build import Builder
from qa_engine.read.pdf.fields import Fields
from qa_engine.read.pdf.lattice import Lattice, lattices
from qa_engine.read.pdf.margins import Margins, without_margins
from qa_engine.read.pdf.parts import parts_of
from qa_engine.read.pdf.shapes import Box, Sheet
from qa_engine.read.pdf.sheet import read_sheet
from qa_engine.read.pdf.source import Clock, opened, pages
from qa_engine.read.pdf.stitch import joined

_FEW = 20
_MOST_UNUSABLE = 0.02
_FULL_PAGE = 0.6


def read_pdf(data: bytes, name: str) -> Document:
    """The document in the bytes of a PDF called `name`. Raises DocumentError with one line: what it is, what to do."""
    clock = Clock()
    with opened(data) as pdf:
        fields = Fields(pdf)
        sheets = [read_sheet(page, number, fields) for number, page in enumerate(pages(pdf, clock), 1)]
    _refuse(sheets)
    return _document(sheets, [_tables(sheet, clock) for sheet in sheets], fields, name, hashlib.sha256(data).hexdigest())


def _tables(sheet: Sheet, clock: Clock) -> list[Lattice]:
    clock.check()
    return lattices(sheet.drawing, Box(0, 0, sheet.width, sheet.height))


def _document(sheets: list[Sheet], ruled: list[list[Lattice]], fields: Fields, name: str, sha256: str) -> Document:
    margins = without_margins(sheets, [[t.box for t in tables] for tables in ruled])
    whole = [parts_of(s, body, tables) for s, body, tables in zip(sheets, margins.bodies, ruled, strict=True)]
    parts = joined(sheets, whole)
    builder = Builder(sheets, parts)
    blocks = builder.blocks(parts)
    headers = (*builder.lines(margins.headers), *_lettering(sheets))
    return Document(name, sha256, "pdf", blocks, headers, builder.lines(margins.footers), (), _hazards(sheets, fields, margins))


def _refuse(sheets: list[Sheet]) -> None:
    letters = sum(s.letters for s in sheets)
    scans = sum(_is_scan(s) for s in sheets)
    if scans and letters < _FEW * len(sheets):
        raise DocumentError(refusals.SCAN)
    if not any(s.words for s in sheets):
        raise DocumentError(refusals.BLANK)
    if sum(s.unusable for s in sheets) > _MOST_UNUSABLE * letters:
        raise DocumentError(refusals.UNUSABLE)


def _is_scan(sheet: Sheet) -> bool:
    """Whether a page is a picture and hardly any letters."""
    return sheet.letters < _FEW and any(p.area > _FULL_PAGE * sheet.width * sheet.height for p in sheet.drawing.pictures)


def _told(sheet: Sheet) -> str:
    if _is_scan(sheet):
        return "a picture of a page"
    return "a scan: its words are what a program made out in the picture" if sheet.overlaid else ""


def _lettering(sheets: list[Sheet]) -> tuple[Paragraph, ...]:
    """What is set across pages, such as DRAFT, each wording once: the status of a plan may stand there alone."""
    found = dict.fromkeys(text for s in sheets for text in s.marks)
    return tuple(Paragraph(text, Place("pdf", -1), textbox=True) for text in found)


def _hazards(sheets: list[Sheet], fields: Fields, margins: Margins) -> Hazards:
    struck = tuple(_runs(margins))
    unread = [f"page {s.number} ({told})" for s in sheets if (told := _told(s))]
    pictures = {tuple(round(side) for side in p) for s in sheets for p in s.drawing.pictures}  # a logo on each page is one picture
    return Hazards(struck=struck, hidden=tuple(" ".join(s.hidden) for s in sheets if s.hidden), comments=fields.comments,
                   content_controls=fields.count, images=len(pictures), unread=tuple(unread),
                   prompts=tuple(fields.prompts))


def _runs(margins: Margins) -> list[str]:
    """Struck words, those that follow each other as one text."""
    found: list[str] = []
    open_run = False
    for body in margins.bodies:
        for word in body:
            if word.struck and open_run:
                found[-1] += f" {word.text}"
            elif word.struck:
                found.append(word.text)
            open_run = word.struck
    return found
