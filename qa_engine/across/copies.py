"""From passages that are alike to near-copies for people: template text and a family's words apart, and how much of a plan is shared."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log2

from qa_engine.across.alike import Passages, groups, join, root
from qa_engine.across.model import About, Kind, Pair, PlanText
from qa_engine.across.shelf import SECTIONS, Shelf

FEW = 4  # children in whose plans a passage may stand and still be called a copy, not stock
TEMPLATE_SHARE, TEMPLATE_PLANS = 0.30, 5
_WORDS, _TELLING = 10, 5  # words of a passage, and of them telling ones, for it to be distinctive
# As if there were so many more plans without these words: in a small batch every word would else be in most plans that it is in.
_UNSEEN = 30
_VERSION_SHARE = 0.6
_PAIR_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that are alike, by their place on the shelf; `speaker` is the one that stands for all; `children` in order."""

    speaker: int
    members: tuple[int, ...]
    children: tuple[int, ...]
    kind: Kind
    about: About


class Copies:
    """The groups of a shelf and what follows from them."""

    def __init__(self, shelf: Shelf):
        self.shelf = shelf
        self.raw = groups(Passages(shelf.alike, shelf.starts))
        self.child = _children(shelf, self.raw)
        self.children = len(set(self.child))
        self._councils = Counter(council for council, _ in {(p.authority, c) for p, c in zip(shelf.plans, self.child, strict=True)})
        made = [group for speaker, members in self.raw if (group := self._group(speaker, members))]
        told = [group for group in made if (group.kind == "template" or self._is_distinctive(group))]
        self._close = {pair for pair, (passages, _) in self._in_common(told).items() if passages >= _PAIR_PASSAGES}
        clear = {group.speaker for group in told}
        self.found = [group for group in made if group.speaker in clear or self._is_of_close_plans(group)]

    def _group(self, speaker: int, members: list[int]) -> Group | None:
        """None where it stands in one child's plan only."""
        shelf = self.shelf
        children = tuple(sorted({self.child[shelf.plan[n]] for n in members}))
        if len(children) < 2:
            return None
        kind = "template" if self._is_template(members) else self._kind(members, children)
        return Group(speaker, tuple(members), children, kind, SECTIONS[shelf.spots[shelf.spot[speaker]][0]])

    def _is_of_close_plans(self, group: Group) -> bool:
        """Whether it stands only in plans that have several distinctive passages in common: there, plain words were copied along."""
        return len(group.children) <= FEW and all(pair in self._close for pair in combinations(self._plans(group), 2))

    def _kind(self, members: list[int], children: tuple[int, ...]) -> Kind:
        if len(children) > FEW:
            return "stock"
        return "family" if all(self.shelf.family[n] for n in members) or self._one_family(members) else "copy"

    def _one_family(self, members: list[int]) -> bool:
        """Whether records with names tell that all plans are of one family and the words are of section A."""
        names = {self.shelf.plans[self.shelf.plan[n]].names for n in members}
        return len(names) == 1 and "" not in names and all(self.shelf.spots[self.shelf.spot[n]][0] == "A" for n in members)

    def _is_template(self, members: list[int]) -> bool:
        """Whether so many children of one council have it that it is the council's or the law's own wording."""
        plans = self.shelf.plans
        by = Counter(council for council, _ in {(plans[p].authority, self.child[p]) for p in {self.shelf.plan[n] for n in members}})
        return any(count >= max(TEMPLATE_PLANS, TEMPLATE_SHARE * self._councils[council]) for council, count in by.items())

    def _is_distinctive(self, group: Group) -> bool:
        """Whether it is long enough, and its words together so rare elsewhere that two plans would hardly both have them by chance.

        A word in a quarter of the other plans tells 2 bits; a passage must tell more than it takes to name two plans out of all.
        """
        shelf, n = self.shelf, group.speaker
        telling, plans = shelf.telling(n), len(shelf.plans) + _UNSEEN
        here = len({shelf.plan[member] for member in group.members}) - 1
        bits = sum(log2(plans / max(1, shelf.spread[word] - here)) for word in telling)
        return shelf.length[n] >= _WORDS and len(telling) >= _TELLING and bits > 2 * log2(plans)

    def texts(self) -> Iterator[PlanText]:
        """How much of each plan is shared with another child's, and how much template."""
        shared, template = Counter[int](), Counter[int]()
        for group in self.found:
            counts = template if group.kind == "template" else shared
            if group.kind != "family":
                for n in group.members:
                    counts[self.shelf.plan[n]] += self.shelf.length[n]
        for here, plan in enumerate(self.shelf.plans):
            words = max(self.shelf.plan_words[here], shared[here] + template[here])
            yield PlanText(plan.case, plan.team, words, shared[here], template[here])

    def pairs(self) -> list[Pair]:
        """Pairs of children's plans with several copies or family passages in common, those with most in common first."""
        plans, own = self.shelf.plans, self.shelf.plan_words
        made = [Pair(plans[a].case, plans[b].case, passages, min(100, round(100 * words / min(own[a], own[b]))))
                for (a, b), (passages, words) in self._in_common(self.found).items() if passages >= _PAIR_PASSAGES]
        return sorted(made, key=lambda p: (-p.share, -p.passages, p.first, p.second))

    def _in_common(self, found: list[Group]) -> dict[tuple[int, int], tuple[int, int]]:
        """For each pair of plans how many passages that few plans have they have both, and of how many words."""
        count: dict[tuple[int, int], tuple[int, int]] = {}
        for group in found:
            if group.kind in ("copy", "family"):
                for pair in combinations(self._plans(group), 2):
                    passages, words = count.get(pair, (0, 0))
                    count[pair] = passages + 1, words + self.shelf.length[group.speaker]
        return count

    def _plans(self, group: Group) -> list[int]:
        """One plan of each child, the last."""
        return sorted({self.child[self.shelf.plan[n]]: self.shelf.plan[n] for n in group.members}.values())


def _children(shelf: Shelf, raw: list[tuple[int, list[int]]]) -> list[int]:
    """For each plan a number of its child: by ref or name; else plans of two runs that mostly say the same of a like child are one's."""
    known: dict[str, int] = {}
    child = array("q", [known.setdefault(plan.child, n) for n, plan in enumerate(shelf.plans)])
    shared: Counter[tuple[int, int]] = Counter()
    for _, members in raw:
        here = sorted({shelf.plan[n] for n in members})
        if len(here) <= 2 * FEW:
            shared.update(pair for pair in combinations(here, 2) if _may_be_versions(shelf, *pair))
    sizes = Counter(shelf.plan)
    for (a, b), count in sorted(shared.items()):
        if count >= _VERSION_SHARE * min(sizes[a], sizes[b]):
            join(child, a, b)
    return [root(child, n) for n in range(len(child))]


def _may_be_versions(shelf: Shelf, a: int, b: int) -> bool:
    one, other = shelf.plans[a], shelf.plans[b]
    return one.run != other.run and one.profile == other.profile and bool(one.profile[1])
