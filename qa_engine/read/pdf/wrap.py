"""Lines to paragraphs: where a line ends because it is full, the next goes on with it; where it could have held more, it is the last."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from qa_engine.read.pdf.lines import Line, first_piece
from qa_engine.read.symbols import EMPTY, TICKED

_INDENT = 3.0
_SLACK = 0.6
_LABEL = re.compile(r"[A-Z][\w'’/() -]{1,40}:(?:\s|$)")
_COUNTED = re.compile(r"[A-Z][a-z]+ \d{1,2}: +[A-Z]")
_ENDED = re.compile(r"[.!?:;]\W?\s*$")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+[A-Z]")
_CODED = re.compile(r"\(?[A-Z]\d{1,2}[).:]?\s+[A-Z]")


class Leading:
    """How far apart the lines of a paragraph stand, for each size of letters, learned from the lines of a file that go on."""

    def __init__(self) -> None:
        self._seen: dict[float, Counter[float]] = defaultdict(Counter)
        self._pairs: dict[bool, list[tuple[Line, Line, float]]] = defaultdict(list)
        self._unspaced: dict[bool, bool] = {}

    def learn(self, lines: list[Line], right: float, cell: bool) -> None:
        """Learn from one column of lines that may reach up to `right`, in a cell or not."""
        for one, other in zip(lines, lines[1:], strict=False):
            step = other.y - one.y
            if one.page == other.page and alike(one, other) and 0.9 * one.size < step < 2.6 * one.size:
                if is_full(one, other, right):
                    self._seen[round(one.size * 2) / 2][round(step * 2) / 2] += 1
                if not other.marker and not one.marker:
                    self._pairs[cell].append((one, other, right))

    def unspaced(self, cell: bool) -> bool:
        """Whether paragraphs follow each other without room between them so often that a full line that ends a sentence likely ends one:
        more paragraphs are likely to end on a full line by chance than half of the sentences that end on one."""
        if cell not in self._unspaced:
            chance, sentences = 0.0, 0
            for one, other, right in self._pairs[cell]:
                if _ENDED.search(one.text) and not other.text[:1].islower() and self.near(one, other):
                    full = is_full(one, other, right)
                    sentences += full
                    chance += 0 if full else (first_piece(other.words) + _space(one)) / max(right - one.x0, 1.0)
            self._unspaced[cell] = chance > 0.5 * sentences
        return self._unspaced[cell]

    def near(self, one: Line, other: Line) -> bool:
        """Whether a line follows another at the step of lines in a paragraph."""
        return other.y - one.y <= self.of(max(one.size, other.size)) * 1.14 + 0.6

    def of(self, size: float) -> float:
        """The usual step from line to line."""
        seen = self._seen.get(round(size * 2) / 2)
        if not seen:
            return self._other(size)
        most = max(seen.values())
        return min(step for step, count in seen.items() if count * 3 >= most)

    def _other(self, size: float) -> float:
        known = [(sum(seen.values()), s, seen.most_common(1)[0][0]) for s, seen in self._seen.items()]
        if not known:
            return size * 1.25
        _, s, step = max(known)
        return size * min(step / s, 1.6)


def stretches(lines: list[Line], right: float) -> list[tuple[list[Line], float]]:
    """Lines of a column parted where a box narrower than the column begins or ends, each stretch with how far its lines may reach."""
    found: list[tuple[list[Line], float]] = []
    rest: list[Line] = []
    for some in _blocks(lines):
        edge = max(a.x1 for a in some)
        pairs = list(zip(some, some[1:], strict=False))
        narrow = len(some) >= 4 and edge - some[0].x0 < 0.72 * (right - some[0].x0)
        if narrow and sum(is_full(a, b, edge) for a, b in pairs) >= 0.75 * len(pairs):
            found += [(rest, right), (some, edge)] if rest else [(some, edge)]
            rest = []
        else:
            rest += some
    return [*found, (rest, right)] if rest else found


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow each other closely from one left edge."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        if last is not None and abs(line.x0 - last.x0) < _INDENT and 0 < line.y - last.y < 1.6 * line.size and alike(last, line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def paragraphs_of(lines: list[Line], right: float, leading: Leading, cell: bool = False) -> list[list[Line]]:
    """The lines of one column, put into paragraphs; `right` is how far they may reach, `cell` whether they stand in a cell."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, right, leading, cell):
            found[-1][-1].cut = _is_cut(found[-1][-1], line, right)
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(paragraph: list[Line], line: Line, right: float, leading: Leading, cell: bool) -> bool:
    last = paragraph[-1]
    if line.marker or line.words[0].text in (TICKED, EMPTY) or not alike(last, line) or not is_full(last, line, right):
        return False
    if _COUNTED.match(line.text) or any(p.match(line.text) and p.match(paragraph[0].text) for p in (_LABEL, _CODED, _NUMBERED)):
        return False
    if last.page == line.page and not leading.near(last, line):
        return False
    if not paragraph[0].marker and _ENDED.search(last.text) and not line.text[:1].islower() and leading.unspaced(cell):
        return False
    return _in_line(paragraph, line)


