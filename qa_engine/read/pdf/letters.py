"""Letters of a PDF as people write them: ligatures apart, odd spaces and hyphens as the usual ones, signs of symbol fonts as signs."""

from __future__ import annotations

import re
import unicodedata

from qa_engine.read.symbols import EMPTY, TICKED, is_symbol_font, symbol

SOFT_HYPHEN = "\u00ad"
_LINE_END_HYPHEN = 0x02  # how pdfium gives a hyphen at the end of a line
_HYPHENS = frozenset((0x2010, 0x2011, 0xFFFE, _LINE_END_HYPHEN))
_SPACES = frozenset((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
                     *range(0x2000, 0x200B)))
_BOXES = {0x2611: TICKED, 0x2612: TICKED, 0x2610: EMPTY, 0x274F: EMPTY, 0x2750: EMPTY, 0x2751: EMPTY, 0x2752: EMPTY}
_NOTHING = frozenset((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^a-z0-9]")
_SYMBOL_FONTS = {"wingdings": "wingdings", "wingdingsregular": "wingdings", "wingdings2": "wingdings 2", "webdings": "webdings",
                 "symbol": "symbol", "symbolmt": "symbol", "zapfdingbats": "zapfdingbats"}


def is_space(code: int) -> bool:
    """Whether the code parts words."""
    return code in _SPACES


def letter(code: int, font: str) -> str:
    """The text of one code in a font; empty for what takes no room."""
    if code < 0x7F and code != _LINE_END_HYPHEN and not font:
        return chr(code) if code >= 0x20 else ""
    if code in _HYPHENS:
        return "-"
    if font and is_symbol_font(font) and (code < 0x100 or 0xF000 <= code <= 0xF0FF):
        return symbol(code, font)
    if code in _BOXES:
        return _BOXES[code]
    if code in _NOTHING or code < 0x20 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    if 0xE000 <= code <= 0xF8FF:
        return symbol(code, font or "wingdings")
    if 0xFB00 <= code <= 0xFB4F or 0xFF00 <= code <= 0xFFEF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


def unusable(code: int) -> bool:
    """Whether nobody can say which letter a code stands for."""
    return code == 0 or code == 0xFFFD or (0xE000 <= code <= 0xF8FF and not 0xF000 <= code <= 0xF0FF)


def font_name(name: str) -> str:
    """A font's name without the mark of a part of a font."""
    return _SUBSET.sub("", name)


def symbol_font(name: str) -> str:
    """The symbol font that a font's name means, or an empty string."""
    return _SYMBOL_FONTS.get(_PUNCTUATION.sub("", name.lower()), "")


def is_bold(name: str) -> bool:
    """Whether a font's name says that it is bold."""
    return _BOLD.search(name) is not None


def is_italic(name: str) -> bool:
    """Whether a font's name says that it is italic."""
    return _ITALIC.search(name) is not None
