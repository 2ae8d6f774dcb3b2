"""Filled form fields as words where they stand, tick boxes as signs, and the notes that people put on pages."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from qa_engine.read.pdf.shapes import Box, Look, Word
from qa_engine.read.pdf.strokes import box_of
from qa_engine.read.symbols import EMPTY, TICKED

Turn = Callable[[float, float], tuple[float, float]]
_TICKS = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_TEXTS = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_COMMENTS = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT,
             raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK)
_HIDDEN_FLAGS = 2 | 32
_MOST = 5000
_UNSET = ("choose an item", "choose an item.", "click or tap here to enter text.", "click here to enter text.", "please select", "select")


class Fields:
    """Reads the fields of a file's pages; counts its comments and fields, and keeps prompts of fields that nobody filled."""

    def __init__(self, pdf: pdfium.PdfDocument):
        self._form = pdf.formenv.raw if pdf.formenv else None
        self.comments = 0
        self.count = 0
        self.prompts: list[str] = []

    def words(self, page: pdfium.PdfPage, turn: Turn, near: list[Word]) -> list[Word]:
        """The values of the page's fields as words, each line of a value a line at its place."""
        found: list[Word] = []
        size = _usual_size(near)
        for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
            with _annotation(page, index) as held:
                if held:
                    found += self._read(held, turn, size)
        return found

    def _read(self, held: Any, turn: Turn, size: float) -> list[Word]:
        kind = raw.FPDFAnnot_GetSubtype(held)
        if kind in _COMMENTS:
            self.comments += 1
        if kind != raw.FPDF_ANNOT_WIDGET or self._form is None or raw.FPDFAnnot_GetFlags(held) & _HIDDEN_FLAGS:
            return []
        field = raw.FPDFAnnot_GetFormFieldType(self._form, held)
        box = _box(held, turn)
        if field in _TICKS:
            self.count += 1
            sign = TICKED if raw.FPDFAnnot_IsChecked(self._form, held) else EMPTY
            y = (box.top + box.bottom) / 2 + size * 0.3
            return [Word(sign, box.x0, box.x1, y, Look(size))]
        if field in _TEXTS:
            self.count += 1
            return self._value(self._text(held), box, size)
        return []

    def _text(self, held: Any) -> str:
        length = raw.FPDFAnnot_GetFormFieldValue(self._form, held, None, 0)
        if length <= 2:
            return ""
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFAnnot_GetFormFieldValue(self._form, held, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
        return buffer.raw[:length - 2].decode("utf-16-le", "replace")

    def _value(self, text: str, box: Box, size: float) -> list[Word]:
        if text.strip().lower() in _UNSET:
            self.prompts.append(text.strip())
            return []
        lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        if not lines:
            return []
        high = box.bottom - box.top
        step = min(size * 1.2, high / len(lines))
        first = box.top + (high / 2 + size * 0.3 if len(lines) == 1 and high < size * 3 else min(size, step * 0.8))
        return [Word(line, box.x0 + 1, min(box.x1, box.x0 + 1 + len(line) * size * 0.5), first + n * step, Look(min(size, step / 1.1)))
                for n, line in enumerate(lines)]


@contextmanager
def _annotation(page: pdfium.PdfPage, index: int) -> Iterator[Any]:
    held = raw.FPDFPage_GetAnnot(page, index)
    try:
        yield held
    finally:
        if held:
            raw.FPDFPage_CloseAnnot(held)


def _box(held: Any, turn: Turn) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(held, rect)
    return box_of([turn(rect.left, rect.bottom), turn(rect.right, rect.top)])


def _usual_size(words: list[Word]) -> float:
    sizes = sorted(w.look.size for w in words)
    return sizes[len(sizes) // 2] if sizes else 10.0
