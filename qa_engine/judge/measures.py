"""Count what judgement rules ask about: how many needs, outcomes and provisions pass which test. Shares are whole percentages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from qa_engine.model.audit import Finding
from qa_engine.vocabulary import AdviceFact, Fact, NeedFact, OutcomeFact, PhraseFact, PlanFact, ProvisionFact, SectionFact

CARE = ("H1", "H2")


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """Figures of one plan. `*_share` fields are 0 to 100, and None where there is nothing to count. A need is sound that says its effect
    and is neither a bare diagnosis nor mixed with provision."""

    sen_needs: int = 0
    sen_effect: int = 0
    sen_effect_share: int | None = None
    sen_sound: int = 0
    sen_sound_share: int | None = None
    sen_diagnosis_only: int = 0
    sen_with_provision_in: int = 0
    health_needs: int = 0
    health_effect: int = 0
    health_effect_share: int | None = None
    health_diagnosis_only: int = 0
    health_with_provision_in: int = 0
    health_without_provision: int = 0
    care_needs: int = 0
    care_effect: int = 0
    care_effect_share: int | None = None
    care_with_provision_in: int = 0
    care_without_provision: int = 0
    outcomes: int = 0
    outcomes_specific: int = 0
    outcomes_specific_share: int | None = None
    outcomes_as_provision: int = 0
    outcomes_aspiration: int = 0
    provisions: int = 0
    provisions_specific: int = 0
    provisions_specific_share: int | None = None
    provisions_open: int = 0
    provisions_open_share: int | None = None
    provisions_conditional: int = 0
    health_provisions: int = 0
    health_provisions_specific: int = 0
    health_provisions_specific_share: int | None = None
    care_provisions: int = 0
    care_provisions_specific: int = 0
    care_provisions_specific_share: int | None = None
    needs: int = 0
    needs_covered: int = 0
    needs_covered_share: int | None = None
    needs_without_provision: int = 0
    areas_unmet: int = 0
    outcomes_without_need: int = 0
    contradictions: int = 0
    residue: int = 0
    other_name: int = 0
    other_pronoun: int = 0
    out_of_date: int = 0
    jargon: int = 0
    long_sentences: int = 0
    advice_entries: int = 0
    advice_stale: int = 0
    advice_stale_share: int | None = None
    advice_missing: int = 0
    advice_undated: int = 0
    sections_missing: int = 0
    core_missing: int = 0
    sections_merged: int = 0
    sections_blank: int = 0
    labels_missing: int = 0
    form_loose_ends: int = 0
    pathways_outcomes: int = 0
    pathways_provision: int = 0


@dataclass(frozen=True, slots=True)
class TallyFact:
    """How often one rule fired in this plan."""

    rule: str
    area: str
    section: str
    severity: str
    strength: bool
    count: int


@dataclass(frozen=True, slots=True)
class AreaFact:
    """An area's judgement, for the rules of the whole. `grade` is Good, RI, Inadequate, NA or Not judged."""

    area: str
    grade: str
    core: bool
    weight: int


@dataclass(frozen=True, slots=True)
class BoardFact:
    """The areas together. `mean` is the weighted mean times 100 on 1 Inadequate, 2 RI, 3 Good."""

    core_inadequate: int = 0
    core_ri: int = 0
    areas_inadequate: int = 0
    other_ri: int = 0
    mean: int = 0


_FINISHED = ("final", "amended final")

JUDGE_KINDS: dict[str, type[Any]] = {
    "measure": MeasureFact, "tally": TallyFact, "area": AreaFact, "board": BoardFact, "plan": PlanFact, "section": SectionFact,
}


