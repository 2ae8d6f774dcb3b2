"""A case out of a record's JSON: grades, figures and the rules that fired, not a word of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from qa_engine.errors import QaError
from qa_engine.pseudonyms import case_id
from qa_engine.store.model import ABOUT, Case, FindingRow, Piece

_SECTIONS = ("B", "C", "D", "E", "F", "G", "H1", "H2")
_KINDS = ("need", "outcome", "provision")


class _Loose(BaseModel):
    """Only the fields needed here, so that a record of 100 kB is read in about a millisecond."""

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
    what: bool | None = None
    who: bool | None = None
    how_much: bool | None = None
    how_often: bool | None = None
    contributor: str | None = None
    no_reply: bool | None = None


class _Item(_Loose):
    id: str
    kind: str
    observed: _Seen


class _Section(_Loose):
    items: list[_Item]


class _Finding(_Loose):
    rule: str
    title: str
    area: str
    section: str | None
    item: str | None
    severity: str
    strength: bool
    confidence: str


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


def case_of(record: bytes, run: str = "", month: str = "", about: Mapping[str, str] | None = None, ref: str = "", rules: str = "") -> Case:
    """The case of a record by the public contract, as JSON.

    `about` may lack columns; `ref` is from `ref_of`; `rules` is the run's. Raises QaError where the bytes are no audit record.
    """
    try:
        read = _Record.model_validate_json(record)
    except ValidationError:
        raise QaError("this is no audit record as the program writes it; it was changed or cut short") from None
    return _case(read, run, month, {column: (about or {}).get(column, "") for column in ABOUT}, ref, rules)


def _case(record: _Record, run: str, month: str, about: Mapping[str, str], ref: str, rules: str) -> Case:
    document, subject, plan = record.document, record.subject, record.plan
    return Case(
        run=run, month=month, case=case_id(document.sha256), ref=ref, sha256=document.sha256,
        overall=record.overall.judgement, stability=record.overall.stability,
        areas={name: area.judgement for name, area in record.areas.items()},
        findings=tuple(FindingRow(f.rule, f.title, f.area, f.section or "", f.item or "", f.severity, f.strength, f.confidence)
                       for f in record.findings),
        pieces=tuple(_pieces(record.sections)), about=about, services=_services(record.sections.get("K")),
        state=document.state, year=subject.year_group or ("" if subject.computed_year is None else str(subject.computed_year)),
        issued=plan.issue_date or "", authority=plan.authority or "", why_not=document.why_not, rules=rules)


def _pieces(sections: Mapping[str, _Section]) -> Iterator[Piece]:
    for letter in _SECTIONS:
        for item in sections[letter].items if letter in sections else ():
            if item.kind in _KINDS:
                seen = item.observed
                yield Piece(item.id, letter, item.kind, seen.specific, seen.what, seen.who, seen.how_much, seen.how_often)


def _services(section: _Section | None) -> tuple[str, ...]:
    """Services that section K lists, each once; one that was asked and did not reply contributed nothing."""
    entries = [item.observed for item in section.items] if section else []
    return tuple(sorted({seen.contributor for seen in entries if seen.contributor and not seen.no_reply}))
