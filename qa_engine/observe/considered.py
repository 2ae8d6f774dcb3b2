"""What a plan shows that it considered: agencies together, wellbeing, where the child starts from, and what age and phase call for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qa_engine.observe.considered_budget import observe_budget
from qa_engine.observe.considered_needs import areas_unaddressed, baseline_stated
from qa_engine.observe.considered_phase import next_placement_named, transfer_late
from qa_engine.observe.considered_readings import WHOLE, Readings
from qa_engine.observe.considered_sources import psychology_share, source_tags
from qa_engine.observe.considered_status import social_care_status
from qa_engine.observe.context import Context
from qa_engine.vocabulary import AdviceFact, PlanFact

_YEAR_TWELVE = 12
_FOURTEEN, _NINETEEN = 14, 19
_PROVISION = ("F", "G", "H1", "H2")


@dataclass(frozen=True, slots=True)
class _Matter:
    """A field of the plan, the list of words that answers it, the sections in which they count, and whether the matter arises."""

    field: str
    words: str
    sections: tuple[str, ...]
    arises: Callable[[PlanFact], bool]


def _always(plan: PlanFact) -> bool:
    return True


def _growing_up(plan: PlanFact) -> bool:
    return plan.year_nine_or_above or (plan.age or 0) >= _FOURTEEN


def _after_sixteen(plan: PlanFact) -> bool:
    return (plan.year or 0) >= _YEAR_TWELVE


def _nineteen(plan: PlanFact) -> bool:
    return (plan.age or 0) >= _NINETEEN


def _past_school_age(plan: PlanFact) -> bool:
    return plan.past_school_age


_MATTERS = (
    _Matter("coordination", "considered_coordination", ("E", *_PROVISION), _always),
    _Matter("wellbeing_considered", "considered_wellbeing", ("B", "C", "D", "E", *_PROVISION), _always),
    _Matter("puberty_considered", "considered_puberty", WHOLE, _growing_up),
    _Matter("adult_health_planned", "considered_adult_health", WHOLE, _growing_up),
    _Matter("adult_care_considered", "considered_adult_care", WHOLE, _growing_up),
    _Matter("five_day_offer", "considered_five_day", (*WHOLE, "I"), _after_sixteen),
    _Matter("capacity_noted", "considered_capacity", WHOLE, _past_school_age),
    _Matter("study_programme", "considered_study", ("E", "F", "I"), _after_sixteen),
    _Matter("continuing_need", "considered_more_time", WHOLE, _nineteen),
)


def consider(context: Context, readings: Readings, plan: PlanFact, advice: Sequence[AdviceFact]) -> PlanFact:
    """The fact of the plan with what it considered filled in; a field stays None where its question does not arise."""
    matters: dict[str, Any] = {m.field: readings.said(m.words, *m.sections) for m in _MATTERS if m.arises(plan)}
    if matters.get("five_day_offer") is False:
        matters["five_day_offer"] = readings.said("considered_care_days", "D", "H1", "H2")
    return replace(
        plan, **matters, **_needs(context, readings), **_phase(context, readings, plan), **observe_budget(context, readings),
        advice_cited=sum(a.cited for a in advice if a.listed), source_tags=source_tags(context),
        psychology_share=psychology_share(context, advice),
        pfa_outcome_areas=len(plan.pfa_pathways_outcomes), social_care_status=social_care_status(context, readings),
        strengths=plan.strengths + readings.sentences_with("considered_strength", "A"))


def _needs(context: Context, readings: Readings) -> dict[str, Any]:
    needs = context.plan.items("B", kind="need")
    if not needs:
        return {}
    numbered = any(item.label for item in needs) or _printed_links(context, {item.id for item in needs})
    return {"needs_numbered": numbered, "areas_unaddressed": areas_unaddressed(context),
            "baseline_stated": baseline_stated(context, readings)}


def _printed_links(context: Context, needs: set[str]) -> bool:
    """Whether the form itself ties outcomes or provision to needs, as a row that holds all three does: then numbers add nothing."""
    return any(not needs.isdisjoint(item.serves) for item in context.plan.items("E", *_PROVISION))


def _phase(context: Context, readings: Readings, plan: PlanFact) -> dict[str, Any]:
    if not plan.transfer_due:
        return {}
    return {"next_placement_named": next_placement_named(readings), "transfer_late": transfer_late(context, plan)}
