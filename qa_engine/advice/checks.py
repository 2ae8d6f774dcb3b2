"""What an officer for health or social care looks for across the sections of a plan, beside the judgement of its areas."""

from __future__ import annotations

from qa_engine.advice.record import HealthSections
from qa_engine.model.plan import Plan
from qa_engine.model.record import AuditRecord
from qa_engine.observe.observation import Observation

AREAS = {
    "dco": ("health_needs", "health_provision", "advice"),
    "social-care": ("social_care_needs", "social_care_provision", "advice"),
    "qa-lead": (
        "special_educational_needs",
        "health_needs",
        "social_care_needs",
        "outcomes",
        "educational_provision",
        "health_provision",
        "social_care_provision",
        "golden_thread",
        "advice",
    ),
}


def health_sections(plan: Plan, seen: Observation, record: AuditRecord, reader: str) -> HealthSections:
    """The checks for this reader, and the areas that concern them as the audit judged them."""
    checks = _care(plan, seen) if reader == "social-care" else _health(plan, seen)
    areas = {name: record.areas[name] for name in AREAS[reader] if name in record.areas}
    return HealthSections(
        checks=checks, areas={n: a.judgement for n, a in areas.items()}, area_reasons={n: tuple(a.reasons) for n, a in areas.items()}
    )


def _health(plan: Plan, seen: Observation) -> dict[str, bool | None]:
    needs, gives = plan.items("C", kind="need"), plan.items("G", kind="provision")
    teaching = [p for p in seen.provision.values() if p.section == "G" and p.educates_or_trains]
    nil = plan.sections["C"].status == "explicit_none"
    return {
        "Section C tells of health needs, or says why there are none": bool(needs) or (nil and not seen.plan.health_nil_unreasoned),
        "Section G gives health provision for the needs in C": bool(gives) if needs else None,
        "No therapy that educates or trains stands in G": not teaching if gives else None,
        "An outcome in E concerns health": any(o.health for o in seen.outcomes.values()) if needs else None,
        "An individual healthcare plan is named": seen.plan.health_plan_named if seen.plan.health_plan_condition else None,
        "Training of staff is arranged": any(p.trains_staff for p in seen.provision.values()) if needs else None,
        "The ICB's agreement is recorded": seen.plan.icb_agreed if gives else None,
    }


def _care(plan: Plan, seen: Observation) -> dict[str, bool | None]:
    needs, gives = plan.items("D", kind="need"), plan.items("H1", "H2", kind="provision")
    nil = plan.sections["D"].status == "explicit_none"
    return {
        "Section D tells of social care needs, or says why there are none": bool(needs)
        or (nil and not seen.plan.social_care_nil_unreasoned),
        "H1 or H2 gives provision for the needs in D": bool(gives) if needs else None,
        "H1 and H2 are kept apart": "H" not in plan.merged,
        "An outcome in E concerns social care": any(o.care for o in seen.outcomes.values()) if needs else None,
    }