def share(part: int, whole: int) -> int | None:
    """Whole percentage, rounded half up, or None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def measure(facts: Sequence[Fact]) -> MeasureFact:
    """All figures of one plan from its facts."""
    needs = [f for f in facts if isinstance(f, NeedFact)]
    values: dict[str, int | None] = {}
    for prefix, letter in (("sen", "B"), ("health", "C"), ("care", "D")):
        values |= _needs(prefix, [n for n in needs if n.section == letter])
    values |= _outcomes([f for f in facts if isinstance(f, OutcomeFact)])
    values |= _provisions([f for f in facts if isinstance(f, ProvisionFact)])
    values |= _thread(needs)
    values |= _phrases(f for f in facts if isinstance(f, PhraseFact))
    values |= _advice([f for f in facts if isinstance(f, AdviceFact)])
    values |= _sections([f for f in facts if isinstance(f, SectionFact)])
    values |= _pathways([f for f in facts if isinstance(f, PlanFact)])
    values["form_loose_ends"] = _loose_ends(facts, values)
    known = {f.name for f in fields(MeasureFact)}
    return MeasureFact(**{k: v for k, v in values.items() if k in known})  # type: ignore[arg-type]


def tallies(findings: Iterable[Finding]) -> list[TallyFact]:
    """One fact for each rule and section that fired, in order of first firing."""
    counts = Counter((f.rule, f.area, f.section or "", f.severity, f.strength) for f in findings)
    return [TallyFact(*key, count) for key, count in counts.items()]


def _needs(prefix: str, needs: list[NeedFact]) -> dict[str, int | None]:
    effect = sum(n.effect_stated for n in needs)
    sound = sum(n.effect_stated and not n.diagnosis_only and not n.provision_in_need for n in needs)
    return {
        f"{prefix}_needs": len(needs),
        f"{prefix}_effect": effect,
        f"{prefix}_effect_share": share(effect, len(needs)),
        f"{prefix}_sound": sound,
        f"{prefix}_sound_share": share(sound, len(needs)),
        f"{prefix}_diagnosis_only": sum(n.diagnosis_only for n in needs),
        f"{prefix}_with_provision_in": sum(n.provision_in_need for n in needs),
        f"{prefix}_without_provision": sum(n.provision_link == "none" for n in needs),
    }


def _outcomes(outcomes: list[OutcomeFact]) -> dict[str, int | None]:
    specific = sum(o.specific for o in outcomes)
    return {
        "outcomes": len(outcomes),
        "outcomes_specific": specific,
        "outcomes_specific_share": share(specific, len(outcomes)),
        "outcomes_as_provision": sum(o.provision_as_outcome for o in outcomes),
        "outcomes_aspiration": sum(o.aspiration_only for o in outcomes),
        "outcomes_without_need": sum(o.need_link == "none" for o in outcomes),
    }


def _provisions(provisions: list[ProvisionFact]) -> dict[str, int | None]:
    values: dict[str, int | None] = {}
    for prefix, letters in (("", ("F",)), ("health_", ("G",)), ("care_", CARE)):
        chosen = [p for p in provisions if p.section in letters]
        specific = sum(p.specific for p in chosen)
        values[f"{prefix}provisions"] = len(chosen)
        values[f"{prefix}provisions_specific"] = specific
        values[f"{prefix}provisions_specific_share"] = share(specific, len(chosen))
    taught = [p for p in provisions if p.section == "F"]
    left_open = sum(bool(p.vague_terms) or p.weak_commitment for p in taught)
    values |= {"provisions_open": left_open, "provisions_open_share": share(left_open, len(taught))}
    values["provisions_conditional"] = sum(p.resource_condition for p in taught)
    return values


def _thread(needs: list[NeedFact]) -> dict[str, int | None]:
    counted = [n for n in needs if not n.diagnosis_only]
    covered = sum(n.provision_link != "none" and n.outcome_link != "none" for n in counted)
    orphans = sum(n.provision_link == "none" for n in needs)
    return {"needs": len(counted), "needs_covered": covered, "needs_covered_share": share(covered, len(counted)),
            "needs_without_provision": orphans, "areas_unmet": _areas_unmet(needs)}


def _areas_unmet(needs: list[NeedFact]) -> int:
    """Areas of need in Section B with two needs or more, none of which any provision meets."""
    links: dict[str, list[str]] = {}
    for need in needs:
        if need.section == "B" and need.area and not need.diagnosis_only:
            links.setdefault(need.area, []).append(need.provision_link)
    return sum(len(found) > 1 and set(found) == {"none"} for found in links.values())


def _phrases(phrases: Iterable[PhraseFact]) -> dict[str, int | None]:
    seen = {(p.subject, p.words.lower()) for p in phrases if p.confidence != "possible"}
    counts = Counter(subject for subject, _ in seen)
    named = {"residue": "residue", "other_name": "other_name", "pronoun": "other_pronoun", "out_of_date": "out_of_date", "jargon": "jargon",
             "contradiction": "contradictions", "long_sentence": "long_sentences"}
    return {field: counts[subject] for subject, field in named.items()}


def _advice(entries: list[AdviceFact]) -> dict[str, int | None]:
    listed = [a for a in entries if a.listed]
    dated = [a for a in listed if a.dated]
    stale = sum(a.stale for a in listed)
    return {"advice_entries": len(listed), "advice_stale": stale, "advice_stale_share": share(stale, len(dated)),
            "advice_missing": sum(not a.listed for a in entries), "advice_undated": len(listed) - len(dated)}


def _sections(sections: list[SectionFact]) -> dict[str, int | None]:
    gone = {s.section for s in sections if s.status == "missing"}
    return {
        "sections_missing": len(gone - {"H2"}) + ("H2" in gone and not any(s.merged for s in sections)),
        "core_missing": sum(s.section in ("B", "E", "F") and s.status in ("missing", "blank") for s in sections),
        "sections_merged": sum(s.merged for s in sections),
        "sections_blank": sum(s.status == "blank" for s in sections),
        "labels_missing": sum(s.status != "missing" and not s.label_present for s in sections),
    }


def _loose_ends(facts: Sequence[Fact], values: dict[str, int | None]) -> int:
    """How many kinds of thing are left open: advice not listed, template text, a section left silent, a date missing from a final plan."""
    finished = any(p.state in _FINISHED for p in facts if isinstance(p, PlanFact))
    # Section I of a draft must be blank; a bare "not applicable" in J says nothing of a personal budget.
    silent = any(s.status == "blank" and (finished or s.section != "I") for s in facts if isinstance(s, SectionFact))
    silent |= any(p.personal_budget == "absent" for p in facts if isinstance(p, PlanFact))
    undated = finished and any(not (p.issue_date_known and p.review_due_known) for p in facts if isinstance(p, PlanFact))
    return sum((bool(values["advice_missing"]), bool(values["residue"]), silent, undated))


def _pathways(plans: list[PlanFact]) -> dict[str, int | None]:
    return {"pathways_outcomes": sum(len(p.pfa_pathways_outcomes) for p in plans),
            "pathways_provision": sum(len(p.pfa_pathways_provision) for p in plans)}
