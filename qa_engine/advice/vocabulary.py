"""The kinds of fact that rules about advice may ask for. Field names are public, they stand in rule packs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class AdviceDocumentFact:
    """A report as a whole. `advice` is the kind of advice; shares are whole percentages, None where there is nothing to count.

    `words` and `item` are empty: what is found here is found of the whole. `days_to_answer` is from request to report. `unknown` is true
    where "not known to us" is all that the report says; `unknown_reasoned` where it says how that was checked.
    `confirmed` is true where older advice is said to hold still. `wanting` names
    which of the nine things that make advice usable are not there, `failings` counts them.
    """

    words: str = ""
    section: str = ""
    item: str = ""
    advice: str = "other"
    professional: bool = True
    clinical: bool = False
    author: bool = False
    role: bool = False
    registration: bool = False
    dated: bool = False
    requested: bool = False
    seen: bool = False
    unseen: bool = False
    needs: int = 0
    outcomes: int = 0
    provisions: int = 0
    effect: bool = False
    effect_share: int | None = None
    outcomes_specific_share: int | None = None
    provisions_specific_share: int | None = None
    provisions_amount_share: int | None = None
    provisions_open_share: int | None = None
    provision_among_needs: int = 0
    child_voice: str = "absent"
    family_story: bool = False
    strengths: bool = False
    sweep: int = 0
    sexual_health: bool = False
    puberty_age: bool = False
    jargon: int = 0
    explained: bool = False
    unknown: bool = False
    unknown_reasoned: bool = False
    waiting: bool = False
    days_to_answer: int | None = None
    months_old: int | None = None
    age: int | None = None
    year_nine: bool = False
    adulthood: bool = False
    school_named: bool = False
    teaches: int = 0
    teaches_unlabelled: int = 0
    review: bool = False
    coordinated: bool = False
    confirmed: bool = False
    reports_of_kind: int = 1
    word_count: int = 0
    failings: int = 0
    wanting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdviceStatementFact:
    """One statement of a report. `says` is need, outcome or provision; the rest as for the plan's own items."""

    item: str
    section: str
    words: str
    says: str
    where: str = ""
    specific: bool = False
    amount: bool = False
    missing: tuple[str, ...] = ()
    effect_stated: bool = False
    among_needs: bool = False
    weak_commitment: bool = False
    weak_words: str = ""
    vague_terms: tuple[str, ...] = ()
    resource_condition: bool = False
    condition_words: str = ""
    teaches: bool = False
    placed: str = ""
    measurable: bool = False
    time_bound: bool = False
    provision_as_outcome: bool = False


@dataclass(frozen=True, slots=True)
class AdviceWordsFact:
    """Words of a report that stand out. `subject` is jargon, waiting, unknown or school."""

    subject: str
    words: str
    item: str = ""
    section: str = ""
    where: str = ""
    detail: str = ""


AdviceFactOf = AdviceDocumentFact | AdviceStatementFact | AdviceWordsFact
ADVICE_KINDS: dict[str, type[Any]] = {
    "advice_document": AdviceDocumentFact,
    "advice_statement": AdviceStatementFact,
    "advice_words": AdviceWordsFact,
}
_NAMES = {cls: name for name, cls in ADVICE_KINDS.items()}


def as_fields(fact: AdviceFactOf) -> dict[str, Any]:
    """Field name to value, kind included."""
    return {"kind": _NAMES[type(fact)], **{f.name: getattr(fact, f.name) for f in fields(fact)}}