def _is_cut(line: Line, following: Line, right: float) -> bool:
    """Whether a line is one word that fills its column to the last letter, and goes on in the next with letters or digits like its own."""
    words = line.words[line.marker:]
    if any(not w.glued for w in words[1:]) or len(words[0].text) < 4:
        return False
    letter = (words[-1].x1 - words[0].x0) / sum(len(w.text) for w in words)
    one, other = words[-1].text[-1], following.words[0].text[0]
    return right - line.x1 < 1.1 * letter and ((one.isdigit() and other.isdigit()) or (one.islower() and other.islower()))


def _in_line(paragraph: list[Line], line: Line) -> bool:
    """Whether a line begins where the paragraph's lines begin; the first may be set in or out."""
    last = paragraph[-1]
    if _centred(last, line):
        return True
    if len(paragraph) > 1:
        return abs(line.x0 - last.x0) <= _INDENT
    if last.marker:
        return line.x0 >= last.x0 - _INDENT if line.x0 < last.body - _INDENT else line.x0 <= last.body + _INDENT
    hanging = any(abs(line.x0 - w.x0) <= _INDENT for w in last.words[1:4])
    return -45 <= line.x0 - last.x0 <= _INDENT or hanging


def _centred(one: Line, other: Line) -> bool:
    return abs((one.x0 + one.x1) - (other.x0 + other.x1)) < 4 and abs(one.x0 - other.x0) > _INDENT


def is_full(line: Line, following: Line, right: float) -> bool:
    """Whether the first word of the following line would not have fitted at the end of this one."""
    return line.x1 + _space(line) + first_piece(following.words) > right - _SLACK


def _space(line: Line) -> float:
    """The width of a space in a line: its narrowest gap, or the usual width where it has none."""
    found = [b.x0 - a.x1 for a, b in zip(line.words, line.words[1:], strict=False) if not b.glued]
    return min(max(min(found, default=0.28 * line.size), 0.18 * line.size), 0.5 * line.size)


def alike(one: Line, other: Line) -> bool:
    """Whether two lines are set alike: size, shading, and not one all bold and the other not at all; italics part only sentences."""
    if abs(one.size - other.size) > max(0.6, 0.06 * one.size) or one.fill != other.fill:
        return False
    first, second = one.words[one.marker:], other.words
    if _differ([w.look.bold for w in first], [w.look.bold for w in second]):
        return False
    return not (_ENDED.search(one.text) and _differ([w.look.italic for w in first], [w.look.italic for w in second]))


def _differ(first: list[bool], second: list[bool]) -> bool:
    return (all(first) and not any(second)) or (all(second) and not any(first))
