"""The plans from which another child's details were likely pasted: those that hold the same words as their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qa_engine.across.copies import FEW, Copies
from qa_engine.across.signs import Sign
from qa_engine.across.wording import hash_of

_SOURCES = 4  # children with the same words beyond which nobody can say from whose plan they came
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A passage with such a word, and the plans on the shelf that hold the same words, the likeliest first."""

    passage: int
    sign: Sign
    sources: tuple[int, ...]
    sure: bool


class Sources:
    """Asks the near-copies where a marked passage stands without a mark."""

    def __init__(self, copies: Copies):
        self._copies = copies
        marked = copies.shelf.marked
        self._groups = {n: members for _, members in copies.raw for n in members if n in marked}
        self._shared = _in_common(copies)

    def matches(self) -> list[Match]:
        """For each marked passage the plans of other children that hold it, if few do."""
        marked = sorted(self._copies.shelf.marked.items())
        return [match for passage, sign in marked if (match := self._match(passage, sign))]

    def _match(self, passage: int, sign: Sign) -> Match | None:
        shelf, child = self._copies.shelf, self._copies.child
        here = shelf.plan[passage]
        clean = {shelf.plan[n] for n in self._groups.get(passage, ()) if n not in shelf.marked and child[shelf.plan[n]] != child[here]}
        if not clean or len(shelf.telling(passage)) < _TELLING:
            return None
        # A source whose child has this very name needs no other proof.
        certain = {p for p in clean if sign.kind == "name" and hash_of(sign.word) in shelf.plans[p].own}
        if not certain and len({child[p] for p in clean}) > _SOURCES:
            return None
        ranked = sorted(certain or clean, key=lambda p: (-self._shared[min(p, here), max(p, here)], shelf.plans[p].case, p))
        return Match(passage, sign, tuple(ranked[:_SOURCES]), bool(certain))


def _in_common(copies: Copies) -> Counter[tuple[int, int]]:
    """How many passages two plans share, where few plans do."""
    shared: Counter[tuple[int, int]] = Counter()
    for _, members in copies.raw:
        plans = sorted({copies.shelf.plan[n] for n in members})
        if len(plans) <= 2 * FEW:
            shared.update((a, b) for n, a in enumerate(plans) for b in plans[n + 1:])
    return shared
