"""Views for readers: a caseworker, a designated clinical officer, social care, a QA lead; each says what it leaves out and how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa_engine.model.audit import Finding
from qa_engine.model.plan import SECTIONS
from qa_engine.model.record import AreaRecord, AuditRecord

WORST_FIRST = ("Inadequate", "RI", "Not judged", "Good", "NA")
SEVERITIES = ("statutory", "significant", "practice")


@dataclass(frozen=True, slots=True)
class View:
    """How one reader wants a report.

    `audience` keeps the findings written for this reader (None keeps all). `sections` and `areas` come first, in this order; with `only`
    an area that is neither named nor has a finding for this reader is left out. `by` groups findings by section, as a drafter works, or by
    area, as an audit panel sits. `worst_first` puts the weakest areas on top.
    """

    title: str = ""
    audience: str | None = None
    by: Literal["section", "area"] = "section"
    sections: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    only: bool = False
    worst_first: bool = False


EVERYONE = View()
VIEWS = {
    "caseworker": View("a caseworker", "caseworker", worst_first=True),
    "dco": View("a designated clinical officer", "dco", sections=("C", "G"), only=True,
                areas=("health_needs", "health_provision", "advice", "golden_thread", "preparation_for_adulthood")),
    "social-care": View("social care", "social_care", sections=("D", "H1", "H2"), only=True,
                        areas=("social_care_needs", "social_care_provision", "advice", "golden_thread", "preparation_for_adulthood")),
    "qa-lead": View("a QA lead", "qa_lead", by="area"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as one reader sees it: `record` holds the view's open findings and areas in its order; accepted findings stand apart.

    `sections` is the order to report in. `left_out` says what the view does not show and how many.
    """

    view: View
    record: AuditRecord
    accepted: tuple[Finding, ...]
    sections: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def faults(self) -> list[Finding]:
        """Open findings that are not strengths."""
        return [f for f in self.record.findings if not f.strength]


def look(record: AuditRecord, view: View = EVERYONE) -> Seen:
    """The record through a view. Nothing is lost: the record given is not changed, and what is not shown is counted."""
    accepted = tuple(f for f in record.findings if f.accepted)
    meant = [f for f in record.findings if _for(f, view)]
    shown = [f for f in meant if f.accepted is None]
    sections = _first(view.sections, SECTIONS)
    areas = _areas(record, view, meant)
    kept = record.model_copy(update={"findings": _ordered(shown, view, sections, list(areas)), "areas": areas})
    others = [f for f in record.findings if not _for(f, view)]
    left_out = tuple(_left_out(view, others, [a.title for name, a in record.areas.items() if name not in areas]))
    return Seen(view, kept, accepted, sections, left_out)


def _for(finding: Finding, view: View) -> bool:
    return view.audience is None or not finding.audience or view.audience in finding.audience


def _first(first: Iterable[str], all_of: Iterable[str]) -> tuple[str, ...]:
    everything = list(all_of)
    return tuple(dict.fromkeys([*(name for name in first if name in everything), *everything]))


def _areas(record: AuditRecord, view: View, shown: Iterable[Finding]) -> dict[str, AreaRecord]:
    names = _first(view.areas, record.areas)
    if view.only:
        met = {f.area for f in shown}
        names = tuple(n for n in names if n in view.areas or n in met)
    if view.worst_first:
        names = tuple(sorted(names, key=lambda n: WORST_FIRST.index(record.areas[n].judgement)))
    return {name: record.areas[name] for name in names}


def _ordered(findings: Sequence[Finding], view: View, sections: Sequence[str], areas: Sequence[str]) -> list[Finding]:
    """By section or area; the order within them is the record's own."""
    if view.by == "area":
        return sorted(findings, key=lambda f: areas.index(f.area) if f.area in areas else len(areas))
    return sorted(findings, key=lambda f: sections.index(f.section) if f.section in sections else len(sections))


def _left_out(view: View, findings: Sequence[Finding], areas: Sequence[str]) -> Iterator[str]:
    faults = [f for f in findings if not f.strength]
    strengths = len(findings) - len(faults)
    if faults:
        graver = [f"{n} {severity}" for severity in SEVERITIES if (n := sum(f.severity == severity for f in faults))]
        yield f"{_count(len(faults), 'point')} for other readers ({', '.join(graver)})"
    if strengths:
        yield _count(strengths, "strength")
    if areas:
        yield f"{_count(len(areas), 'area')}: {', '.join(areas)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
