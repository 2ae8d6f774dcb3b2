"""The drawn things of a page: ruled lines, painted areas, drawn tick boxes and bullets, pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from qa_engine.errors import DocumentError
from qa_engine.read.pdf import refusals
from qa_engine.read.pdf.shapes import Box, Drawing, Fill, Flat, Upright

Point = tuple[float, float]
Turn = Callable[[float, float], Point]
_Matrix = tuple[float, float, float, float, float, float]
_THIN = 2.6  # a filled area no thicker than this is a ruled line
_SHORTEST = 2.0
_WHITE = 248
_DEEPEST = 12
_UNIT: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Small(NamedTuple):
    """A small drawn shape: where, whether painted, whether made of curves, whether closed."""

    box: Box
    painted: bool
    round: bool
    slanted: bool


class Drawn(NamedTuple):
    """What is drawn on a page, and its small shapes, which may be tick boxes and bullets."""

    drawing: Drawing
    small: list[Small]


class _Paint(NamedTuple):
    filled: bool
    stroked: bool
    white: bool


def drawn(page: pdfium.PdfPage, turn: Turn) -> Drawn:
    """Read the drawn things; `turn` leads from the file's coordinates to the page's. Raises DocumentError."""
    found = Drawn(Drawing(), [])
    left = [refusals.MAX_OBJECTS]
    for held, kind, matrix in _objects(page.raw, left):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.drawing.pictures.append(_bounds(held, matrix, turn))
        else:
            _path(held, _times(_matrix(held), matrix), turn, found, left)
    return found


def _objects(page: Any, left: list[int]) -> Iterator[tuple[Any, int, _Matrix]]:
    """Paths and pictures of a page, those inside forms too, each with the matrix of what holds it."""
    yield from _listed(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _UNIT, 0, left)


def _listed(holder: Any, count: Any, get: Any, matrix: _Matrix, depth: int, left: list[int]) -> Iterator[tuple[Any, int, _Matrix]]:
    for index in range(count(holder)):
        _spend(left, 1)
        held = get(holder, index)
        kind = raw.FPDFPageObj_GetType(held)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(held), matrix)
            yield from _listed(held, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1, left)
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield held, kind, matrix


def _spend(left: list[int], cost: int) -> None:
    left[0] -= cost
    if left[0] < 0:
        raise DocumentError(refusals.TOO_MUCH)


def _matrix(held: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(held, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    if then == _UNIT:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _bounds(held: Any, matrix: _Matrix, turn: Turn) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(held, left, bottom, right, top)
    corners = [(left.value, bottom.value), (right.value, top.value)]
    return box_of([turn(*_moved(x, y, matrix)) for x, y in corners])


def _moved(x: float, y: float, matrix: _Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(points: list[Point]) -> Box:
    """The smallest upright rectangle round points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _path(held: Any, matrix: _Matrix, turn: Turn, found: Drawn, left: list[int]) -> None:
    count = raw.FPDFPath_CountSegments(held)
    _spend(left, count // 4)
    paint = _paint(held)
    for points, curved in _strands(held, count, matrix, turn):
        _strand(points, curved, paint, found)


def _paint(held: Any) -> _Paint:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(held, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(held, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) >= _WHITE or alpha.value < 8
    return _Paint(bool(fill.value), bool(stroke.value), white)


def _strands(held: Any, count: int, matrix: _Matrix, turn: Turn) -> Iterator[tuple[list[Point], bool]]:
    """The strokes of a path, each a list of points and whether it has curves."""
    points: list[Point] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(held, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if math.isfinite(x.value) and math.isfinite(y.value):
            points.append(turn(*_moved(x.value, y.value, matrix)))
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if points:
        yield points, curved


def _strand(points: list[Point], curved: bool, paint: _Paint, found: Drawn) -> None:
    if len(points) < 2 or not (paint.filled or paint.stroked):
        return
    box = box_of(points)
    width, height = box.x1 - box.x0, box.bottom - box.top
    if max(width, height) < 20 and (min(width, height) > 1.5 or _slanted(points, box)):
        found.small.append(Small(box, paint.filled, curved, _slanted(points, box)))
    if max(width, height) < 20 and (curved or (len(points) > 3 and abs(width - height) <= 0.15 * width)):
        return  # a tick box or a dot rules no table
    if paint.filled and min(width, height) > _THIN:
        found.drawing.fills.append(Fill(box, paint.white))
    if paint.filled and not paint.white and min(width, height) <= _THIN < max(width, height):
        _rule(box, found.drawing)
    elif paint.stroked:
        _sides(points, found.drawing)


def _slanted(points: list[Point], box: Box) -> bool:
    """Whether a stroke crosses its box from side to side, as the strokes of a cross or tick do."""
    return len(points) <= 4 and any(abs(a[0] - b[0]) > 2 and abs(a[1] - b[1]) > 2 for a, b in zip(points, points[1:], strict=False))


def _rule(box: Box, drawing: Drawing) -> None:
    if box.x1 - box.x0 >= box.bottom - box.top:
        drawing.flats.append(Flat((box.top + box.bottom) / 2, box.x0, box.x1))
    else:
        drawing.uprights.append(Upright((box.x0 + box.x1) / 2, box.top, box.bottom))


def _sides(points: list[Point], drawing: Drawing) -> None:
    """The level and upright sides of a stroked line or shape; slanted ones and curves draw no table."""
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        if abs(ay - by) <= 0.8 and abs(ax - bx) >= _SHORTEST:
            drawing.flats.append(Flat((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= 0.8 and abs(ay - by) >= _SHORTEST:
            drawing.uprights.append(Upright((ax + bx) / 2, min(ay, by), max(ay, by)))
