"""The letters of a page as words with their place and look."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from qa_engine.errors import DocumentError
from qa_engine.read.pdf import refusals
from qa_engine.read.pdf.letters import font_name, is_bold, is_italic, is_space, letter, symbol_font, unusable
from qa_engine.read.pdf.shapes import Look

_FORCED_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_STROKED, _INVISIBLE = (1, 2, 5, 6), (3, 7)
_LIGHT = 150


class Ink(NamedTuple):
    """How a stretch of letters is set: look, angle in degrees, symbol font if any, light colour, never shown."""

    look: Look
    angle: int
    symbols: str
    light: bool
    hidden: bool


class Piece(NamedTuple):
    """Letters set together, in the file's own coordinates (y upwards): box, and where the baseline begins."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    x: float
    y: float
    ink: Ink
    glued: bool


class Letters(NamedTuple):
    """All pieces of a page in the file's order; how many letters; how many of them are unusable."""

    pieces: list[Piece]
    total: int
    unusable: int


def letters(page: pdfium.PdfPage) -> Letters:
    """Read the letters of a page. Raises DocumentError where there are far too many."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > refusals.MAX_LETTERS:
            raise DocumentError(refusals.TOO_MUCH)
        return _Reader(text.raw).read(count)
    finally:
        text.close()


class _Reader:
    """Walks the letters of one page; a piece ends at a space, where the look changes, and where the next letter stands apart."""

    def __init__(self, text: Any):
        self._text = text
        self._fonts: dict[int, tuple[str, int]] = {}
        self._inks: dict[tuple[object, ...], Ink] = {}
        self._pieces: list[Piece] = []
        self._said: list[str] = []
        self._bounds = (0.0, 0.0, 0.0, 0.0)
        self._origin = (0.0, 0.0)
        self._ink: Ink | None = None
        self._glued = False
        self._unusable = self._unknown = 0

    def read(self, count: int) -> Letters:
        code_at, object_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject, raw.FPDFText_GetLooseCharBox
        unmapped = raw.FPDFText_HasUnicodeMapError
        text, box, last, seen = self._text, raw.FS_RECTF(), None, 0
        ink: Ink | None = None
        origin = (0.0, 0.0)
        for index in range(count):
            code = code_at(text, index)
            if is_space(code):
                self._end()
                continue
            held = object_at(text, index)
            key = ctypes.cast(held, ctypes.c_void_p).value
            if key is None:
                continue
            if key != last or ink is None:
                last, ink, origin = key, self._set(index, held), self._start(index)
            seen += 1
            self._unknown += not ink.symbols and (unusable(code) or unmapped(text, index) == 1)
            said = letter(code, ink.symbols)
            if said and box_at(text, index, box):
                self._add(said, (box.left, box.bottom, box.right, box.top), origin, ink)
        self._end()
        return Letters(self._pieces, seen, self._unusable)

    def _add(self, said: str, box: tuple[float, float, float, float], origin: tuple[float, float], ink: Ink) -> None:
        if self._said and (ink is not self._ink or self._apart(box, origin, ink)):
            near = not self._apart(box, origin, ink)
            self._end()
            self._glued = near
        if not self._said:
            self._bounds, self._origin, self._ink = box, origin if ink.angle else (box[0], origin[1]), ink
        else:
            a, b, c, d = self._bounds
            self._bounds = (min(a, box[0]), min(b, box[1]), max(c, box[2]), max(d, box[3]))
        self._said.append(said)

    def _apart(self, box: tuple[float, float, float, float], origin: tuple[float, float], ink: Ink) -> bool:
        if ink.angle:
            return False
        size = ink.look.size
        gap = box[0] - self._bounds[2]
        return abs(origin[1] - self._origin[1]) > size * 0.5 or gap > size * 0.45 or gap < -size * 1.5

    def _end(self) -> None:
        if self._said and self._ink is not None:
            self._pieces.append(Piece("".join(self._said), *self._bounds, *self._origin, self._ink, self._glued))
        # A single unknown sign is a bullet, and harms nothing.
        self._unusable += self._unknown if self._unknown > 1 else 0
        self._unknown = 0
        self._said = []
        self._glued = False

    def _start(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._text, index, x, y)
        return x.value, y.value

    def _set(self, index: int, held: Any) -> Ink:
        matrix, size = raw.FS_MATRIX(), ctypes.c_float()
        raw.FPDFText_GetMatrix(self._text, index, matrix)
        raw.FPDFTextObj_GetFontSize(held, size)
        points = round(abs(size.value) * math.hypot(matrix.c, matrix.d), 1)
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
        name, flags = self._font(raw.FPDFTextObj_GetFont(held))
        mode = raw.FPDFTextObj_GetTextRenderMode(held)
        key = (name, flags, points, angle, mode, points > 30 and _is_light(held))
        if key not in self._inks:
            bold = is_bold(name) or bool(flags & _FORCED_BOLD) or mode in _STROKED
            look = Look(points, bold, is_italic(name) or bool(flags & _ITALIC_FLAG), name)
            self._inks[key] = Ink(look, angle, symbol_font(name), bool(key[-1]), mode in _INVISIBLE)
        return self._inks[key]

    def _font(self, font: Any) -> tuple[str, int]:
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            self._fonts[key] = (font_name(buffer.value.decode("utf-8", "replace")), raw.FPDFFont_GetFlags(font))
        return self._fonts[key]


def _is_light(held: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(held, red, green, blue, alpha)
    return min(red.value, green.value, blue.value) >= _LIGHT or alpha.value < 140


def upright(pieces: list[Piece]) -> int:
    """The angle at which most letters of a page run: 0, 90, 180 or 270."""
    angles = Counter[int]()
    for piece in pieces:
        angles[piece.ink.angle] += len(piece.text)
    square = [(count, -angle) for angle, count in angles.items() if angle % 90 == 0]
    return -max(square)[1] if square else 0
