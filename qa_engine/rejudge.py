"""Judge a stored record again by the rules of today, without the document: the plan as far as the record holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from qa_engine.errors import QaError
from qa_engine.model.document import Hazards, Place
from qa_engine.model.plan import SECTIONS, Advice, Item, Particulars, Plan, Section, Subject
from qa_engine.model.record import AuditRecord, ItemRecord, Rejudged
from qa_engine.pseudonyms import CHILD, FAMILY, is_pseudonymous, pseudonymise

if TYPE_CHECKING:
    from qa_engine.audit import Auditor

# What stands for the pseudonyms while the plan is read again, so that rules on names still work: a name that nobody has, and the first of
# some listed first names that the plan does not hold, since a rule asks whether a "she" may be a named person.
_CHILD_STAND_IN = "Zephanor"
_FAMILY_STAND_INS = ("Hermione", "Clementine", "Thaddeus", "Barnaby", "Rhiannon")
_SPOT = re.compile(r"\((?:page (?P<page>\d+))?(?:, )?(?:table (?P<table>\d+), row (?P<row>\d+))?\)$")
_YEAR_ONLY = re.compile(r"\d{4}")
_NO_COLUMNS = "the record was made by an earlier version of this tool, which kept neither the cells of a row nor section K taken apart"


def rejudge(stored: bytes | str | Mapping[str, Any], auditor: Auditor) -> AuditRecord:
    """A new record of the same plan by the auditor's rules; it says in `rejudged` by what it was judged before. Raises QaError.

    A plan that could not be judged stays so. Audits of advice reports that were given with the plan are carried over as they are.
    """
    before = _read(stored)
    if before.document.why_not:
        return before.model_copy(update={"rejudged": _rejudged(before)})
    plan = plan_of(before)
    after = auditor.judged(plan)
    if is_pseudonymous(before.document.name, before.document.sha256):
        after = pseudonymise(after, plan)
    return after.model_copy(update={"rejudged": _rejudged(before), "advice_audits": before.advice_audits,
                                    "advice_trace": before.advice_trace, "advice_not_used": before.advice_not_used})


def plan_of(record: AuditRecord) -> Plan:
    """The plan that a record holds; pseudonyms become names that nobody has, so that rules on names still work."""
    if is_pseudonymous(record.document.name, record.document.sha256):
        record = AuditRecord.model_validate(_walk(record.model_dump(), _namer(record)))
    met = record.document.reading
    return Plan(
        name=record.document.name, sha256=record.document.sha256, state=record.document.state, subject=_subject(record),
        particulars=_particulars(record), sections=_sections(record), merged=_merged(record), advice=_advice(record),
        residue=tuple((r.words, r.section, r.item) for r in record.residue),
        hazards=Hazards(**{name: _frozen(getattr(met, name)) for name in Hazards.__slots__}),
        unplaced=met.unplaced_share, why_not=record.document.why_not, format=met.format)


def _read(stored: bytes | str | Mapping[str, Any]) -> AuditRecord:
    try:
        return AuditRecord.model_validate_json(stored) if isinstance(stored, bytes | str) else AuditRecord.model_validate(stored)
    except ValidationError:
        raise QaError("a stored record does not follow schemas/audit.schema.json; audit its plan again") from None


def _rejudged(before: AuditRecord) -> Rejudged:
    first = before.rejudged
    return first or Rejudged(tool=before.tool, overall=before.overall.judgement,
                             areas={name: area.judgement for name, area in before.areas.items()},
                             lacks=[_NO_COLUMNS] if before.advice_listed is None else [])


def _subject(record: AuditRecord) -> Subject:
    s = record.subject
    return Subject(name=s.name, known_as=s.known_as, dob=_birthday(record), year_group=s.year_group, pronouns=s.pronouns,
                   year=_year(record), computed_year=s.computed_year, age=s.age_at_issue, other_names=tuple(s.other_names),
                   in_care=s.in_care, social_care_status=s.social_care_status)


def _year(record: AuditRecord) -> int | None:
    return record.subject.year if record.subject.year is not None else record.subject.computed_year


def _birthday(record: AuditRecord) -> date | None:
    """The day, or a day in the printed year that gives the same age and school year at issue."""
    printed, issue = record.subject.dob or "", _day(record.plan.issue_date)
    if not _YEAR_ONLY.fullmatch(printed):
        return _day(printed)
    year, age, school = int(printed), record.subject.age_at_issue, record.subject.computed_year
    if issue is None:
        return date(year, 7, 1)
    likely = (_near(year, issue, born_after) for born_after in (False, True))
    days = [day for pair in likely for day in pair]
    return next((d for d in days if _fits(d, issue, age, school)), date(year, 7, 1))


def _near(year: int, issue: date, late: bool) -> tuple[date, date]:
    """A day of each half of the school year in this calendar year, before or after the day of issue."""
    return (date(year, 12, 31), date(year, 9, 1)) if late else (date(year, 1, 1), date(year, 8, 31))


def _fits(day: date, issue: date, age: int | None, school: int | None) -> bool:
    from qa_engine.language.dates import school_year, years_between

    return age in (None, years_between(day, issue)) and school in (None, school_year(day, issue))


def _particulars(record: AuditRecord) -> Particulars:
    p = record.plan
    return Particulars(authority=p.authority, status=p.status, issue_date=_day(p.issue_date), review_due=_day(p.review_due),
                       first_issue=_day(p.first_issue), setting=p.setting, officer=p.officer, signed=p.signed)


def _sections(record: AuditRecord) -> dict[str, Section]:
    blank = {letter: Section(letter) for letter in SECTIONS}
    return blank | {
        letter: Section(letter, section.status, section.label_present, items=tuple(_item(letter, item) for item in section.items))
        for letter, section in record.sections.items()}


def _item(letter: str, item: ItemRecord) -> Item:
    spot = _SPOT.search(item.where)
    places = (Place("", 0, **{name: int(number) for name, number in spot.groupdict().items() if number}),) if spot else ()
    return Item(item.id, letter, item.kind, item.text, item.area_of_need, tuple(item.headings), tuple(item.columns), item.label,
                serves=tuple(item.serves), places=places)


def _merged(record: AuditRecord) -> tuple[str, ...]:
    merged = record.observed.get("merged_sections")
    return tuple(merged) if isinstance(merged, list) else ()


def _advice(record: AuditRecord) -> tuple[Advice, ...]:
    return tuple(Advice(a.item, a.title, a.author, a.role, a.service, _day(a.date), a.attached) for a in record.advice_listed or ())


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _namer(record: AuditRecord) -> Callable[[str], str]:
    texts = [item.text for section in record.sections.values() for item in section.items]
    family = next((name for name in _FAMILY_STAND_INS if not any(name in text for text in texts)), _FAMILY_STAND_INS[-1])
    return lambda text: text.replace(CHILD, _CHILD_STAND_IN).replace(FAMILY, family)


def _walk(value: Any, rename: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return rename(value)
    if isinstance(value, dict):
        return {key: _walk(inner, rename) for key, inner in value.items()}
    return [_walk(inner, rename) for inner in value] if isinstance(value, list | tuple) else value
