"""Letters of symbol fonts, which mean something else than their code says, as the signs that a reader sees."""

from __future__ import annotations

import re

TICKED = "☒"
EMPTY = "☐"
_LONGEST_SIGN = 3
_PRIVATE = re.compile("[\uf000-\uf0ff]")

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: EMPTY, 0x70: EMPTY, 0x71: EMPTY, 0x72: EMPTY, 0x73: "◆", 0x74: "◆",
    0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: EMPTY,
    0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: TICKED, 0xFE: TICKED,
}
_WINGDINGS2 = {
    0x4F: "✗", 0x50: "✓", 0x51: TICKED, 0x52: TICKED, 0x53: TICKED, 0x54: TICKED, 0x95: "•", 0x96: "•", 0x97: "•",
    0x98: "•", 0xA2: "■", 0xA3: EMPTY, 0x2A: EMPTY, 0x30: EMPTY,
}
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: EMPTY, 0x67: "■", 0x3D: "•"}
_SYMBOL = {
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xAE: "→", 0xAC: "←",
    0xDE: "⇒", 0xD6: "√", 0xBC: "…", 0x2D: "−", 0xA5: "∞", 0xB2: "″", 0xA2: "′", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD9: "∧", 0xDA: "∨", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xA8: "♦", 0xA7: "♣", 0xA9: "♥", 0xAA: "♠",
}
_SYMBOL |= dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_FONTS = {
    "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2, "webdings": _WEBDINGS, "symbol": _SYMBOL,
    "zapfdingbats": {0x33: "✓", 0x34: "✓", 0x37: "✗", 0x38: "✗", 0x6F: EMPTY, 0x71: EMPTY, 0x6C: "●", 0x6E: "■"},
}


def is_symbol_font(font: str) -> bool:
    """Whether the font is one whose letters are pictures."""
    return font.lower() in _FONTS


def symbol(code: int, font: str) -> str:
    """The sign for a code (with or without the private-use offset F000) in a symbol font; a bullet where unknown."""
    table = _FONTS.get(font.lower(), _SYMBOL if code & 0xFF == 0xB7 else _WINGDINGS)
    private = 0xF000 <= code <= 0xF0FF
    low = code & 0xFF if private else code
    if (private or font.lower() in _FONTS) and low in table:
        return table[low]
    if private:
        return chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else "•"
    unusable = code < 0x20 or 0xD800 <= code <= 0xF8FF or code > 0x10FFFF
    return "•" if unusable else chr(code)


def readable(text: str, font: str) -> str:
    """`text` with every letter of a symbol font, or of the private-use area where such fonts live, put as its sign.

    Words set in a symbol font by mistake stay words.
    """
    if font and len(text) <= _LONGEST_SIGN:
        return "".join(c if c.isspace() else symbol(ord(c), font) for c in text)
    return _PRIVATE.sub(lambda c: symbol(ord(c.group()), font), text)
