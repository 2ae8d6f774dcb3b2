"""Coverage: which advice regulation 6 asks for, what the plan lists, what was given here, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from qa_engine.advice.model import AdviceDocument
from qa_engine.advice.record import Coverage, Standing
from qa_engine.model.plan import Plan
from qa_engine.observe.advice import REQUIRED
from qa_engine.observe.dates_of_views import months_between
from qa_engine.vocabulary import AdviceFact

_SIX_WEEKS, _YEAR = 42, 12
_KIND = {"parent": REQUIRED[0], "young person": REQUIRED[0]}
_COUNTS_AS = {"therapy": "health", "sensory": "education"}


def coverage(plan: Plan, listed: Iterable[AdviceFact], reports: list[AdviceDocument]) -> tuple[Coverage, ...]:
    """A row for each report given, then for each kind that was not given: as section K lists it, or missing."""
    facts = list(listed)
    rows = [_given(r, facts, plan.particulars.issue_date) for r in reports]
    given = {row.kind for row in rows}
    return (*rows, *(_listed(kind, facts) for kind in REQUIRED if kind not in given))


def kind_in_law(report: AdviceDocument) -> str:
    """The kind of advice as regulation 6 names it."""
    return _KIND.get(report.particulars.kind, report.particulars.kind)


def _given(report: AdviceDocument, facts: list[AdviceFact], issue: date | None) -> Coverage:
    p, kind = report.particulars, kind_in_law(report)
    days = (p.date - p.requested).days if p.date and p.requested else None
    months = months_between(p.date, issue) if p.date and issue else None
    entry = next(_of(kind, facts), None)
    note = "" if entry else "Not listed in Section K."
    return Coverage(
        kind=kind,
        standing=_standing(p.date, days, months),
        document=report.name,
        listed_as=entry.words if entry else "",
        requested=str(p.requested) if p.requested else None,
        date=str(p.date) if p.date else None,
        days_to_answer=days,
        months_old=months,
        note=note,
    )


def _standing(day: date | None, days: int | None, months: int | None) -> Standing:
    if day is None:
        return "not dated"
    if months is not None and months >= _YEAR:
        return "out of date"
    return "late" if days is not None and days > _SIX_WEEKS else "in date"


def _listed(kind: str, facts: list[AdviceFact]) -> Coverage:
    entry = next(_of(kind, facts), None)
    if entry is None:
        return Coverage(
            kind=kind,
            standing="missing",
            document="",
            listed_as="",
            requested=None,
            date=None,
            days_to_answer=None,
            months_old=None,
            note="Neither given here nor listed in Section K.",
        )
    standing: Standing = "no reply" if entry.no_reply else "out of date" if entry.stale else "in date" if entry.dated else "not dated"
    return Coverage(
        kind=kind,
        standing=standing,
        document="",
        listed_as=entry.words,
        requested=None,
        date=None,
        days_to_answer=None,
        months_old=entry.months_old,
        note="Listed in Section K; the report was not given here.",
    )


def _of(kind: str, facts: list[AdviceFact]) -> Iterator[AdviceFact]:
    return (f for f in facts if f.listed and _COUNTS_AS.get(f.adviser, f.adviser) == kind)
