"""The audit of one advice report: facts, findings by rule, grade by rule, as a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from qa_engine.advice.book import AdviceBook
from qa_engine.advice.facts import AdviceFacts, observe_advice_facts, subject_of
from qa_engine.advice.model import ASKED, AdviceDocument
from qa_engine.advice.record import AdviceAudit, AdviceFinding, Grade, StatementRecord
from qa_engine.advice.vocabulary import AdviceDocumentFact, AdviceFactOf, AdviceStatementFact, as_fields
from qa_engine.advice.whole import observe_whole
from qa_engine.inference import Firing, Inference, Pattern
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import Subject
from qa_engine.rulebook.conditions import patterns, placeholders

_ORDER: tuple[Grade, ...] = ("Inadequate", "RI", "Good")
_FAMILY = "What the family writes is theirs and is not graded."
_SHOWN = (
    "needs",
    "outcomes",
    "provisions",
    "effect",
    "child_voice",
    "family_story",
    "provisions_amount_share",
    "provision_among_needs",
    "jargon",
    "sweep",
    "unknown",
    "waiting",
    "days_to_answer",
    "months_old",
    "school_named",
    "adulthood",
    "year_nine",
    "coordinated",
    "failings",
)
_OF_STATEMENT = ("specific", "amount", "effect_stated", "among_needs", "teaches", "measurable", "time_bound")


class AdviceAuditor:
    """The rules about advice made ready once; belongs to one thread."""

    def __init__(self, book: AdviceBook, lexicon: Lexicon):
        self._book = book
        self._lexicon = lexicon
        self._rules = Inference({r.id: patterns(r.when, r.any_of, r.unless) for r in book.rules.values()})
        self._grades = Inference({r.id: [Pattern(r.when, r.unless)] for r in book.grades.values()})

    def audit(
        self,
        advice: AdviceDocument,
        facts: AdviceFacts | None = None,
        on: date | None = None,
        alike: int = 1,
        child: Subject | None = None,
    ) -> AdviceAudit:
        """Judge one report. `on` is the plan's issue date, `alike` how many reports of its kind there are,
        `child` is as the plan knows them."""
        if advice.why_not:
            return _unjudged(advice, advice.why_not)
        known = _known(advice, child)
        told = self.observe(known, facts, on, alike)
        whole = told[0]
        assert isinstance(whole, AdviceDocumentFact)
        given = [as_fields(f) for f in told]
        fired = self._grades.evaluate(given)
        return self._record(known, told, self._findings(given) if whole.professional else (), fired, given)

    def observe(
        self, advice: AdviceDocument, facts: AdviceFacts | None = None, on: date | None = None, alike: int = 1
    ) -> list[AdviceFactOf]:
        """What the rules are asked of: the facts of the whole first, then of each statement and of words that stand out."""
        seen = facts or observe_advice_facts(advice, subject_of(advice), self._lexicon)
        whole, *others = observe_whole(advice, seen, self._lexicon, on)
        assert isinstance(whole, AdviceDocumentFact)
        return [replace(whole, reports_of_kind=alike), *others]

    def _findings(self, given: Sequence[Mapping[str, Any]]) -> tuple[AdviceFinding, ...]:
        made = [self._finding(firing, given) for firing in self._rules.evaluate(given)]
        # What is done well is told once; a weakness once for each passage.
        return tuple({(f.rule, "" if f.strength else f.quote): f for f in reversed(made)}.values())[::-1]

    def _finding(self, firing: Firing, given: Sequence[Mapping[str, Any]]) -> AdviceFinding:
        rule = self._book.rules[firing.rule]
        facts = {alias: given[at] for alias, at in firing.facts.items()}
        quoted = next((f for f in facts.values() if f["words"]), None)
        return AdviceFinding(
            rule=rule.id,
            title=rule.title,
            severity=rule.severity,
            strength=rule.strength,
            quote=quoted["words"] if quoted else "",
            where=str(quoted.get("where") or "") if quoted else "",
            message=_put(rule.message, facts),
            advice=_put(rule.advice, facts),
            references=self._book.cited(rule),
        )

    def _record(
        self,
        advice: AdviceDocument,
        told: list[AdviceFactOf],
        findings: tuple[AdviceFinding, ...],
        fired: Sequence[Firing],
        given: Sequence[Mapping[str, Any]],
    ) -> AdviceAudit:
        whole = told[0]
        assert isinstance(whole, AdviceDocumentFact)
        rules = [self._book.grades[f.rule] for f in fired]
        grade: Grade = min((_grade(r.grade) for r in rules), key=_ORDER.index, default="Good") if whole.professional else "Not judged"
        decisive = [(f, r) for f, r in zip(fired, rules, strict=True) if r.grade == grade]
        reasons = tuple(_put(r.reason, {a: given[n] for a, n in f.facts.items()}) for f, r in decisive) or _good(whole)
        return AdviceAudit(
            **_head(advice),
            why_not="",
            grade=grade,
            reasons=reasons,
            decided_by=tuple(r.id for _, r in decisive),
            to_reach_next=tuple(dict.fromkeys(r.lift for _, r in decisive if r.lift)),
            findings=findings,
            statements=_statements(advice, told),
            observed={k: getattr(whole, k) for k in _SHOWN},
        )


def _grade(text: str) -> Grade:
    return "Inadequate" if text == "Inadequate" else "RI"


def _good(whole: AdviceDocumentFact) -> tuple[str, ...]:
    if not whole.professional:
        return (_FAMILY,)
    if whole.unknown:
        return ("The service does not know the child, and says how that was checked.",)
    share = whole.provisions_amount_share
    return (
        f"It tells {whole.needs} needs and what they do to the child's day, and {whole.provisions} recommendations, "
        f"{share if share is not None else 0} % of them with an amount or a frequency.",
    )


def _known(advice: AdviceDocument, child: Subject | None) -> AdviceDocument:
    """The report with what the plan says of the child, where it does not print it."""
    if child is None:
        return advice
    p = advice.particulars
    filled = replace(p, child=p.child or child.name or "", known_as=p.known_as or child.known_as or "", dob=p.dob or child.dob)
    return replace(advice, particulars=filled)


def _head(advice: AdviceDocument) -> dict[str, Any]:
    p = advice.particulars
    return {
        "document": advice.name,
        "sha256": advice.sha256,
        "kind": p.kind,
        "title": p.title,
        "author": p.author,
        "role": p.role,
        "service": p.service,
        "registration": p.registration,
        "requested": str(p.requested) if p.requested else None,
        "date": str(p.date) if p.date else None,
        "child": p.child,
        "dob": str(p.dob) if p.dob else None,
    }


def _unjudged(advice: AdviceDocument, why: str) -> AdviceAudit:
    return AdviceAudit(
        **_head(advice),
        why_not=why,
        grade="Not judged",
        reasons=(why,),
        decided_by=(),
        to_reach_next=(),
        findings=(),
        statements=(),
        observed={},
    )


def _statements(advice: AdviceDocument, told: list[AdviceFactOf]) -> tuple[StatementRecord, ...]:
    facts = {f.item: f for f in told if isinstance(f, AdviceStatementFact)}
    return tuple(
        StatementRecord(
            id=s.id,
            kind=s.kind,  # type: ignore[arg-type]
            text=s.text,
            where=s.where,
            observed={k: getattr(facts[s.id], k) for k in _OF_STATEMENT},
        )
        for s in advice.of(*ASKED)
    )


def _put(text: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    for name in placeholders(text):
        alias, _, field = name.partition(".")
        value = facts[alias][field]
        text = text.replace(f"{{{name}}}", ", ".join(value) if isinstance(value, tuple) else str(value))
    return text
