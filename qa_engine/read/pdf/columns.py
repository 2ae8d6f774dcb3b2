"""Text outside ruled tables in reading order: columns one after the other, labels beside values as tables without lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa_engine.read.pdf.lines import Line, first_piece, gaps, lines_of
from qa_engine.read.pdf.shapes import Word

_GUTTER = 0.9  # in sizes of the letters: the narrowest space between columns
_GAP = 1.6     # in sizes: the narrowest gap in a line that may be part of one
_ALIGNED = 3.0
_COUNTED = re.compile(r"[A-Z][a-z]+ \d{1,2}[.:)]?$")


@dataclass(slots=True)
class Strip:
    """Lines of one column of running text; `right` is how far they reach where the page has several columns."""

    lines: list[Line]
    right: float | None = None


@dataclass(slots=True)
class Aligned:
    """Rows of a table without lines: for each row the lines of each column."""

    rows: list[list[list[Line]]]


class _Run(NamedTuple):
    """Lines from `start` up to `stop` that leave the space between `left` and `right` free."""

    start: int
    stop: int
    left: float
    right: float


def arranged(words: list[Word], page: int, rules: Sequence[float] = ()) -> list[Strip | Aligned]:
    """The text of one stretch of a page, between tables, in reading order. `rules` are the heights of level lines, which part rows."""
    lines = lines_of(words, page)
    found: list[Strip | Aligned] = []
    at = 0
    for run in _runs(lines):
        some = lines[run.start:run.stop]
        parts = _columns(some, run, page, rules)
        if parts is None:
            continue
        _strip(found, lines[at:run.start])
        found += parts
        at = run.stop
    _strip(found, lines[at:])
    return found


def _strip(found: list[Strip | Aligned], lines: list[Line]) -> None:
    if lines:
        found.append(Strip(lines))


def _runs(lines: list[Line]) -> list[_Run]:
    """Stretches of lines with a space between columns that none of them crosses; longer ones first come, none overlap."""
    found: list[_Run] = []
    start = 0
    while start < len(lines):
        best = max((_grow(lines, start, gap) for gap in gaps(lines[start], _GAP * lines[start].size)), key=lambda r: r.stop, default=None)
        if best is None or best.stop - best.start < 2:
            start += 1
            continue
        first = _back(lines, best, found[-1].stop if found else 0)
        found.append(best._replace(start=first))
        start = best.stop
    return found


def _grow(lines: list[Line], start: int, gap: tuple[float, float]) -> _Run:
    left, right = gap
    stop, last_two = start + 1, start + 1
    for n in range(start + 1, len(lines)):
        line = lines[n]
        if line.y - lines[n - 1].y > 6 * line.size:
            break
        free = _free(line, left, right)
        if free is None:
            break
        left, right = free
        stop = n + 1
        if line.words[0].x0 < left and line.x1 > right:
            last_two = stop
    # A last line at the left alone may be the text below the columns.
    return _Run(start, max(last_two, min(stop, last_two + _tail(lines, last_two, stop, left))), left, right)


def _tail(lines: list[Line], start: int, stop: int, left: float) -> int:
    """How many lines after the last full one still belong: those near it that go on with a label or value too long for its column."""
    n = start
    while n < stop and lines[n].y - lines[n - 1].y < 1.7 * lines[n].size and (lines[n].x0 >= left or _wraps(lines[n - 1], lines[n], left)):
        n += 1
    return n - start


def _wraps(above: Line, line: Line, left: float) -> bool:
    """Whether the label above could not have held the first word of the line."""
    label = [w for w in above.words if w.x1 <= left + 1]
    return bool(label) and label[-1].x1 + first_piece(line.words) > left - 2 * line.size


def _back(lines: list[Line], run: _Run, least: int) -> int:
    """Lines above, in one of the columns alone, that belong to the same columns: only those at the pitch of text."""
    n = run.start
    while n > least and lines[n].y - lines[n - 1].y < 1.45 * lines[n].size and _beside(lines[n - 1], run) \
            and abs(lines[n - 1].x0 - run.right) < _ALIGNED:
        n -= 1
    return n


def _beside(line: Line, run: _Run) -> bool:
    return line.x0 >= run.right - 1 or line.x1 <= run.left + 1


def _free(line: Line, left: float, right: float) -> tuple[float, float] | None:
    """What of the space between columns a line leaves free; None where it crosses it."""
    least = _GUTTER * line.size
    spaces = [(-1e6, line.x0), *gaps(line, least), (line.x1, 1e6)]
    for a, b in spaces:
        low, high = max(a, left), min(b, right)
        if high - low >= least:
            return low, high
    return None


def _columns(lines: list[Line], run: _Run, page: int, rules: Sequence[float]) -> list[Strip | Aligned] | None:
    edges = _edges(lines, run)
    sides = [lines_of([w for a in lines for w in a.words if low <= w.x0 < high], page) for low, high in zip(edges, edges[1:], strict=False)]
    if not all(sides):
        return None
    if all(_COUNTED.match(a.text) for a in sides[0]):
        for line in lines:
            line.lead = sum(w.x0 < edges[1] for w in line.words)
        return None
    if all(_is_running(some, max(a.x1 for a in some)) for some in sides):
        return [Strip(some, max(a.x1 for a in some)) for some in sides]
    if len(sides) == 2 and (len(sides[1]) < 2 or _ragged(sides[1])):
        return None
    return [Aligned(_rows(sides, rules))]


def _edges(lines: list[Line], run: _Run) -> list[float]:
    """Where columns begin: everywhere that all lines leave free, if a line fills three columns or more; else the two of the run."""
    taken: list[list[float]] = []
    widest = 0
    for start, stop in sorted(piece for a in lines for piece in _pieces(a)):
        if taken and start < taken[-1][1] + _GUTTER * lines[0].size:
            taken[-1][1] = max(taken[-1][1], stop)
        else:
            taken.append([start, stop])
    for line in lines:
        widest = max(widest, sum(1 for _ in _pieces(line)))
    starts = [start - 1 for start, _ in taken[1:]] if widest > 2 else [(run.left + run.right) / 2]
    return [-1e6, *(starts or [(run.left + run.right) / 2]), 1e6]


def _pieces(line: Line) -> Iterator[tuple[float, float]]:
    """The stretches of a line between its wide gaps."""
    at = line.x0
    for left, right in gaps(line, _GUTTER * line.size):
        yield at, left
        at = right
    yield at, line.x1


def _is_running(lines: list[Line], edge: float) -> bool:
    """Whether lines are running text: several, of several words, most of them reaching the edge of their column."""
    if len(lines) < 4:
        return False
    width = max(edge - min(a.x0 for a in lines), 1.0)
    full = sum(edge - a.x1 < 0.28 * width for a in lines)
    return full * 2 >= len(lines) and sum(len(a.words) for a in lines) >= 3.2 * len(lines)


def _ragged(lines: list[Line]) -> bool:
    """Whether lines begin at many places, as the ends of lines with tabs do."""
    starts = sorted(a.x0 for a in lines)
    return sum(abs(x - starts[0]) < _ALIGNED for x in starts) * 10 < 6 * len(starts)


def _rows(columns: list[list[Line]], rules: Sequence[float]) -> list[list[list[Line]]]:
    """Rows: between level lines where there are some, else one for each line at the left that has a line beside it."""
    rows: list[list[list[Line]]] = []
    others = [a for some in columns[1:] for a in some]
    inside = [y for y in rules if min(a.y for a in others) < y < max(a.y for a in others)]
    last = 0.0
    for line, column in sorted(((a, n) for n, some in enumerate(columns) for a in some), key=lambda pair: (round(pair[0].y), pair[1])):
        parted = any(last < y < line.y for y in inside) if inside else bool(rows) and column == 0 and _opens(line, rows[-1], others)
        if not rows or parted:
            rows.append([[] for _ in columns])
        rows[-1][column].append(line)
        last = line.y
    return rows


def _opens(line: Line, row: list[list[Line]], right: list[Line]) -> bool:
    """Whether a line at the left begins a row: a value beside it, room above it, or a label above that had room for it."""
    beside = any(abs(line.y - a.y) <= 0.5 * line.size for a in right)
    above = max((a.y for some in row for a in some), default=-1e6)
    if not row[0] or beside or line.y - above > 1.7 * line.size:
        return bool(row[0])
    return not _wraps(row[0][-1], line, min(a.x0 for a in right))
