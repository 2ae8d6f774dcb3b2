"""The words of a comment: what was found, why, how to put it right; and at the top, the judgement and what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qa_engine.mark.choose import MOST_OF_THE_WHOLE, Choice, Remark
from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord

_GRADES = {"RI": "Requires Improvement"}
_FIRST = 3


class Line(NamedTuple):
    """A paragraph of a comment: a lead in bold, then plain words."""

    bold: str
    plain: str = ""


def remark_lines(remark: Remark) -> list[Line]:
    """One comment: each finding in turn."""
    return [line for finding in remark.findings for line in _finding(finding)]


def top_lines(record: AuditRecord, choice: Choice) -> list[Line]:
    """The comment at the top of the plan."""
    whole = record.overall
    firm = "" if whole.judgement == "Not judged" else f" ({whole.stability})"
    lines = [Line(f"Overall: {_GRADES.get(whole.judgement, whole.judgement)}{firm}")]
    lines += [Line("", f"– {reason}") for reason in whole.reasons]
    lines += _titled("Do first", [f"{n}. {step}" for n, step in enumerate(whole.do_first[:_FIRST] or whole.to_reach_next[:_FIRST], 1)])
    if choice.whole:
        lines.append(Line("The plan as a whole"))
        lines += [line for finding in choice.whole[:MOST_OF_THE_WHOLE] for line in _finding(finding)]
    lines += _titled("Not shown as comments", _left_out(choice))
    return [*lines, Line("", "A check by rules, to be confirmed by people.")]


def _finding(finding: Finding) -> Iterator[Line]:
    yield Line(f"{finding.rule}  {finding.title}", "" if finding.strength else f" ({_kind(finding)})")
    yield Line("", finding.message)
    if finding.references:
        yield Line("Why: ", "; ".join(finding.references))
    if finding.advice:
        yield Line("Worth keeping: " if finding.strength else "Put right: ", finding.advice)


def _kind(finding: Finding) -> str:
    kind = {"statutory": "apparent statutory point", "significant": "significant", "practice": "good practice"}[finding.severity]
    return f"{kind}; possible, please check" if finding.confidence == "possible" else kind


def _titled(title: str, entries: Sequence[str]) -> Iterable[Line]:
    return [Line(title), *(Line("", entry) for entry in entries)] if entries else []


def _left_out(choice: Choice) -> list[str]:
    further = max(0, len(choice.whole) - MOST_OF_THE_WHOLE)
    counts = [f"Section {section}: {count}" if section else f"outside the sections: {count}" for section, count in choice.left_out.items()]
    counts += [f"the plan as a whole: {further}"] if further else []
    total = sum(choice.left_out.values()) + further
    if not total:
        return []
    return [f"{total} further {'point' if total == 1 else 'points'} ({'; '.join(counts)}). The report of the audit lists them all."]
