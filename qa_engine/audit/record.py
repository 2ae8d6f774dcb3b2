"""Puts an audit together as the public record."""

from __future__ import annotations

from dataclasses import asdict

from qa_engine import __version__
from qa_engine.audit.observed import observed_of_items, observed_of_plan
from qa_engine.find import Found
from qa_engine.judge import JudgementBook
from qa_engine.model.judgement import Judgements
from qa_engine.model.plan import Item, Plan
from qa_engine.model.record import (
    AdviceRecord,
    AreaRecord,
    AuditRecord,
    DocumentRecord,
    Grade,
    ItemRecord,
    OverallRecord,
    PackRecord,
    PlanRecord,
    Reading,
    ResidueRecord,
    SectionRecord,
    SubjectRecord,
    ThreadRow,
    Tool,
    Trace,
    Value,
)
from qa_engine.observe.observation import Observation
from qa_engine.rulebook import Rulebook

_NOT_JUDGED: Grade = "Not judged"


def build_record(plan: Plan, seen: Observation, found: Found, judged: Judgements, rulebook: Rulebook) -> AuditRecord:
    """The record of a plan that was judged."""
    return AuditRecord(
        tool=_tool(rulebook),
        document=_document(plan),
        subject=_subject(plan),
        plan=_particulars(plan),
        sections=_sections(plan, observed_of_items(seen), _served_by(plan, seen)),
        observed=observed_of_plan(plan, seen),
        thread=[ThreadRow(need=r.need, outcomes=list(r.outcomes), provision=list(r.provision), outcome_link=r.outcome_link,
                          provision_link=r.provision_link) for r in seen.thread.rows],
        findings=list(found.findings),
        areas={name: AreaRecord.model_validate(area.model_dump(mode="json")) for name, area in judged.areas.items()},
        overall=OverallRecord.model_validate(judged.overall.model_dump(mode="json")),
        trace=Trace(findings=list(found.trace), judgement=list(judged.steps)),
        advice_listed=_advice(plan),
        residue=_residue(plan),
    )


def unjudged_record(plan: Plan, rulebook: Rulebook, book: JudgementBook) -> AuditRecord:
    """The record of a plan whose template could not be read: what was seen, and no judgement."""
    reason = f"Not judged: {plan.why_not}"
    return AuditRecord(
        tool=_tool(rulebook),
        document=_document(plan),
        subject=_subject(plan),
        plan=_particulars(plan),
        sections=_sections(plan, {}, {}),
        observed={},
        findings=[],
        areas={name: AreaRecord(judgement=_NOT_JUDGED, title=a.title, reasons=[reason], decided_by=[]) for name, a in book.areas.items()},
        overall=OverallRecord(judgement=_NOT_JUDGED, reasons=[reason], decided_by=[],
                              to_reach_next=["Save the plan from its own template as Word, or tell us which template it is."]),
        trace=Trace(),
        advice_listed=_advice(plan),
        residue=_residue(plan),
    )


def _tool(rulebook: Rulebook) -> Tool:
    packs = [PackRecord(name=p.name, version=p.version, law_as_at=p.law_as_at) for p in rulebook.packs]
    return Tool(name="qa_engine", version=__version__, rule_packs=packs)


def _document(plan: Plan) -> DocumentRecord:
    met = asdict(plan.hazards)
    reading = Reading(format=plan.format, residue=[words for words, _, _ in plan.residue], unplaced_share=round(plan.unplaced, 4), **met)
    return DocumentRecord(name=plan.name, sha256=plan.sha256, state=plan.state, readable=not plan.why_not,  # type: ignore[arg-type]
                          why_not=plan.why_not, reading=reading)


def _subject(plan: Plan) -> SubjectRecord:
    s = plan.subject
    return SubjectRecord(name=s.name, known_as=s.known_as, dob=_iso(s.dob), age_at_issue=s.age, year_group=s.year_group,
                         computed_year=s.computed_year, pronouns=s.pronouns, year=s.year, other_names=list(s.other_names),
                         in_care=s.in_care, social_care_status=s.social_care_status)


def _particulars(plan: Plan) -> PlanRecord:
    p = plan.particulars
    return PlanRecord(authority=p.authority, status=p.status, issue_date=_iso(p.issue_date), review_due=_iso(p.review_due),
                      setting=p.setting, first_issue=_iso(p.first_issue), officer=p.officer, signed=p.signed)


def _advice(plan: Plan) -> list[AdviceRecord]:
    return [AdviceRecord(item=a.item, title=a.title, author=a.author, role=a.role, service=a.service, date=_iso(a.date),
                         attached=a.attached) for a in plan.advice]


def _residue(plan: Plan) -> list[ResidueRecord]:
    return [ResidueRecord(words=words, section=section, item=item) for words, section, item in plan.residue]


def _iso(value: object) -> str | None:
    return str(value) if value is not None else None


def _sections(plan: Plan, observed: dict[str, dict[str, Value]], served_by: dict[str, list[str]]) -> dict[str, SectionRecord]:
    return {
        letter: SectionRecord(status=section.status, label_present=section.label_present,  # type: ignore[arg-type]
                              items=[_item(i, observed.get(i.id, {}), served_by.get(i.id, [])) for i in section.items])
        for letter, section in plan.sections.items()
    }


def _item(item: Item, observed: dict[str, Value], served_by: list[str]) -> ItemRecord:
    return ItemRecord(id=item.id, kind=item.kind, text=item.text, area_of_need=item.area, headings=list(item.headings), where=item.where,
                      observed=observed, serves=list(item.serves), served_by=served_by, columns=list(item.columns), label=item.label)


def _served_by(plan: Plan, seen: Observation) -> dict[str, list[str]]:
    """Item id to the ids of items that serve it: said by the document, or by the thread."""
    served: dict[str, list[str]] = {}
    for item in plan.items():
        for other in item.serves:
            served.setdefault(other, []).append(item.id)
    for row in seen.thread.rows:
        for other in (*row.outcomes, *row.provision):
            if other not in served.setdefault(row.need, []):
                served[row.need].append(other)
    return served
