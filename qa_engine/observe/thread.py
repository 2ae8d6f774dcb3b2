"""The golden thread: which outcomes and provision serve each need, as the document says or as the words mean.

A link is "explicit" where the document prints it, "likely" where much of the meaning is shared, "possible" where some is or where
nothing tells against it, and "none". Where a document links most of its needs, the lack of a printed link is "none" unless telling
words are shared; where it prints few, a need has no link only if it opens with a matter that has words of its own (sleep, asthma,
money) and nothing takes that matter up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from qa_engine.model.plan import NEEDS, OUTCOMES, PROVISION, Item
from qa_engine.observe.context import Context
from qa_engine.observe.thread_links import Printed, mostly
from qa_engine.observe.thread_meaning import Meanings
from qa_engine.vocabulary import NeedFact, OutcomeFact, ProvisionFact

# Weights of shared meaning that make a link likely or possible; only links near the strongest are kept.
_LIKELY, _POSSIBLE, _NEAR_STRONGEST = 7.0, 4.0, 0.7
# What standing under one area of need, and in sections that answer one another, adds to the meaning shared.
_SAME_AREA, _ANSWERING = 3.0, 2.0
_ANSWERS = {"B": ("F",), "C": ("G",), "D": ("H1", "H2")}
# Weight of shared words (provision) or of all that is shared (outcomes) that saves a need from having no link.
_SAVING_WORDS, _SAVING_AIM = 3.6, 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """One need with the ids of the outcomes and provision that serve it, and how strong the strongest link of each kind is."""

    need: str
    outcomes: tuple[str, ...]
    provision: tuple[str, ...]
    outcome_link: str
    provision_link: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The matrix, the facts with their links filled in, and the ids of what hangs loose."""

    rows: tuple[Row, ...]
    needs: dict[str, NeedFact]
    outcomes: dict[str, OutcomeFact]
    provision: dict[str, ProvisionFact]
    needs_without_provision: tuple[str, ...]
    outcomes_without_need: tuple[str, ...]


def link(
    context: Context, needs: Mapping[str, NeedFact], outcomes: Mapping[str, OutcomeFact], provision: Mapping[str, ProvisionFact],
) -> Thread:
    """The thread of one plan. Facts are keyed by item id; items without a fact are left out."""
    weaver = _Weaver(context, needs, outcomes, provision)
    rows = {item.id: weaver.row(item, needs[item.id].diagnosis_only) for item in weaver.needs}
    done = {name: weaver.outcome(fact) for name, fact in outcomes.items()}
    return Thread(
        rows=tuple(rows.values()),
        needs={name: weaver.need(fact, rows[name]) for name, fact in needs.items()},
        outcomes=done,
        provision={name: weaver.served(fact, rows.values()) for name, fact in provision.items()},
        needs_without_provision=tuple(row.need for row in rows.values() if row.provision_link == "none"),
        outcomes_without_need=tuple(name for name, fact in done.items() if fact.need_link == "none"),
    )


@dataclass(frozen=True, slots=True)
class _Pool:
    """What may serve a need: the items, the ids printed for each need, whether the lack of one says something, every concept
    that the items touch, and whether two items share enough for "none" to be unsafe."""

    items: list[Item]
    printed: dict[str, list[str]]
    prints: bool
    touched: frozenset[str]
    saves: Callable[[str, str], bool]


