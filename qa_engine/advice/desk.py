"""The review of a draft: plan and reports read, each report judged, each recommendation traced, and what goes back to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa_engine.advice.audit import AdviceAuditor
from qa_engine.advice.book import load_advice_book
from qa_engine.advice.checks import health_sections
from qa_engine.advice.coverage import coverage
from qa_engine.advice.letters import to_author, to_caseworker
from qa_engine.advice.model import AdviceDocument
from qa_engine.advice.points import author_points, caseworker_points, verdict
from qa_engine.advice.reading import name_words, read_advice
from qa_engine.advice.record import AdviceAudit, AdviceRecord, Letter, Review, TraceRow
from qa_engine.advice.trace import Trace, adviser, trace
from qa_engine.audit import Auditor
from qa_engine.errors import DocumentError, QaError
from qa_engine.model.plan import Plan, Subject
from qa_engine.observe import observe
from qa_engine.read import read

READERS = ("dco", "social-care", "qa-lead")
_KINDS = {"dco": ("health",), "social-care": ("social care",)}


class Desk:
    """Everything made ready once; belongs to one thread."""

    def __init__(self, auditor: Auditor):
        self._auditor = auditor
        self._judge = AdviceAuditor(load_advice_book(auditor.rulebook), auditor.lexicon)

    @classmethod
    def load(cls, packs: Sequence[Path] = ()) -> Desk:
        """The national rules with local packs over them. Raises RuleError."""
        return cls(Auditor.load(packs))

    def advice(self, path: Path) -> AdviceAudit:
        """One report by itself. Raises DocumentError for a file that cannot be read."""
        return self.alone(self.report(path))

    def report(self, path: Path, subject: Subject | None = None) -> AdviceDocument:
        """One report as read; `subject` is the child as the plan knows them. Raises DocumentError."""
        names = tuple(n for n in (subject.name, subject.known_as) if n) if subject else ()
        return read_advice(read(path), self._auditor.lexicon, names)

    def together(self, reports: list[AdviceDocument], plan: Plan) -> tuple[tuple[AdviceAudit, ...], tuple[TraceRow, ...]]:
        """Reports about one child judged together, and traced into the child's plan. Their names must differ."""
        traced = trace(plan, reports, self._auditor.lexicon)
        return self._audits(reports, traced, plan), traced.rows

    def alone(self, report: AdviceDocument) -> AdviceAudit:
        """A report that was read, judged by itself."""
        return self._judge.audit(report)

    def review(self, plan_path: Path, advice_paths: Iterable[Path], reader: str = "dco") -> AdviceRecord:
        """The review of one draft. Raises DocumentError or QaError for the plan; a report that cannot be used is named in `not_done`."""
        audit = self._auditor.audit(plan_path)
        if audit.plan.why_not:
            raise QaError(f"{plan_path.name}: not judged: {audit.plan.why_not}")
        reports, not_done = self._reports(advice_paths, audit.plan)
        seen = observe(audit.plan, self._auditor.lexicon)
        traced = trace(audit.plan, reports, self._auditor.lexicon)
        audits = self._audits(reports, traced, audit.plan)
        return AdviceRecord(
            plan=audit.plan.name,
            child=audit.plan.subject.name,
            issue_date=_iso(audit.plan),
            advice_audits=audits,
            advice_trace=traced.rows,
            sources=traced.sources,
            shares=traced.shares,
            coverage=coverage(audit.plan, seen.advice, reports),
            health=health_sections(audit.plan, seen, audit.record, reader),
            review=_review(audit.plan, reports, audits, traced.rows, reader),
            not_done=tuple(not_done),
        )

    def _reports(self, paths: Iterable[Path], plan: Plan) -> tuple[list[AdviceDocument], list[str]]:
        usable: list[AdviceDocument] = []
        not_done: list[str] = []
        for path in paths:
            try:
                report = self.report(path, plan.subject)
            except DocumentError as error:
                not_done.append(f"{path.name}: {error}")
                continue
            why = report.why_not or other_child(report, plan.subject)
            if why:
                not_done.append(f"{path.name}: {why}")
            else:
                usable.append(report)
        return usable, not_done

    def _audits(self, reports: list[AdviceDocument], traced: Trace, plan: Plan) -> tuple[AdviceAudit, ...]:
        alike = Counter(r.particulars.kind for r in reports)
        return tuple(
            self._judge.audit(r, facts, plan.particulars.issue_date, alike[r.particulars.kind], plan.subject)
            for r, facts in zip(reports, traced.facts, strict=True)
        )


def other_child(report: AdviceDocument, subject: Subject) -> str:
    """Why a report is not about this child: the name or the date of birth differs. Empty where it is, or where it names nobody."""
    p = report.particulars
    theirs, ours = name_words((p.child, p.known_as)), name_words(tuple(n for n in (subject.name, subject.known_as) if n))
    if theirs and ours and not theirs & ours:
        return "the report names another child than the plan; check that it belongs here"
    if p.dob and subject.dob and p.dob != subject.dob:
        return "the date of birth in the report is not the one in the plan; check that it belongs here"
    return ""


def _review(
    plan: Plan, reports: list[AdviceDocument], audits: tuple[AdviceAudit, ...], rows: tuple[TraceRow, ...], reader: str
) -> Review:
    advisers = {r.name: adviser(r) for r in reports}
    own = [a for a in audits if reader not in _KINDS or a.kind in _KINDS[reader]]
    names = {a.document for a in own}
    telling = frozenset((a.document, s.id) for a in own for s in a.statements if s.observed.get("effect_stated"))
    points = caseworker_points((r for r in rows if r.advice in names), advisers, telling)
    authors = {a.document: author_points(a) for a in own}
    child = plan.subject.known_as or plan.subject.name or "the child"
    whole = plan.subject.name or child
    letters: list[Letter] = [to_caseworker(whole, plan.name, points, reader)] if points else []
    letters += [to_author(a, whole, authors[a.document]) for a in own if authors[a.document]]
    return Review(
        reader=reader,
        verdict=verdict(points, authors),
        to_caseworker=points,
        to_authors={k: v for k, v in authors.items() if v},
        letters=tuple(letters),
    )


def _iso(plan: Plan) -> str | None:
    day = plan.particulars.issue_date
    return str(day) if day else None
