"""What was observed, in the words of the JSON contract."""

from __future__ import annotations

from collections.abc import Iterable

from qa_engine.model.plan import Plan
from qa_engine.model.record import Value
from qa_engine.observe.observation import Observation

_NEED = ("provision_in_need", "effect_stated", "diagnosis_only")
_OUTCOME = ("time_bound", "measurable", "provision_as_outcome", "aspiration_only", "specific")
_PROVISION = ("what", "who", "how_much", "how_often", "specific", "vague_terms", "weak_commitment", "ceiling", "resource_condition",
              "delegated", "group", "review")
_PLAN = ("child_voice", "parent_voice", "voices_distinct", "views_method_stated", "views_out_of_date", "health_nil_unreasoned",
         "social_care_nil_unreasoned")
_LISTS = {"template_residue": ("residue",), "other_name": ("other_name", "pronoun"), "out_of_date": ("out_of_date",),
          "unexplained_jargon": ("jargon",), "contradictions": ("contradiction",)}


def observed_of_items(seen: Observation) -> dict[str, dict[str, Value]]:
    """Item id to what was observed of it; items of other kinds are absent."""
    found: dict[str, dict[str, Value]] = {}
    for name, need in seen.needs.items():
        found[name] = {key: getattr(need, key) for key in _NEED}
    for name, outcome in seen.outcomes.items():
        found[name] = {key: getattr(outcome, key) for key in _OUTCOME}
    for name, provision in seen.provision.items():
        keys = _PROVISION if provision.section == "F" else (*_PROVISION, "educates_or_trains")
        found[name] = {key: _plain(getattr(provision, key)) for key in keys}
    for entry in seen.advice:
        if entry.listed and entry.item:
            found[entry.item] = {"service": entry.adviser, "no_reply": entry.no_reply, "contributor": entry.contributor}
    return found


def observed_of_plan(plan: Plan, seen: Observation) -> dict[str, Value]:
    """The values of the whole plan."""
    values: dict[str, Value] = {key: getattr(seen.plan, key) for key in _PLAN}
    values["needs_without_provision"] = list(seen.thread.needs_without_provision)
    values["outcomes_without_need"] = list(seen.thread.outcomes_without_need)
    values["pfa"] = seen.plan.pfa
    for key, subjects in _LISTS.items():
        values[key] = _once(p.words for p in seen.phrases if p.subject in subjects and p.confidence != "possible")
    values["therapy_that_educates_in_G"] = [p.item for p in seen.provision.values() if p.section == "G" and p.educates_or_trains]
    values["provision_in_needs"] = [n.item for n in seen.needs.values() if n.provision_in_need]
    values["missing_sections"] = [s for s, section in plan.sections.items() if section.status == "missing" and not _stands_in(s, plan)]
    values["merged_sections"] = list(plan.merged)
    values["advice_missing"] = [a.adviser for a in seen.advice if not a.listed]
    values["advice_stale"] = [a.words for a in seen.advice if a.stale]
    values["personal_budget"] = seen.plan.personal_budget
    return values


def _stands_in(letter: str, plan: Plan) -> bool:
    """H1 and H2 under one "Section H" are merged, not missing."""
    return letter[0] in plan.merged or letter in plan.merged


def _plain(value: Value | tuple[str, ...]) -> Value:
    return list(value) if isinstance(value, tuple) else value


def _once(words: Iterable[str]) -> list[str]:
    return list({w.lower(): w for w in reversed(list(words))}.values())[::-1]
