"""The kinds of fact: what observers may say and rules may ask. Field names are public, they stand in rule packs.

Every fact is a frozen dataclass; `KINDS` gives each kind's name. Fields hold text, whole numbers, booleans, None (not known)
or tuples of texts. `words` is what a finding quotes; `item` and `section` say where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class NeedFact:
    """A need in B, C or D."""

    item: str
    section: str
    words: str
    area: str = ""
    provision_in_need: bool = False
    effect_stated: bool = False
    diagnosis_only: bool = False
    stock_effect: bool = False
    softened: bool = False
    deliverable: str = ""
    has_outcome: bool = False
    has_provision: bool = False
    provision_link: str = "none"
    outcome_link: str = "none"
    themes: tuple[str, ...] = ()
    belongs_in_b: bool = False
    needs_equipment: bool = False
    sensory_impairment: bool = False
    provision_only: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """An outcome in E. `specific` = time_bound and measurable and neither provision_as_outcome nor aspiration_only."""

    item: str
    section: str
    words: str
    area: str = ""
    time_bound: bool = False
    measurable: bool = False
    provision_as_outcome: bool = False
    aspiration_only: bool = False
    specific: bool = False
    vague_verbs: tuple[str, ...] = ()
    vague_only: bool = False
    names_child: bool = False
    past_deadline: bool = False
    has_need: bool = False
    has_provision: bool = False
    need_link: str = "none"
    health: bool = False
    care: bool = False
    pathways: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    adult_subject: bool = False


@dataclass(frozen=True, slots=True)
class ProvisionFact:
    """A provision in F, G, H1 or H2, clause by clause, as the JSON contract defines the slots."""

    item: str
    section: str
    words: str
    area: str = ""
    what: bool = False
    who: bool = False
    how_much: bool = False
    how_often: bool = False
    group: bool = False
    review: bool = False
    environment: bool = False
    specific: bool = False
    missing: tuple[str, ...] = ()
    vague_terms: tuple[str, ...] = ()
    vague_count: int = 0
    weak_commitment: bool = False
    weak_words: str = ""
    ceiling: bool = False
    ceiling_words: str = ""
    resource_condition: bool = False
    condition_words: str = ""
    delegated: bool = False
    delegated_words: str = ""
    educates_or_trains: bool = False
    ordinary_offer: bool = False
    passive_status: bool = False
    funding_only: bool = False
    trains_staff: bool = False
    names_setting: bool = False
    names_outcome: bool = False
    pathways: tuple[str, ...] = ()
    has_need: bool = False
    has_outcome: bool = False
    themes: tuple[str, ...] = ()
    residential: bool = False
    home_support: bool = False
    direct_payment: bool = False


@dataclass(frozen=True, slots=True)
class SectionFact:
    """A lettered section as it stands. `nil_reasoned` is true where "none" comes with who said so, when or why."""

    section: str
    words: str = ""
    item: str = ""
    status: str = "missing"
    label_present: bool = False
    merged: bool = False
    items: int = 0
    word_count: int = 0
    nil_reasoned: bool = False
    needs_shown_elsewhere: bool = False
    shown_words: str = ""
    jargon: int = 0


@dataclass(frozen=True, slots=True)
class PhraseFact:
    """Words that stand out wherever they are. `subject` is residue, other_name, pronoun, out_of_date, jargon, contradiction, long_sentence,
    disrespect, repetition, misplaced (in A or I), pasted_report, or once a section unexplained_terms and long_sentences; `detail` says what
    they clash with or lack."""

    subject: str
    words: str
    section: str = ""
    item: str = ""
    detail: str = ""
    confidence: str = "likely"


@dataclass(frozen=True, slots=True)
class AdviceFact:
    """An entry of K, or (with `listed` false) a kind of advice that the law asks for and K does not list. `contributor` is the service that
    it comes from, in a finer list than the law's kinds of `adviser`; "" where nothing is listed."""

    adviser: str
    words: str = ""
    section: str = "K"
    item: str = ""
    listed: bool = True
    dated: bool = False
    named: bool = False
    months_old: int | None = None
    stale: bool = False
    after_issue: bool = False
    no_reply: bool = False
    cited: bool = False
    contributor: str = ""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """The whole plan: who, when, and what only the whole can show. Values as in the JSON contract."""

    words: str = ""
    section: str = ""
    item: str = ""
    state: str = "unknown"
    first_plan: bool | None = None
    year: int | None = None
    stated_year_differs: bool = False
    age: int | None = None
    past_school_age: bool = False
    year_nine_or_above: bool = False
    under_five: bool = False
    name_known: bool = False
    dob_known: bool = False
    issue_date_known: bool = False
    review_due_known: bool = False
    review_months: int | None = None
    signed: bool = False
    child_voice: str = "absent"
    parent_voice: str = "absent"
    voices_distinct: bool = True
    attribution_stated: bool = False
    views_method_stated: bool = False
    views_dated: bool = False
    views_out_of_date: bool = False
    child_missed_review: bool = False
    aspirations: bool = False
    interests: bool = False
    communication: bool = False
    history: bool = False
    adult_aspirations: int = 0
    strengths: int = 0
    health_nil_unreasoned: bool = False
    social_care_nil_unreasoned: bool = False
    pfa: str = "not_applicable"
    pfa_pathways_outcomes: tuple[str, ...] = ()
    pfa_pathways_provision: tuple[str, ...] = ()
    independence_or_friendship_outcome: bool = False
    friendship_outcome: bool = False
    independence_outcomes: int = 0
    personal_budget: str = "absent"
    direct_payment_elsewhere: bool = False
    placement: str = "blank"
    placement_named: bool = False
    placement_type: bool = False
    eotas: bool = False
    setting_differs: bool = False
    in_care: bool = False
    shorter_targets: bool = False
    health_plan_named: bool = False
    health_plan_condition: bool = False
    icb_agreed: bool = False
    transfer_due: bool = False
    jargon_count: int = 0
    word_count: int = 0
    tracked_changes: int = 0
    comments: int = 0
    social_care_status: str = ""
    first_person: bool | None = None
    areas_unaddressed: tuple[str, ...] = ()
    baseline_stated: bool | None = None
    needs_numbered: bool | None = None
    advice_cited: int | None = None
    source_tags: int | None = None
    psychology_share: int | None = None
    coordination: bool | None = None
    wellbeing_considered: bool | None = None
    puberty_considered: bool | None = None
    adult_health_planned: bool | None = None
    adult_care_considered: bool | None = None
    pfa_outcome_areas: int | None = None
    five_day_offer: bool | None = None
    capacity_noted: bool | None = None
    study_programme: bool | None = None
    continuing_need: bool | None = None
    next_placement_named: bool | None = None
    transfer_late: bool | None = None
    direct_payment_education: bool | None = None
    budget_links: bool | None = None
    budget_unmatched: tuple[str, ...] = ()
    budget_pays_fees: bool | None = None


Fact = NeedFact | OutcomeFact | ProvisionFact | SectionFact | PhraseFact | AdviceFact | PlanFact
KINDS: dict[str, type[Any]] = {
    "need": NeedFact, "outcome": OutcomeFact, "provision": ProvisionFact, "section": SectionFact,
    "phrase": PhraseFact, "advice": AdviceFact, "plan": PlanFact,
}


_KIND_OF = {cls: name for name, cls in KINDS.items()}
_FIELDS_OF = {cls: tuple(f.name for f in fields(cls)) for cls in KINDS.values()}


def kind_of(fact: Fact) -> str:
    """The name of a fact's kind."""
    return _KIND_OF[type(fact)]


def as_fields(fact: Fact) -> dict[str, Any]:
    """Field name to value, kind included."""
    return {"kind": kind_of(fact), **{name: getattr(fact, name) for name in _FIELDS_OF[type(fact)]}}
