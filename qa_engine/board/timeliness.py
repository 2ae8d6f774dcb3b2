"""Statutory time limits, reckoned from the dates of the council's own list. They stand beside quality and never in place of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from qa_engine.statistics.intervals import wilson
from qa_engine.statistics.sizes import FEW
from qa_engine.store.model import Case

LIMITS = (
    "Dates are those of the council's list, taken as they stand; each case counts once, as last audited. Weeks are counted in calendar "
    "days.",
    "The regulations allow exceptions (such as school holidays, absence from the area, a missed appointment); the list cannot show "
    "them, so a plan counted here as late may have been in time in law.",
    "A plan without the dates that a measure needs is counted as not known, and neither as on time nor as late. Reviews that were "
    "not held have no date, so the share of reviews on time is of those that were held.",
    "Time limits stand beside quality and never in place of it: a plan on time can still be a weak plan.",
)
_REVIEWS = ("annual review", "phase transfer")


@dataclass(frozen=True, slots=True)
class Measure:
    """A time limit: from the date in one column to that in another, in days; `kinds` are the kinds of plan that it is not asked of."""

    key: str
    name: str
    law: str
    start: str
    end: str
    days: int
    not_of: tuple[str, ...] = ()


MEASURES = (
    Measure("decision", "Decision whether to assess, within 6 weeks of the request", "SEND Regulations 2014, regulation 5(1)",
            "request", "decision", 42, _REVIEWS),
    Measure("advice", "Advice in, within 6 weeks of being asked for", "SEND Regulations 2014, regulation 8(1)",
            "advice requested", "advice", 42),
    Measure("draft", "Draft sent, within 16 weeks of the request",
            "A milestone: regulation 10(1) sets 16 weeks for telling the family that no plan will be issued",
            "request", "draft", 112, _REVIEWS),
    Measure("issue", "Final plan, within 20 weeks of the request", "SEND Regulations 2014, regulation 13(2)",
            "request", "issue", 140, _REVIEWS),
    Measure("review", "Annual review held by its date, 12 months after the plan or the last review",
            "Children and Families Act 2014, section 44(1)", "review due", "review held", 0),
    Measure("notice", "Decision after the review told within 4 weeks of the meeting", "SEND Regulations 2014, regulation 20(10)",
            "review held", "review decision", 28),
    Measure("amended", "Amended plan, within 12 weeks of the review meeting", "SEND Regulations 2014, regulations 20(10) and 22(3)",
            "review held", "issue", 84, ("new", "")),
)
DATES = tuple(dict.fromkeys(column for m in MEASURES for column in (m.start, m.end)))
# What cannot come before what. A review may well be held before it is due, and advice asked for before the decision.
_ORDER = (
    ("request", "decision"), ("request", "advice requested"), ("request", "draft"), ("request", "issue"), ("decision", "draft"),
    ("decision", "issue"), ("draft", "issue"), ("advice requested", "advice"), ("review held", "review decision"),
)


@dataclass(frozen=True, slots=True)
class Timed:
    """A measure over all plans that it is asked of. `counted` have both dates, `on_time` of them are within the limit; `median` is of
    their days from the first date to the second (for reviews, from the date due: below zero is early); None of nothing. `not_known` lack
    a date; `impossible` have dates in an order that cannot be."""

    measure: Measure
    counted: int
    on_time: int
    median: float | None
    not_known: int
    impossible: int

    @property
    def share(self) -> float | None:
        """On time of those counted, 0 to 1; None of nothing."""
        return self.on_time / self.counted if self.counted else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share, 0 to 1."""
        return wilson(self.on_time, self.counted)

    @property
    def few(self) -> bool:
        """Fewer than five plans counted: a board is not shown the figures."""
        return self.counted < FEW


@dataclass(frozen=True, slots=True)
class Disorder:
    """Dates of a plan that cannot be: `later` is said to have come before `earlier`."""

    case: str
    earlier: str
    later: str

    def line(self) -> str:
        """In words, without the dates."""
        return f"{self.case}: the date of “{self.later}” is before that of “{self.earlier}”; correct the list"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """All measures over `plans` plans, in the order of the process; `disorders` by case. `any_dates` is False where no plan had a date."""

    plans: int
    timed: tuple[Timed, ...]
    disorders: tuple[Disorder, ...]
    any_dates: bool


@dataclass(frozen=True, slots=True)
class Span:
    """How a plan stands to a measure: `how` is on time, late, not known, impossible or not asked; `days` only of the first two."""

    how: str
    days: int | None = None


def timeliness(cases: Iterable[Case]) -> Timeliness:
    """The measures over these plans; a plan audited more than once (the same `ref`, or the same file) counts once, as last audited."""
    last: dict[str, tuple[tuple[str, str], str, Mapping[str, str]]] = {}
    for case in cases:
        key = case.ref or case.sha256
        if key not in last or last[key][0] <= (case.month, case.run):
            last[key] = ((case.month, case.run), case.case, {column: case.about.get(column, "") for column in (*DATES, "kind")})
    abouts = [about for _, _, about in last.values()]
    disorders = sorted((d for _, name, about in last.values() for d in _disorders(name, about)), key=lambda d: (d.case, d.later, d.earlier))
    timed = tuple(_timed(measure, abouts) for measure in MEASURES)
    return Timeliness(len(last), timed, tuple(disorders), any(about[column] for about in abouts for column in DATES))


def span(measure: Measure, about: Mapping[str, str]) -> Span:
    """How a plan with these columns stands to a measure."""
    if about.get("kind", "") in measure.not_of:
        return Span("not asked")
    start, end = about.get(measure.start, ""), about.get(measure.end, "")
    if not (start and end):
        return Span("not known")
    if (measure.start, measure.end) in _disordered(about):
        return Span("impossible")
    if measure.key == "amended" and end < start:
        return Span("not known")  # issued before this review: the plan amended after an earlier one
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return Span("on time" if days <= measure.days else "late", days)


def disorders_of(case: Case) -> list[Disorder]:
    """What is wrong in the order of one plan's dates."""
    return sorted(_disorders(case.case, case.about), key=lambda d: (d.later, d.earlier))


def _disordered(about: Mapping[str, str]) -> set[tuple[str, str]]:
    kept = {column: about.get(column, "") for column in DATES}
    review = about.get("kind", "") in _REVIEWS
    return {(a, b) for a, b in _ORDER if kept[a] and kept[b] and kept[b] < kept[a] and not (review and a in ("request", "decision"))}


def _disorders(name: str, about: Mapping[str, str]) -> Iterator[Disorder]:
    return (Disorder(name, earlier, later) for earlier, later in _disordered(about))


def _timed(measure: Measure, abouts: Iterable[Mapping[str, str]]) -> Timed:
    spans = [span(measure, about) for about in abouts]
    days = sorted(s.days for s in spans if s.days is not None)
    how = [s.how for s in spans]
    return Timed(measure, len(days), how.count("on time"), float(median(days)) if days else None, how.count("not known"),
                 how.count("impossible"))
