"""Observe preparation for adulthood: pathways in outcomes and provision, and for younger children independence and friendship."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qa_engine.language.lexicon import Text, outside
from qa_engine.model.plan import Item
from qa_engine.observe.context import Context
from qa_engine.vocabulary import OutcomeFact, ProvisionFact

PATHWAYS = ("employment", "living", "community", "health")
_ADULT = tuple(f"adulthood_{p}" for p in PATHWAYS)
_GOOD = 3
_MOST, _MOST_OF = 1, 2  # more than half
_YEAR_NINE = 9
_AGE_YEAR_NINE = 14


@dataclass(frozen=True, slots=True)
class Adulthood:
    """`pfa` is good, partial, absent or not_applicable (below Year 9). Pathways are employment, living, community, health.
    `friendship` says that an outcome which can be checked is about friends; `independence` is how many are about doing more for oneself."""

    pfa: str
    outcomes: tuple[str, ...]
    provision: tuple[str, ...]
    friendship: bool
    independence: int


def observe_adulthood(context: Context, outcomes: Mapping[str, OutcomeFact], provision: Mapping[str, ProvisionFact]) -> Adulthood:
    """Pathways in sections E and F to H2. The mappings give facts by item id: only specific outcomes and provision make a plan good."""
    targets, given = context.plan.items("E", kind="outcome"), context.plan.items("F", "G", "H1", "H2", kind="provision")
    titles = _Titles(context)
    aimed, offered = [titles.pathways(i) for i in targets], [titles.pathways(i) for i in given]
    aims, offers = _Served.of(targets, aimed, outcomes), _Served.of(given, offered, provision)
    sound = [context.text(i) for i in targets if i.id in outcomes and outcomes[i.id].specific]
    friends, alone = any(_is_of_friends(text) for text in sound), sum(_is_of_independence(text) for text in sound)
    pfa = _grade(aims, offers, any(titles.adult(i) for i in (*targets, *given))) if titles.used else "not_applicable"
    return Adulthood(pfa, _union(aimed), _union(offered), friends, alone)


def _is_of_friends(text: Text) -> bool:
    return bool(outside(text.of("adulthood_friendship"), text.of("adulthood_audience")))


def _is_of_independence(text: Text) -> bool:
    """Whether it is about doing for oneself; school work done without help is learning, and no such thing."""
    return text.has("adulthood_self_care") or (text.has("adulthood_unaided") and not text.has("adulthood_school_work"))


def with_pathways(context: Context, provision: Mapping[str, ProvisionFact]) -> dict[str, ProvisionFact]:
    """The provision facts with the pathways to adulthood that each serves."""
    titles = _Titles(context)
    served = {item.id: titles.pathways(item) for item in context.plan.items("F", "G", "H1", "H2", kind="provision")}
    return {name: replace(fact, pathways=served[name]) if served.get(name) else fact for name, fact in provision.items()}


def year_nine_or_above(context: Context) -> bool:
    """By the year group stated, else computed, else the age at issue; false where none is known."""
    subject = context.plan.subject
    year = subject.year if subject.year is not None else subject.computed_year
    return year >= _YEAR_NINE if year is not None else (subject.age or 0) >= _AGE_YEAR_NINE


class _Titles:
    """Items with their headings, each heading read once; below Year 9 headings name no pathway to adulthood."""

    def __init__(self, context: Context):
        self.used = year_nine_or_above(context)
        self._context = context
        self._lexicon = context.lexicon.part("adulthood_")
        self._known: dict[str, frozenset[str]] = {}

    def pathways(self, item: Item) -> tuple[str, ...]:
        """The pathways that an item's words serve, or that its heading names."""
        text, titled = self._context.text(item), self._titled(item)
        return tuple(p for p in PATHWAYS if p in titled or text.has(f"adulthood_{p}", f"adulthood_{p}_ordinary"))

    def adult(self, item: Item) -> bool:
        """Whether words that belong to adult life alone stand in an item, or a heading of adult life over it."""
        return bool(self._titled(item)) or self._context.text(item).has(*_ADULT)

    def _titled(self, item: Item) -> frozenset[str]:
        if not self.used:
            return frozenset()
        title = "; ".join((*item.headings, item.area or ""))
        if title not in self._known:
            self._known[title] = self._read(title)
        return self._known[title]

    def _read(self, title: str) -> frozenset[str]:
        text = self._lexicon.read(title)
        lists = ("adulthood_title", "adulthood_heading") if text.has("adulthood_heading") else ("adulthood_title",)
        return frozenset(p for p in PATHWAYS if text.has(*(f"{name}_{p}" for name in lists)))


@dataclass(frozen=True, slots=True)
class _Served:
    """Outcomes or provision that serve a pathway: the pathways of the specific ones, and whether those are most of them."""

    firm: frozenset[str]
    mostly: bool

    @classmethod
    def of(cls, items: list[Item], found: list[tuple[str, ...]],
           facts: Mapping[str, OutcomeFact] | Mapping[str, ProvisionFact]) -> _Served:
        served = [(paths, item.id in facts and facts[item.id].specific) for item, paths in zip(items, found, strict=True) if paths]
        firm = [paths for paths, specific in served if specific]
        return cls(frozenset(p for paths in firm for p in paths), len(firm) * _MOST_OF > len(served) * _MOST)


def _grade(aims: _Served, offers: _Served, adult: bool) -> str:
    if not adult:
        return "absent"
    # A plan need not aim and give in the same pathway, but most of what it says of adult life must be firm on both sides.
    firm = bool(aims.firm) and bool(offers.firm) and aims.mostly and offers.mostly
    return "good" if firm and len(aims.firm | offers.firm) >= _GOOD else "partial"


def _union(found: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    together = {p for paths in found for p in paths}
    return tuple(p for p in PATHWAYS if p in together)
