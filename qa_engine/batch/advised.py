"""What a batch says of its advice: a line for each report, and the figures of each service; groups under five have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from qa_engine.errors import QaError
from qa_engine.model.judgement import GRADES
from qa_engine.output import csv_line
from qa_engine.statistics.sizes import FEW

HEADER = ("report", "service", "kind", "grade", "requested", "dated", "days_to_answer", "plan", "recommendations", "kept", "weakened",
          "misplaced", "dropped", "why_not_traced")
FATES = ("kept", "weakened", "misplaced", "dropped")
OTHERS = "services with few reports, together"
_SIX_WEEKS = 42


class _Loose(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Audit(_Loose):
    document: str
    sha256: str
    kind: str
    service: str
    grade: str
    requested: str | None
    date: str | None
    observed: dict[str, Any]


class _Fated(_Loose):
    fate: str


class _Record(_Loose):
    plan: str
    why_not_traced: str
    advice_audits: tuple[_Audit, ...]
    advice_trace: tuple[_Fated, ...]


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """What is kept of one report. `service` is as printed, else the kind of advice; `days` is from request to report, None where either
    date is not printed; `fates` counts its recommendations where it was traced."""

    report: str
    service: str
    kind: str
    grade: str
    requested: str
    dated: str
    days: int | None
    plan: str
    fates: Counter[str]
    why_not_traced: str
    sha256: str = ""

    def line(self) -> str:
        """As in advice.csv."""
        traced = [sum(self.fates.values()), *(self.fates[fate] for fate in FATES)] if self.plan else [None] * (1 + len(FATES))
        return csv_line([self.report, self.service, self.kind, self.grade, self.requested, self.dated, self.days, self.plan, *traced,
                         self.why_not_traced])


def read_advice_row(path: Path) -> AdviceRow:
    """The row of a record in `advice/`. Raises QaError."""
    try:
        record = _Record.model_validate_json(path.read_bytes())
        audit = record.advice_audits[0]
    except (OSError, ValidationError, IndexError):
        raise QaError(f"{path.name}: this record in advice was changed or cannot be read; delete it and run the batch again") from None
    days = audit.observed.get("days_to_answer")
    return AdviceRow(audit.document, " ".join(audit.service.split()) or audit.kind, audit.kind, audit.grade, audit.requested or "",
                     audit.date or "", days if isinstance(days, int) else None, record.plan, Counter(r.fate for r in record.advice_trace),
                     record.why_not_traced, audit.sha256)


def advice_block(rows: Iterable[AdviceRow]) -> dict[str, Any]:
    """The figures of summary.json: of all reports, and of each service. Services under five reports stand together, with a larger one where
    they are still under five, so that nobody can reckon them from the rest."""
    groups: dict[str, tuple[str, list[AdviceRow]]] = {}
    for row in rows:
        groups.setdefault(row.service.casefold(), (row.service, []))[1].append(row)
    ordered = sorted(groups.values(), key=lambda group: (-len(group[1]), group[0]))
    shown, few = [g for g in ordered if len(g[1]) >= FEW], [g for g in ordered if len(g[1]) < FEW]
    if shown and 0 < sum(len(own) for _, own in few) < FEW:
        few.insert(0, shown.pop())
    every = [row for _, own in ordered for row in own]
    together = [row for _, own in few for row in own]
    services = [{"service": name, **_figures(own)} for name, own in shown]
    return {**_figures(every), "services": [*services, *([{"service": OTHERS, **_figures(together)}] if together else [])]}


def _figures(rows: Sequence[AdviceRow]) -> dict[str, Any]:
    """Counts; of fewer than five reports, only how many."""
    if len(rows) < FEW:
        return {"reports": len(rows), **({"suppressed": True} if rows else {})}
    timed = [row.days for row in rows if row.days is not None]
    grades = Counter(row.grade for row in rows)
    fates = Counter({fate: sum(row.fates[fate] for row in rows) for fate in FATES})
    return {"reports": len(rows), **{grade: grades[grade] for grade in reversed(GRADES)},
            "not_graded": sum(count for grade, count in grades.items() if grade not in GRADES),
            "dates_known": len(timed), "within_six_weeks": sum(days <= _SIX_WEEKS for days in timed),
            "traced": sum(bool(row.plan) for row in rows), "recommendations": {"all": fates.total(), **fates}}


def advice_lines(rows: Iterable[AdviceRow]) -> Iterator[str]:
    """Lines of advice.csv."""
    return (row.line() for row in rows)
