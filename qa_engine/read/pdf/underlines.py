"""Ruled lines under and through words: underlining and striking out, taken from the lines that may draw tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from qa_engine.read.pdf.shapes import Drawing, Flat, Word

_REACH = 2.0


def marked(words: list[Word], drawing: Drawing) -> list[Word]:
    """The words with their underlining and striking out; lines that do so leave the drawing."""
    if not words or not drawing.flats:
        return words
    order = sorted(range(len(words)), key=lambda n: words[n].y)
    heights = [words[n].y for n in order]
    found = list(words)
    kept: list[Flat] = []
    for flat in drawing.flats:
        near = order[bisect_left(heights, flat.y - 8):bisect_right(heights, flat.y + 20)]
        if not _mark(found, near, flat):
            kept.append(flat)
    drawing.flats[:] = kept
    return found


def _mark(words: list[Word], near: list[int], flat: Flat) -> bool:
    for name, low, high in (("underline", -0.02, 0.32), ("struck", -0.48, -0.14)):
        under = [n for n in near if low * words[n].look.size <= flat.y - words[n].y <= high * words[n].look.size
                 and min(words[n].x1, flat.x1) - max(words[n].x0, flat.x0) > 0.7 * (words[n].x1 - words[n].x0)]
        if under and _spans(words, under, flat):
            for n in under:
                words[n] = words[n]._replace(underline=True) if name == "underline" else words[n]._replace(struck=True)
            return True
    return False


def _spans(words: list[Word], under: list[int], flat: Flat) -> bool:
    """Whether the line is as long as the words on it: a border of a table goes beyond them."""
    left, right = min(words[n].x0 for n in under), max(words[n].x1 for n in under)
    slack = _REACH + words[under[0]].look.size * 0.4
    return flat.x0 >= left - slack and flat.x1 <= right + slack
