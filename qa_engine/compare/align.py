"""Find for each item of the old version its counterpart in the new one, one to one: same words first, then the most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from math import log, sqrt
from typing import NamedTuple

from rapidfuzz import fuzz

from qa_engine.compare.entries import Entry, loose, tokens

# How alike two items must be to be one item reworded: in the same section, and in another.
_NEAR, _FAR = 0.36, 0.75
# In another section short items ("None.", "Small group work.") are alike by chance.
_FAR_WORDS = 5
_RUN_WORDS = 4
_SAME_AREA, _SAME_LABEL, _SAME_OPENING = 0.05, 0.05, 0.15
# Items so little alike are one only by their place, or by a word that nothing else there has.
_TELLING, _SAME_PLACE, _ONE_WORD = 1.5, 0.15, 0.28
# A short item whose words nearly all stand in a longer one is counted this far alike, if there are enough of them.
_WITHIN, _ENOUGH = 0.75, 3
# Sections of one statement: whatever stands there now stands for what stood there.
_SINGLE = ("I", "J")
_TOGETHER = {"strength": "said", "need": "said", "view": "said", "outcome": "aim", "step": "aim"}


Scored = tuple[Entry, Entry, float]


class Pair(NamedTuple):
    """An old item and its counterpart; either may be None. `likeness` is from 0 to 1; 1 is word for word.

    `within` is true where the old item's words stand whole in a longer new item, which has a counterpart of its own.
    """

    old: Entry | None
    new: Entry | None
    likeness: float
    within: bool = False


def align(old: list[Entry], new: list[Entry], joined: frozenset[str]) -> list[Pair]:
    """Every item of both versions once, in the order of the new version, with what is gone after its old neighbour.

    `joined` are sections that one of the versions does not keep apart (H1 and H2 under one heading).
    """
    weights = _weights([*old, *new])
    home = _home(joined)
    pairs: list[Pair] = []
    left, right = list(old), list(new)
    for fits in (_same_words(home, True), _same_words(home, False), _same_loose(home, True), _same_loose(home, False)):
        pairs += _take(left, right, ((o, n, 1.0) for o in left for n in right if fits(o, n)))
    pairs += _take(left, right, _alike(left, right, weights, home))
    pairs += _take(left, right, _written_anew(left, right, weights, _Neighbours(old, new, pairs, home)))
    pairs += _run_together(left, new, home)
    return _ordered([*pairs, *(Pair(o, None, 0.0) for o in left), *(Pair(None, n, 0.0) for n in right)])


def _home(joined: frozenset[str]) -> Callable[[Entry], str]:
    return lambda entry: "H" if entry.item.section in joined else entry.item.section


Fits = Callable[[Entry, Entry], bool]


def _same_words(home: Callable[[Entry], str], here: bool) -> Fits:
    return lambda o, n: o.bag == n.bag and (home(o) == home(n) if here else o.size >= _FAR_WORDS)


def _same_loose(home: Callable[[Entry], str], here: bool) -> Fits:
    def fits(o: Entry, n: Entry) -> bool:
        near = home(o) == home(n) if here else o.size >= _FAR_WORDS
        return near and bool(o.item.columns or n.item.columns) and loose(o.bag) == loose(n.bag)
    return fits


def _take(left: list[Entry], right: list[Entry], scored: Iterable[Scored]) -> list[Pair]:
    """The best pairs, each item once; ties go to items that stand at the same place. Takes them out of both lists."""
    taken: list[Pair] = []
    used: set[tuple[str, int]] = set()
    for o, n, score in sorted(scored, key=lambda s: (-s[2], abs(s[0].at - s[1].at), s[0].at, s[1].at)):
        if ("old", o.at) not in used and ("new", n.at) not in used:
            used |= {("old", o.at), ("new", n.at)}
            taken.append(Pair(o, n, score))
    left[:] = [o for o in left if ("old", o.at) not in used]
    right[:] = [n for n in right if ("new", n.at) not in used]
    return taken


def _alike(left: list[Entry], right: list[Entry], weights: dict[str, float], home: Callable[[Entry], str]) -> list[Scored]:
    scored = ((o, n, min(0.99, likeness(o, n, weights))) for o in left for n in right)
    return [(o, n, score) for o, n, score in scored if _fits(o, n, score, weights, home(o) == home(n))]


def _fits(o: Entry, n: Entry, score: float, weights: dict[str, float], here: bool) -> bool:
    if not here:
        return min(o.size, n.size) >= _FAR_WORDS and score >= _FAR
    both_none = o.item.kind == n.item.kind == "nil"
    return both_none or o.item.section in _SINGLE or (_may_meet(o, n) and score >= _NEAR - _evidence(o, n, weights))


class _Neighbours:
    """Which items of a section stand before and after one, and whether those of two versions are each other's counterparts."""

    def __init__(self, old: list[Entry], new: list[Entry], pairs: list[Pair], home: Callable[[Entry], str]):
        self.home = home
        self._holders = Counter((home(e), s) for e in (*old, *new) for s in e.stems)
        self._partner = {p.old.at: p.new.at for p in pairs if p.old and p.new}
        self._old, self._new = _beside(old), _beside(new)

    def same(self, o: Entry, n: Entry) -> bool:
        """Whether both stand between the same two items; the ends of a section count as one."""
        return all(self._partner.get(a, -1) == b if a is not None else b is None
                   for a, b in zip(self._old[o.at], self._new[n.at], strict=True))

    def only_in(self, o: Entry, n: Entry, stems: list[str]) -> bool:
        """Whether one of these stems stands nowhere else in the section, in either version."""
        return any(self._holders[self.home(o), s] == 2 for s in stems)


