"""Ruled lines to tables: lines that touch make one table, its cells are what no wall divides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa_engine.read.pdf.shapes import Box, Drawing, Fill, Flat, Upright

_SNAP = 3.5  # lines nearer than this are one line: double borders, borders beside fills
_TOUCH = 2.0
_DASH = 4.0  # the widest gap in a dotted line
_MOST = 1500
_MOST_TABLES = 400
_MOST_CELLS = 20_000


class Slot(NamedTuple):
    """A cell of a table: rows and columns it takes, from 0, last not included; its box; whether it is shaded."""

    row: int
    row_end: int
    column: int
    column_end: int
    box: Box
    fill: bool = False


@dataclass(slots=True)
class Lattice:
    """A ruled table: cells by row and column, the heights of its row lines and the places of its column lines."""

    slots: list[Slot]
    ys: list[float]
    xs: list[float]

    @property
    def box(self) -> Box:
        """The table's outline."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices(drawing: Drawing, page: Box) -> list[Lattice]:
    """The tables that ruled lines make, from the top of the page; a frame round the page is none."""
    flats, uprights = _flats(drawing.flats), _uprights(drawing.uprights)
    if not flats or not uprights or len(flats) > _MOST or len(uprights) > _MOST:
        return []
    found = [_lattice(some, others, drawing.fills) for some, others in _joined(flats, uprights)]
    kept = [x for x in found if x is not None and not (len(x.slots) == 1 and x.box.area > 0.8 * page.area)]
    return sorted(kept, key=lambda x: (x.box.top, x.box.x0)) if len(kept) <= _MOST_TABLES else []


def snapped(values: Sequence[float], near: float = _SNAP) -> list[float]:
    """Values in order, those near each other put as their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups]


def _flats(lines: list[Flat]) -> list[Flat]:
    """Level lines at one height that meet or nearly meet, as one; short ends of dashes drop out."""
    found: list[Flat] = []
    for line in sorted(lines, key=lambda a: (round(a.y), a.x0)):
        last = found[-1] if found else None
        if last is not None and abs(line.y - last.y) <= 1.2 and line.x0 - last.x1 <= _DASH:
            found[-1] = Flat(last.y, last.x0, max(last.x1, line.x1))
        else:
            found.append(line)
    return [a for a in found if a.x1 - a.x0 >= 8]


def _uprights(lines: list[Upright]) -> list[Upright]:
    found: list[Upright] = []
    for line in sorted(lines, key=lambda a: (round(a.x), a.top)):
        last = found[-1] if found else None
        if last is not None and abs(line.x - last.x) <= 1.2 and line.top - last.bottom <= _DASH:
            found[-1] = Upright(last.x, last.top, max(last.bottom, line.bottom))
        else:
            found.append(line)
    return [a for a in found if a.bottom - a.top >= 8]


def _joined(flats: list[Flat], uprights: list[Upright]) -> list[tuple[list[Flat], list[Upright]]]:
    """Lines sorted into groups that touch each other."""
    home = list(range(len(flats) + len(uprights)))

    def root(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    order = sorted(range(len(flats)), key=lambda n: flats[n].y)
    heights = [flats[n].y for n in order]
    for m, wall in enumerate(uprights):
        for n in order[bisect_left(heights, wall.top - _TOUCH):]:
            flat = flats[n]
            if flat.y > wall.bottom + _TOUCH:
                break
            if flat.x0 - _TOUCH <= wall.x <= flat.x1 + _TOUCH:
                home[root(n)] = root(len(flats) + m)
    groups: dict[int, tuple[list[Flat], list[Upright]]] = {}
    for n, flat in enumerate(flats):
        groups.setdefault(root(n), ([], []))[0].append(flat)
    for m, wall in enumerate(uprights):
        groups.setdefault(root(len(flats) + m), ([], []))[1].append(wall)
    return list(groups.values())


def _lattice(flats: list[Flat], uprights: list[Upright], fills: list[Fill]) -> Lattice | None:
    """One table; a side that is not drawn is where the lines across it end."""
    if len(flats) < 2 and len(uprights) < 2 or not flats or not uprights:
        return None
    xs = snapped([w.x for w in uprights] + [min(f.x0 for f in flats), max(f.x1 for f in flats)])
    ys = snapped([f.y for f in flats] + [min(w.top for w in uprights), max(w.bottom for w in uprights)])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    slots = _slots(_Walls(flats, uprights, xs, ys), fills)
    return Lattice(slots, ys, xs) if slots else None


class _Walls:
    """Which sides of the small squares between all lines are drawn."""

    def __init__(self, flats: list[Flat], uprights: list[Upright], xs: list[float], ys: list[float]):
        self.xs, self.ys = xs, ys
        self._right = self._covered([(w.x, w.top, w.bottom) for w in uprights], xs, ys)
        self._below = self._covered([(f.y, f.x0, f.x1) for f in flats], ys, xs)

    @staticmethod
    def _covered(lines: list[tuple[float, float, float]], at: list[float], across: list[float]) -> set[tuple[int, int]]:
        found = set()
        for where, start, stop in lines:
            n = min(range(len(at)), key=lambda k: abs(at[k] - where))
            for m in range(len(across) - 1):
                middle, half = (across[m] + across[m + 1]) / 2, (across[m + 1] - across[m]) * 0.3
                if start <= middle - half and middle + half <= stop:
                    found.add((n, m))
        return found

    def right_of(self, row: int, column: int) -> bool:
        """Whether a wall stands at the right of the square."""
        return (column + 1, row) in self._right

    def below(self, row: int, column: int) -> bool:
        """Whether a wall lies under the square."""
        return (row + 1, column) in self._below


def _slots(walls: _Walls, fills: list[Fill]) -> list[Slot]:
    """Cells: from each square not yet taken, as far right and then down as no wall stands in the way."""
    rows, columns = len(walls.ys) - 1, len(walls.xs) - 1
    taken: set[tuple[int, int]] = set()
    found: list[Slot] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right, down = _reach(walls, row, column, rows, columns, taken)
            taken.update((r, c) for r in range(row, down) for c in range(column, right))
            box = Box(walls.xs[column], walls.ys[row], walls.xs[right], walls.ys[down])
            found.append(Slot(row, down, column, right, box, shaded(box, fills)))
    return found


def _reach(walls: _Walls, row: int, column: int, rows: int, columns: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
    right = column + 1
    while right < columns and not walls.right_of(row, right - 1) and (row, right) not in taken:
        right += 1
    down = row + 1
    while down < rows and not any(walls.below(down - 1, c) or (down, c) in taken for c in range(column, right)) \
            and not any(walls.right_of(down, c) for c in range(column, right - 1)) \
            and (right == columns or walls.right_of(down, right - 1)):
        down += 1
    return right, down


def shaded(box: Box, fills: list[Fill]) -> bool:
    """Whether the last paint on a cell is other than white."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    over = [f for f in fills if f.box.holds(x, y) and _overlap(f.box, box) > 0.6 * box.area]
    return bool(over) and not over[-1].white


def _overlap(one: Box, other: Box) -> float:
    return Box(max(one.x0, other.x0), max(one.top, other.top), min(one.x1, other.x1), min(one.bottom, other.bottom)).area
