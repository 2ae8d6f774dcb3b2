"""Three strengths and three priorities with the plan's words, and, apart, every point of quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord, ItemRecord
from qa_engine.report.views import SEVERITIES, Seen
from qa_engine.report.word.build import Cell, Table, cell, run
from qa_engine.report.word.paper import UPRIGHT, Paper
from qa_engine.report.word.words import counted, evidence, items_of, sources, words_at

_MOST = 3
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Priority:
    """What to do first, and the finding that shows why, if one does."""

    words: str
    finding: Finding | None


def write_strengths(paper: Paper, seen: Seen) -> None:
    """What works well, then what to do first."""
    items = items_of(seen.record)
    paper.heading("4. Strengths and priorities")
    paper.heading("What works well", 2)
    chosen = list(strengths(seen.record))
    for n, (words, finding) in enumerate(chosen, 1):
        said = bool(finding and words_at(finding, items))
        paper.say(words, "Numbered", lead=f"{n}.", keep=said)
        if finding and said:
            paper.say(evidence(finding, items), "Quote")
    if not chosen:
        paper.say("The rules found no strength to name. The auditors may.")
    paper.heading("What to do first", 2)
    for n, priority in enumerate(priorities(seen), 1):
        _priority(paper, n, priority, items)


def strengths(record: AuditRecord) -> Iterator[tuple[str, Finding | None]]:
    """At most three: the ones that the judgement names, then others that were found."""
    found = {f.message: f for f in record.findings if f.strength}
    yield from [(words, found.get(words)) for words in dict.fromkeys((*record.overall.works_well, *found))][:_MOST]


def priorities(seen: Seen) -> list[Priority]:
    """At most three: the ones that the judgement names, each with the point that weighs most in its area; else the gravest points."""
    left = sorted(seen.faults, key=lambda f: SEVERITIES.index(f.severity))
    named = [Priority(words, _example(words, seen.record, left)) for words in seen.record.overall.do_first[:_MOST]]
    return named or [Priority(f.message, f) for f in _one_a_rule(left)[:_MOST]]


def write_quality(paper: Paper, seen: Seen) -> None:
    """Points that are not statutory, a row for each rule."""
    chosen = [f for f in seen.faults if f.severity != "statutory"]
    paper.heading("11. Points of quality")
    if not chosen:
        paper.say("None was found.")
        return
    paper.say(f"{counted(len(chosen), 'point')} that are not statutory. Significant ones weigh in the grades; practice points are advice.",
              keep=True)
    ordered = sorted(chosen, key=lambda f: (f.severity == "practice", f.rule))
    rows = [_quality(list(group)) for _, group in groupby(ordered, key=lambda f: f.rule)]
    told = "A row for each rule: weight, the point, where, and how to put it right."
    paper.table(Table("Points of quality", told, (16, 22, 68, UPRIGHT - 106), rows,
                      ("Rule", "Weight", "The point and where", "How to put it right")))


def _priority(paper: Paper, number: int, priority: Priority, items: Mapping[str, ItemRecord]) -> None:
    finding = priority.finding
    paper.say(priority.words, "Numbered", lead=f"{number}.", keep=finding is not None)
    if finding is None:
        return
    if finding.message != priority.words:
        paper.say(finding.message, "Detail", lead="For example:", keep=True)
    paper.say(evidence(finding, items), "Quote", keep=True)
    paper.say(finding.advice, "Detail", lead="How to put it right:", keep=True)
    paper.say(f"{finding.rule}. {sources(finding)}", "Detail", lead="Rule and source:")


def _example(words: str, record: AuditRecord, left: list[Finding]) -> Finding | None:
    """The first finding of the rule met most often in the area that `words` begin with; each finding serves once."""
    area = next((name for name, a in record.areas.items() if words.startswith(f"{a.title}:")), None)
    mine = [f for f in left if f.area == area]
    if not mine:
        return None
    often = Counter(f.rule for f in mine)
    chosen = min(mine, key=lambda f: (SEVERITIES.index(f.severity), -often[f.rule]))
    left[:] = [f for f in left if f.rule != chosen.rule]
    return chosen


def _one_a_rule(findings: Sequence[Finding]) -> list[Finding]:
    return list({f.rule: f for f in reversed(findings)}.values())[::-1]


def _quality(group: list[Finding]) -> list[Cell]:
    """The messages of a rule differ only where they name words: each is told once, with its places."""
    told: dict[str, list[str]] = {}
    for finding in group:
        told.setdefault(finding.message, []).append(finding.item or finding.where)
    lines = [run(message) + run(f" ({_places(where)})", "Emphasis") for message, where in list(told.items())[:_PLACES]]
    if len(told) > _PLACES:
        lines.append(run(f"and {len(told) - _PLACES} more: {_places([w for where in list(told.values())[_PLACES:] for w in where])}"))
    return [cell(group[0].rule), cell(group[0].severity), cell(*lines), cell(group[0].advice)]


def _places(where: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(where))
