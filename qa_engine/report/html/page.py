"""What the page shows, made ready for the template: plain values in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from qa_engine.model.audit import Finding
from qa_engine.model.record import AreaRecord, AuditRecord
from qa_engine.report.html.passages import Note, Part, parts_of
from qa_engine.report.html.thread import TITLES, ThreadView, thread_of
from qa_engine.report.html.words import AUDIENCES, GRADES, KINDS, LINKS, Sign, kind_of
from qa_engine.report.views import Seen

if TYPE_CHECKING:
    from qa_engine.since import Since


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was met: its reasons in law or practice once, and the notes that rest on it."""

    id: str
    title: str
    sign: Sign
    references: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area with how many open points of each kind it has."""

    name: str
    record: AreaRecord
    sign: Sign
    counts: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template may use."""

    record: AuditRecord
    seen: Seen
    title: str
    facts: Sequence[tuple[str, str]]
    grade: Sign
    firm: str
    counts: Sequence[tuple[Sign, int]]
    areas: Sequence[Area]
    thread: ThreadView
    parts: Sequence[Part]
    rules: Sequence[Rule]
    statutory: Sequence[Rule]
    changes: Sequence[tuple[str, str, Sequence[tuple[str, str, Sequence[Finding]]]]]
    since: Since | None
    met: str
    kinds: Mapping[str, Sign]
    grades: Mapping[str, Sign]
    audiences: Mapping[str, str]
    links: Mapping[str, str]
    columns: Mapping[str, str]


def page_of(seen: Seen, since: Since | None) -> Page:
    """The page of a record as one reader sees it."""
    record = seen.record
    parts = parts_of(seen)
    rules = list(_rules(parts))
    subject = record.subject.name or "name not found"
    whole = record.overall
    return Page(
        record=record, seen=seen, title=f"EHC plan check: {subject}", facts=list(_facts(record)),
        grade=GRADES[whole.judgement], firm="" if whole.judgement == "Not judged" else whole.stability,
        counts=[(sign, sum(kind_of(f) == kind for f in record.findings)) for kind, sign in KINDS.items()],
        areas=[Area(n, a, GRADES[a.judgement], _counts(n, record.findings)) for n, a in record.areas.items()],
        thread=thread_of(record), parts=parts, rules=rules, statutory=[r for r in rules if r.sign is KINDS["statutory"]], met=_met(record),
        changes=list(_changes(since)) if since else [], since=since,
        kinds=KINDS, grades=GRADES, audiences=AUDIENCES, links=LINKS, columns=TITLES,
    )


def day(text: str | None) -> str:
    """An ISO date as people write it; other text (a year alone, after names were replaced) as it is."""
    try:
        when = date.fromisoformat(text or "")
    except ValueError:
        return text or ""
    return f"{when.day} {when:%B %Y}"


def _facts(record: AuditRecord) -> Iterator[tuple[str, str]]:
    subject, plan = record.subject, record.plan
    age = str(subject.age_at_issue) if subject.age_at_issue is not None else ""
    told = [("Child or young person", subject.name or "name not found"), ("Date of birth", day(subject.dob)), ("Age at issue", age),
            ("Year group", subject.year_group or ""), ("Authority", plan.authority or "not found"), ("Setting", plan.setting or ""),
            ("State", record.document.state.replace("unknown", "not stated")), ("Issued", day(plan.issue_date)),
            ("Review due", day(plan.review_due)),
            ("File", record.document.name)]
    return ((name, value) for name, value in told if value)


def _rules(parts: Sequence[Part]) -> Iterator[Rule]:
    """In the order of their gravity, then of their ids."""
    notes = [n for part in parts for n in (*part.notes, *(n for p in part.passages for n in p.notes))]
    order = list(KINDS.values())
    ordered = sorted(notes, key=lambda n: (order.index(n.sign), n.finding.rule, n.number))
    for rule, same in groupby(ordered, key=lambda n: n.finding.rule):
        group = tuple(same)
        yield Rule(rule, group[0].finding.title, group[0].sign, group[0].finding.references, group)


def _counts(area: str, findings: Sequence[Finding]) -> str:
    mine = [kind_of(f) for f in findings if f.area == area]
    words = {"statutory": "statutory", "significant": "significant", "practice": "of practice", "strength": "done well"}
    return ", ".join(f"{n} {words[kind]}" for kind in KINDS if (n := mine.count(kind)))


def _changes(since: Since) -> Iterator[tuple[str, str, Sequence[tuple[str, str, Sequence[Finding]]]]]:
    for name, sign, findings in (("New", "+", since.new), ("Still there", "=", since.still), ("Fixed", "✓", since.fixed)):
        ordered = sorted(findings, key=lambda f: f.rule)
        groups = [list(same) for _, same in groupby(ordered, key=lambda f: f.rule)]
        yield name, sign, [(group[0].rule, group[0].title, group) for group in groups]


def _met(record: AuditRecord) -> str:
    r = record.document.reading
    told = [("tracked insertions", r.insertions), ("tracked deletions", r.deletions), ("struck texts", len(r.struck)),
            ("hidden texts", len(r.hidden)), ("comments", r.comments), ("text boxes", r.text_boxes), ("images", r.images),
            ("parts not read", len(r.unread)), ("left-over template texts", len(r.residue))]
    return "; ".join(f"{name}: {count}" for name, count in told if count) or "nothing unusual was met"
