"""What only a batch can see, as results: near-copies, stock text, pasted details, reliance on one service, thin sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["copy", "stock", "family", "template"]
About = Literal["views", "outcomes", "provision"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a passage stands: case id, team ("" if not known), section and item."""

    case: str
    team: str
    section: str
    item: str


@dataclass(frozen=True, slots=True)
class NearCopy:
    """One passage that stands in several children's plans in nearly the same words.

    `kind`: copy (2 to 4 plans), stock (5 or more), family (the family's own words of section A in 2 to 4 plans: siblings, or one family's
    words in another's plan), template (so many plans of one council that it is house or statutory wording). `plans` counts children, not
    versions; `spots` is cut to the first twenty where the kind is stock or template. `quote` has no name in it.
    """

    number: int
    kind: Kind
    about: About
    quote: str
    words: int
    plans: int
    teams: tuple[str, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class PlanText:
    """Words of a plan's views, outcomes and provision; of these in copy or stock passages, and in template passages."""

    case: str
    team: str
    words: int
    shared: int
    template: int

    @property
    def share(self) -> int:
        """Whole per cent of the plan's own words (template left out) that stand in another child's plan too."""
        own = self.words - self.template
        return round(100 * self.shared / own) if own > 0 else 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two children's plans that have several passages in common; `share` is of the shorter plan's own words, in whole per cent."""

    first: str
    second: str
    passages: int
    share: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """An item with another child's name or pronoun that nearly equals a passage of other plans: likely pasted from one of `sources`.

    `sign` is name or pronoun. `sure` where the name is that of the source's child, which only records with names can tell.
    """

    case: str
    team: str
    section: str
    item: str
    sign: Literal["name", "pronoun"]
    sources: tuple[str, ...]
    quote: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class PlanReliance:
    """A plan that rests on one service: `named` needs and lines of provision name a source, `on_one` of them this service only."""

    case: str
    team: str
    service: str
    named: int
    on_one: int
    listed: tuple[str, ...]

    @property
    def share(self) -> int:
        """Whole per cent."""
        return round(100 * self.on_one / self.named) if self.named else 100


@dataclass(frozen=True, slots=True)
class ServiceReliance:
    """One service over all plans: `plans` list its advice, in `leaning` of them most of what names a source names it alone, in `only`
    section K lists nobody else outside the family. `named` and `on_one` count needs and lines of provision."""

    service: str
    plans: int
    leaning: int
    only: int
    named: int
    on_one: int


@dataclass(frozen=True, slots=True)
class Thin:
    """A plan of a child known to a service whose sections for it say little. `known_by` is how that is known; `sections` what is thin."""

    case: str
    team: str
    service: Literal["social care", "health"]
    known_by: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """All of it. `plans` were judged and looked at; `children` are told apart as well as the records allow."""

    plans: int
    children: int
    copies: tuple[NearCopy, ...]
    texts: tuple[PlanText, ...]
    pairs: tuple[Pair, ...]
    pasted: tuple[Pasted, ...]
    services: tuple[ServiceReliance, ...]
    reliance: tuple[PlanReliance, ...]
    thin: tuple[Thin, ...]
    in_care: int
    known_to_care: int
    known_to_health: int
