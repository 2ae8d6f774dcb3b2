"""Assemble the facts of the whole plan from what the other observers saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qa_engine.observe.adulthood import Adulthood, observe_adulthood, year_nine_or_above
from qa_engine.observe.budget import direct_payment_elsewhere, personal_budget
from qa_engine.observe.context import Context
from qa_engine.observe.dates_of_views import months_between
from qa_engine.observe.nils import health_nil_unreasoned, social_care_nil_unreasoned
from qa_engine.observe.placement import Placement, observe_placement
from qa_engine.observe.voice import Voices, observe_voices, past_school_age
from qa_engine.vocabulary import OutcomeFact, PhraseFact, PlanFact, ProvisionFact

_TRANSFER_YEARS = frozenset((-1, 6, 11))  # into school, into secondary, beyond compulsory school age
_SCHOOL_AGE = 5
_NEVER_FIRST = frozenset(("amended final", "amendment notice"))


def observe_plan(context: Context, outcomes: Mapping[str, OutcomeFact], provision: Mapping[str, ProvisionFact],
                 phrases: Sequence[PhraseFact] = ()) -> PlanFact:
    """The fact of the whole plan. The mappings give facts by item id; `phrases` are the words that stand out, for the count of jargon."""
    plan, subject, particulars = context.plan, context.plan.subject, context.plan.particulars
    items, hazards = plan.items(), plan.hazards
    return PlanFact(
        state=plan.state, first_plan=_first_plan(context), year=_year(context),
        stated_year_differs=None not in (subject.year, subject.computed_year) and subject.year != subject.computed_year, age=subject.age,
        past_school_age=past_school_age(plan), year_nine_or_above=year_nine_or_above(context), under_five=_under_five(context),
        name_known=bool(subject.name), dob_known=subject.dob is not None, issue_date_known=particulars.issue_date is not None,
        review_due_known=particulars.review_due is not None, review_months=_review_months(context), signed=bool(particulars.signed),
        strengths=sum(i.kind == "strength" for i in items), in_care=_in_care(context), shorter_targets=_shorter_targets(context),
        health_nil_unreasoned=health_nil_unreasoned(context), social_care_nil_unreasoned=social_care_nil_unreasoned(context),
        personal_budget=personal_budget(context), direct_payment_elsewhere=direct_payment_elsewhere(context),
        health_plan_named=_said(context, "whole_health_plan", "B", "C", "E", "F", "G"),
        icb_agreed=_said(context, "whole_icb_agreed", "C", "G", "K"),
        health_plan_condition=_said(context, "whole_health_plan_condition", "C"), transfer_due=_year(context) in _TRANSFER_YEARS,
        jargon_count=sum(p.subject == "jargon" and p.confidence != "possible" for p in phrases),
        word_count=sum(len(i.text.split()) for i in items),
        tracked_changes=hazards.insertions + hazards.deletions + hazards.moves, comments=hazards.comments,
        **_voice_fields(observe_voices(context)), **_placement_fields(observe_placement(context)),
        **_adulthood_fields(observe_adulthood(context, outcomes, provision)))


def _voice_fields(voices: Voices) -> dict[str, Any]:
    content = voices.content
    return {
        "child_voice": voices.child, "parent_voice": voices.parent, "voices_distinct": voices.distinct,
        "attribution_stated": voices.attribution_stated, "views_method_stated": voices.method_stated, "views_dated": voices.dated,
        "views_out_of_date": voices.out_of_date, "child_missed_review": voices.missed_review, "first_person": voices.first_person,
        "aspirations": content.aspirations, "interests": content.interests,
        "communication": content.communication, "history": content.history, "adult_aspirations": content.adult_aspirations,
    }


def _placement_fields(placement: Placement) -> dict[str, Any]:
    return {"placement": placement.state, "placement_named": placement.named, "placement_type": placement.type, "eotas": placement.eotas,
            "setting_differs": placement.setting_differs}


def _adulthood_fields(adulthood: Adulthood) -> dict[str, Any]:
    return {"pfa": adulthood.pfa, "pfa_pathways_outcomes": adulthood.outcomes, "pfa_pathways_provision": adulthood.provision,
            "independence_or_friendship_outcome": adulthood.friendship or adulthood.independence > 0,
            "friendship_outcome": adulthood.friendship, "independence_outcomes": adulthood.independence}


def _year(context: Context) -> int | None:
    subject = context.plan.subject
    return subject.year if subject.year is not None else subject.computed_year


def _first_plan(context: Context) -> bool | None:
    # "Final" is printed on first plans and on amended ones alike: only an earlier date or the word "amended" tells.
    particulars = context.plan.particulars
    if context.plan.state in _NEVER_FIRST:
        return False
    if particulars.first_issue is None or particulars.issue_date is None:
        return None
    return particulars.first_issue >= particulars.issue_date


def _under_five(context: Context) -> bool:
    age, year = context.plan.subject.age, _year(context)
    return age < _SCHOOL_AGE if age is not None else year is not None and year < 0


def _review_months(context: Context) -> int | None:
    issue, review = context.plan.particulars.issue_date, context.plan.particulars.review_due
    return months_between(issue, review) if issue and review else None


def _in_care(context: Context) -> bool:
    subject = context.plan.subject
    return bool(subject.in_care) or (subject.social_care_status or "").upper() == "LAC"


def _shorter_targets(context: Context) -> bool:
    return any(i.kind == "step" for i in context.plan.sections["E"].items) or _said(context, "whole_shorter_targets", "E", "F")


def _said(context: Context, name: str, *letters: str) -> bool:
    return any(context.text(i).has(name) for i in context.plan.items(*letters))
