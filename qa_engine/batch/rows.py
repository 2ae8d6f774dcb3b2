"""What the reports of a batch keep of one record: grades, figures and the rules that fired, not a word of the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from qa_engine.errors import QaError
from qa_engine.judge.measures import share

NOT_JUDGED = "Not judged"


@dataclass(frozen=True, slots=True)
class Row:
    """One plan. `provision` and `outcomes` are (specific, all) of Sections F and E; `rules` counts findings by (rule, title, severity)."""

    sha256: str
    overall: str
    stability: str
    areas: dict[str, str]
    provision: tuple[int, int]
    outcomes: tuple[int, int]
    rules: Counter[tuple[str, str, str]]
    state: str
    year: str
    issued: str
    authority: str
    why_not: str

    @property
    def judged(self) -> bool:
        return self.overall != NOT_JUDGED

    def severity(self, name: str) -> int:
        """How many findings of this severity."""
        return sum(count for (_, _, severity), count in self.rules.items() if severity == name)


def case_id(sha256: str) -> str:
    """The name of a case that tells nothing of the child; the same file has the same one."""
    return f"case-{sha256[:12]}"


def read_row(path: Path) -> Row:
    """The row of a record on disk. Raises QaError."""
    try:
        record = _Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise QaError(f"{path.name}: this record in audits was changed or cannot be read; delete it and run the batch again") from None
    return _row(record)


class _Loose(BaseModel):
    """Only the fields needed here, so that a record of 100 kB is read in well under a millisecond."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Document(_Loose):
    sha256: str
    state: str
    why_not: str


class _Subject(_Loose):
    year_group: str | None
    computed_year: int | None


class _Plan(_Loose):
    authority: str | None
    issue_date: str | None


class _Seen(_Loose):
    specific: bool | None = None


class _Item(_Loose):
    observed: _Seen


class _Section(_Loose):
    items: list[_Item]


class _Finding(_Loose):
    rule: str
    title: str
    severity: str
    strength: bool


class _Grade(_Loose):
    judgement: str
    stability: str


class _Record(_Loose):
    document: _Document
    subject: _Subject
    plan: _Plan
    sections: dict[str, _Section]
    findings: list[_Finding]
    areas: dict[str, _Grade]
    overall: _Grade


def _row(record: _Record) -> Row:
    document, subject, plan = record.document, record.subject, record.plan
    return Row(
        sha256=document.sha256,
        overall=record.overall.judgement,
        stability=record.overall.stability,
        areas={name: area.judgement for name, area in record.areas.items()},
        provision=_specific(record.sections.get("F")),
        outcomes=_specific(record.sections.get("E")),
        rules=Counter((f.rule, f.title, f.severity) for f in record.findings if not f.strength),
        state=document.state,
        year=subject.year_group or ("" if subject.computed_year is None else str(subject.computed_year)),
        issued=plan.issue_date or "",
        authority=plan.authority or "",
        why_not=document.why_not,
    )


def _specific(section: _Section | None) -> tuple[int, int]:
    seen = [item.observed.specific for item in section.items if item.observed.specific is not None] if section else []
    return sum(seen), len(seen)


def percent(part_of: tuple[int, int]) -> str:
    """Whole percentage as the judgement rules reckon it, or "" of nothing."""
    found = share(*part_of)
    return "" if found is None else str(found)
