"""Tick boxes and bullets that are drawn and not set as letters, put as the signs that a reader sees."""

from __future__ import annotations

from qa_engine.read.pdf.shapes import Box, Look, Word
from qa_engine.read.pdf.strokes import Small
from qa_engine.read.symbols import EMPTY, TICKED

_BULLET_SIZES = (1.4, 7.0)
_BOX_SIZES = (5.0, 18.0)
_NEAR = 40.0


def signs(small: list[Small], words: list[Word]) -> list[Word]:
    """Signs for small shapes that stand beside words: squares with or without a cross or tick in them, and dots before a line."""
    if not words or len(small) > 4000:
        return []
    squares = _distinct([s.box for s in small if _is_square(s)])
    found = [_tick(box, small) for box in squares if _beside(box, words)]
    dots = _distinct([s.box for s in small if _is_dot(s) and not any(b.holds(s.box.x0, s.box.top, 1) for b in squares)])
    return found + [bullet for box in dots if (bullet := _bullet(box, words))]


def _is_square(shape: Small) -> bool:
    box = shape.box
    width, height = box.x1 - box.x0, box.bottom - box.top
    low, high = _BOX_SIZES
    return not shape.round and not shape.slanted and low <= width <= high and abs(width - height) <= 0.15 * width


def _is_dot(shape: Small) -> bool:
    box = shape.box
    width, height = box.x1 - box.x0, box.bottom - box.top
    low, high = _BULLET_SIZES
    return low <= width <= high and abs(width - height) <= 0.25 * width and (shape.round or shape.painted)


def _distinct(boxes: list[Box]) -> list[Box]:
    """Shapes drawn twice, once filled and once in outline, count once."""
    found: list[Box] = []
    for box in boxes:
        if not any(abs(box.x0 - b.x0) < 1.5 and abs(box.top - b.top) < 1.5 for b in found):
            found.append(box)
    return found


def _tick(box: Box, small: list[Small]) -> Word:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    ticked = any(s.slanted and s.box.holds(x, y, 1) and box.holds((s.box.x0 + s.box.x1) / 2, (s.box.top + s.box.bottom) / 2) for s in small)
    size = round((box.bottom - box.top) * 0.95, 1)
    return Word(TICKED if ticked else EMPTY, box.x0, box.x1, box.bottom - size * 0.18, Look(size))


def _bullet(box: Box, words: list[Word]) -> Word | None:
    """The bullet for a dot that stands alone just before the first word of a line, at the height of its small letters; else None."""
    y = (box.top + box.bottom) / 2
    line = [w for w in words if w.y - w.look.size * 0.75 <= y <= w.y + w.look.size * 0.05]
    first = min((w for w in line if w.x0 >= box.x1 - 1), key=lambda w: w.x0, default=None)
    before = min((box.x0 - w.x1 for w in line if w.x1 <= box.x0 + 1), default=_NEAR)
    if first is None or first.x0 - box.x1 > 32 or before < 12:
        return None
    return Word("•", box.x0, box.x1, first.y, Look(first.look.size))


def _beside(box: Box, words: list[Word]) -> bool:
    """Whether words stand on the line of the box, near it on either side."""
    return any(box.top - 3 <= w.y - w.look.size * 0.3 <= box.bottom + 3 and -_NEAR * 4 <= w.x0 - box.x1 <= _NEAR for w in words)