class _Weaver:
    def __init__(self, context: Context, *facts: Mapping[str, object]):
        letters = ((NEEDS, "need"), (OUTCOMES, "outcome"), (PROVISION, "provision"))
        chosen = [[i for i in context.plan.items(*s, kind=k) if i.id in f] for (s, k), f in zip(letters, facts, strict=True)]
        self.needs, self.outcomes, self.provision = chosen
        everything = [*self.needs, *self.outcomes, *self.provision]
        self._items = {item.id: item for item in everything}
        self._meanings = Meanings(context, everything)
        self._printed = Printed(everything)
        self._needed = self._meanings.touched(self.needs)
        self._aims = self._pool(self.outcomes, self.provision, lambda a, b: self._meanings.shared(a, b) > _SAVING_AIM)
        self._help = self._pool(self.provision, self.outcomes, lambda a, b: self._meanings.shared_words(a, b) >= _SAVING_WORDS)

    def _pool(self, items: list[Item], middle: list[Item], saves: Callable[[str, str], bool]) -> _Pool:
        printed = {need.id: self._printed.between(need.id, middle, items) for need in self.needs}
        return _Pool(items, printed, mostly(printed.values()), self._meanings.touched(items), saves)

    def row(self, need: Item, diagnosis: bool) -> Row:
        """The need's outcomes and provision. A bare diagnosis that is broad is served through the needs that follow from it."""
        broad = diagnosis and self._meanings.is_broad(need.id)
        outcomes, aim = self._served_by(need, self._aims, broad)
        provision, help_ = self._served_by(need, self._help, broad)
        return Row(need.id, tuple(outcomes), tuple(provision), aim, help_)

    def _served_by(self, need: Item, pool: _Pool, broad: bool) -> tuple[list[str], str]:
        if pool.printed[need.id]:
            return pool.printed[need.id], "explicit"
        if not pool.items:
            return [], "none"
        if broad:
            return [], "possible"
        if self._shares_nothing_telling(need.id, pool) if pool.prints else self._stands_apart(need.id, pool):
            return [], "none"
        return self._by_meaning(need, pool.items)

    def _shares_nothing_telling(self, need: str, pool: _Pool) -> bool:
        return all(self._meanings.shared_words(need, other.id) < _SAVING_WORDS for other in pool.items)

    def _stands_apart(self, need: str, pool: _Pool) -> bool:
        """Nothing in the pool takes up what the need opens with, and nothing else that they share saves it."""
        return self._meanings.untouched(need, pool.touched) and not any(pool.saves(need, other.id) for other in pool.items)

    def _by_meaning(self, item: Item, pool: list[Item]) -> tuple[list[str], str]:
        """The ids nearest in meaning; "possible", with or without ids, where none is near enough to be likely."""
        weights = {other.id: self._weight(item, other) for other in pool}
        strongest = max(weights.values(), default=0.0)
        near = [other for other, weight in weights.items() if weight >= max(_POSSIBLE, _NEAR_STRONGEST * strongest)]
        return near, "likely" if strongest >= _LIKELY else "possible"

    def _weight(self, item: Item, other: Item) -> float:
        shared = self._meanings.shared(item.id, other.id)
        if not shared:
            return 0.0
        answering = other.section in _ANSWERS.get(item.section, ()) or item.section in _ANSWERS.get(other.section, ())
        return shared + _ANSWERING * answering + _SAME_AREA * bool(item.area and item.area == other.area)

    def need(self, fact: NeedFact, row: Row) -> NeedFact:
        """The need with its links."""
        return replace(
            fact, outcome_link=row.outcome_link, has_outcome=row.outcome_link != "none", provision_link=row.provision_link,
            has_provision=row.provision_link != "none", themes=self._meanings.themes(fact.item))

    def outcome(self, fact: OutcomeFact) -> OutcomeFact:
        """The outcome with its links: a need by number or by meaning, and provision that serves it or its need."""
        strength = self._need_link(self._items[fact.item])
        served = self._printed.between(fact.item, self.needs, self.provision) or self._tied(fact.item, self.provision)
        return replace(
            fact, has_need=strength != "none", need_link=strength, has_provision=bool(served), themes=self._meanings.themes(fact.item))

    def _tied(self, item: str, pool: list[Item]) -> bool:
        """Whether something in the pool shares enough with an item for "nothing" to be unsafe."""
        return any(self._meanings.shared(item, other.id) > _SAVING_AIM for other in pool)

    def _need_link(self, outcome: Item) -> str:
        if self._printed.between(outcome.id, self.provision, self.needs):
            return "explicit"
        apart = self._meanings.untouched(outcome.id, self._needed)
        if apart and not any(self._meanings.shared(outcome.id, need.id) for need in self.needs):
            return "none"
        return self._by_meaning(outcome, self.needs)[1]

    def served(self, fact: ProvisionFact, rows: Iterable[Row]) -> ProvisionFact:
        """The provision with what it is for: needs whose row holds it, outcomes by number or by meaning."""
        outcomes = self._printed.between(fact.item, self.needs, self.outcomes) or self._tied(fact.item, self.outcomes)
        needs = any(fact.item in row.provision for row in rows) or bool(self._by_meaning(self._items[fact.item], self.needs)[0])
        return replace(fact, has_need=needs, has_outcome=bool(outcomes), themes=self._meanings.themes(fact.item))
