"""One page of a PDF read whole: words the right way up, lines, areas, signs, filled fields; lettering across the page apart."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2 as pdfium

from qa_engine.read.pdf.fields import Fields
from qa_engine.read.pdf.glyphs import Piece, letters, upright
from qa_engine.read.pdf.letters import SOFT_HYPHEN
from qa_engine.read.pdf.shapes import Box, Look, Sheet, Word
from qa_engine.read.pdf.signs import signs
from qa_engine.read.pdf.strokes import box_of, drawn
from qa_engine.read.pdf.underlines import marked

_LARGE = 36.0
_FULL_PAGE = 0.6


def read_sheet(page: pdfium.PdfPage, number: int, fields: Fields) -> Sheet:
    """Read a page. Raises DocumentError where there is far too much on it."""
    found = letters(page)
    turn, width, height = _turned(page, upright(found.pieces))
    shapes = drawn(page, turn)
    sheet = Sheet(number, width, height, [], shapes.drawing, letters=found.total, unusable=found.unusable)
    scanned = any(p.area > width * height * _FULL_PAGE for p in shapes.drawing.pictures)
    for piece in found.pieces:
        _place(piece, turn, sheet, scanned)
    sheet.marks[:] = [" ".join(sheet.marks)] if sheet.marks else []
    sheet.words = marked(sheet.words, shapes.drawing)
    sheet.words += fields.words(page, turn, sheet.words)
    sheet.words += signs(shapes.small, sheet.words)
    return sheet


def _turned(page: pdfium.PdfPage, angle: int) -> tuple[Callable[[float, float], tuple[float, float]], float, float]:
    """How a point of the file lands on the page as it is read, and the width and height of the page so."""
    left, bottom, right, top = page.get_cropbox() or page.get_mediabox()
    wide, high = abs(right - left), abs(top - bottom)
    x0, y0 = min(left, right), min(bottom, top)
    if angle == 90:
        return lambda x, y: (y - y0, x - x0), high, wide
    if angle == 180:
        return lambda x, y: (wide - (x - x0), y - y0), wide, high
    if angle == 270:
        return lambda x, y: (high - (y - y0), wide - (x - x0)), high, wide
    return lambda x, y: (x - x0, high - (y - y0)), wide, high


def _place(piece: Piece, turn: Callable[[float, float], tuple[float, float]], sheet: Sheet, scanned: bool) -> None:
    box, (_, y) = box_of([turn(piece.x0, piece.y0), turn(piece.x1, piece.y1)]), turn(piece.x, piece.y)
    text, ink = piece.text, piece.ink
    text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
    if ink.hidden and not scanned:
        sheet.hidden.append(text)
        return
    sheet.overlaid = sheet.overlaid or ink.hidden
    if not Box(-5, -5, sheet.width + 5, sheet.height + 5).holds(box.x0, box.top):
        return
    level = box.bottom - box.top < 3 * ink.look.size and box.top - ink.look.size <= y <= box.bottom + ink.look.size
    if ink.angle % 90 or (ink.light and ink.look.size >= _LARGE):
        if ink.look.size >= _LARGE / 2:
            sheet.marks.append(text)
        return
    if level:
        sheet.words.append(Word(text, box.x0, box.x1, y, ink.look, piece.glued))
    else:
        # Letters that run up the page: one line at the middle of where they stand.
        size = min(ink.look.size, box.x1 - box.x0)
        sheet.words.append(Word(text, box.x0, box.x1, (box.top + box.bottom) / 2 + size * 0.3, Look(size, ink.look.bold)))