def _beside(entries: list[Entry]) -> dict[int, tuple[int | None, int | None]]:
    found: dict[int, tuple[int | None, int | None]] = {}
    for section in {e.item.section for e in entries}:
        places = [e.at for e in entries if e.item.section == section]
        found |= {at: (before, after) for before, at, after in zip([None, *places], places, [*places[1:], None], strict=False)}
    return found


def _written_anew(left: list[Entry], right: list[Entry], weights: dict[str, float], beside: _Neighbours) -> list[Scored]:
    """Items of a section written anew: between the same neighbours, or with a word that nothing else in the section has."""
    found = []
    for o in left:
        for n in right:
            telling = [s for s in o.topic & n.topic if weights[s] >= _TELLING]
            score = likeness(o, n, weights)
            if telling and beside.home(o) == beside.home(n) and _may_meet(o, n) and (
                    (score >= _SAME_PLACE and beside.same(o, n)) or (score >= _ONE_WORD and beside.only_in(o, n, telling))):
                found.append((o, n, min(0.99, score)))
    return found


def _may_meet(o: Entry, n: Entry) -> bool:
    one, other = o.item.kind, n.item.kind
    return one == other or _TOGETHER.get(one, one) == _TOGETHER.get(other, other) or "nil" in (one, other)


def _evidence(o: Entry, n: Entry, weights: dict[str, float]) -> float:
    """What else speaks for a pair: the same area of need, the same number, the same two telling words to open with."""
    area = _SAME_AREA if o.item.area and o.item.area == n.item.area else 0.0
    opening = _SAME_OPENING if o.opening == n.opening and all(weights[s] >= _TELLING for s in o.opening) else 0.0
    return area + opening + (_SAME_LABEL if o.item.id == n.item.id else 0.0)


def likeness(o: Entry, n: Entry, weights: dict[str, float]) -> float:
    """How alike two items are, 0 to 1: by rare words held in common, and by the order of letters."""
    letters = fuzz.ratio(" ".join(sorted(o.stems.elements())), " ".join(sorted(n.stems.elements()))) / 100
    return 0.65 * _common(o.stems, n.stems, weights) + 0.35 * letters


def _common(one: Counter[str], other: Counter[str], weights: dict[str, float]) -> float:
    """The weight of what both say: against both, or (for a short item written out at length) against the shorter."""
    both = one.keys() & other.keys()
    shared, first, second = (sum(weights[s] ** 2 for s in stems) for stems in (both, one, other))
    if not shared:
        return 0.0
    within = _WITHIN * shared / min(first, second) if len(both) >= _ENOUGH else 0.0
    return max(shared / sqrt(first * second), within)


def _weights(all_entries: list[Entry]) -> dict[str, float]:
    """Rare words weigh more: the child's name, which is everywhere, next to nothing."""
    held = Counter(s for entry in all_entries for s in entry.stems)
    return {s: log(1 + len(all_entries) / n) for s, n in held.items()}


def _run_together(left: list[Entry], new: list[Entry], home: Callable[[Entry], str]) -> list[Pair]:
    """Old items whose words stand in a row in a longer new item, or in a heading over it: the layout ran them together."""
    found = []
    for o in [o for o in left if o.size >= _RUN_WORDS]:
        said = _row(o.text)
        holder = next((n for n in new if home(n) == home(o) and any(said in _row(t) for t in (n.text, *n.item.headings))), None)
        if holder:
            left.remove(o)
            found.append(Pair(o, holder, 1.0, True))
    return found


def _row(text: str) -> str:
    return f" {' '.join(tokens(text))} "


def _ordered(pairs: list[Pair]) -> list[Pair]:
    place = {p.old.at: p.new.at for p in pairs if p.old and p.new and not p.within}

    def key(pair: Pair) -> tuple[float, int]:
        if pair.new:
            return (pair.new.at, 0)
        assert pair.old is not None
        before = [n for at, n in place.items() if at < pair.old.at]
        near = place.get(max((at for at in place if at < pair.old.at), default=-1), -1)
        return (near + 0.5 if before else -1, pair.old.at)
    return sorted(pairs, key=key)
