"""Several filled-in records side by side: who is one person and who are two, contradictions, records of one plan that are not one audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_engine.moderation.forms import AGENCIES, OVERALL, OVERALL_TITLE
from qa_engine.moderation.identity import rules_words
from qa_engine.moderation.model import ModerationRecord, PanelGrade


@dataclass(frozen=True, slots=True)
class Voice:
    """A person's grade of an area; `person` counts from 0 among those of one agency who graded the plan."""

    record: ModerationRecord
    judged: PanelGrade
    person: int


def cross_checked(records: Sequence[ModerationRecord], areas: Mapping[str, str]) -> list[ModerationRecord]:
    """The records, each with the problems it has beside those before it added to its own. `areas` is area to title."""
    found = [[*record.problems, *_beside(record, records[:n], areas)] for n, record in enumerate(records)]
    return [record.model_copy(update={"problems": problems}) for record, problems in zip(records, found, strict=True)]


def same_person(one: ModerationRecord, other: ModerationRecord, agency: str) -> bool:
    """Whether an agency's auditor is the same in two records of a plan: by name where both give one, else by whose copy it is."""
    names = name_of(one, agency), name_of(other, agency)
    return names[0] == names[1] if all(names) else one.audit.copy_number == other.audit.copy_number


def name_of(record: ModerationRecord, agency: str) -> str:
    """The auditor's name, without regard to capitals and spacing; "" where none is given."""
    return next((" ".join(a.name.casefold().split()) for a in record.auditors if a.agency == agency), "")


def rules_of(record: ModerationRecord) -> str:
    """The rule packs of the audit, in words."""
    return rules_words(record.audit.rule_packs)


def once(records: Sequence[ModerationRecord]) -> Iterator[Voice]:
    """Every person's grade of every area; one that comes back in several copies of a record counts once, the first. What stands in a
    record that is not intact does not count."""
    people: dict[tuple[str, str, str], list[ModerationRecord]] = {}
    met: set[tuple[str, str, str, str, int]] = set()
    for record in (r for r in records if r.audit.intact):
        for judged in record.judgements:
            plan = (rules_of(record), record.audit.sha256, judged.agency)
            person = _person(record, people.setdefault(plan, []), judged.agency)
            if (*plan, judged.area, person) not in met:
                met.add((*plan, judged.area, person))
                yield Voice(record, judged, person)


def _person(record: ModerationRecord, known: list[ModerationRecord], agency: str) -> int:
    found = next((n for n, other in enumerate(known) if same_person(record, other, agency)), None)
    if found is None:
        known.append(record)
    return len(known) - 1 if found is None else found


def _beside(record: ModerationRecord, before: Sequence[ModerationRecord], areas: Mapping[str, str]) -> Iterator[str]:
    for other in before:
        if record.audit.sha256 == other.audit.sha256:
            yield from _copies(record, other, areas)
        elif record.audit.plan.casefold() == other.audit.plan.casefold() or record.audit.id == other.audit.id:
            yield f"Fingerprint of the plan: not that of {other.record}, which is of the same plan; keep records of one version together"


def _copies(record: ModerationRecord, other: ModerationRecord, areas: Mapping[str, str]) -> Iterator[str]:
    if record.audit.rule_packs != other.audit.rule_packs:
        yield f"Rules: not those of {other.record}, which is of the same plan; fill in records of one audit"
    elif any(other.rules.get(area, grade) != grade for area, grade in record.rules.items()):
        yield f"Grade by rules: not as in {other.record}, which is of the same plan; fill in records of one audit"
    agencies = {j.agency for j in record.judgements} & {j.agency for j in other.judgements}
    for agency in (a for a in AGENCIES if a in agencies and same_person(record, other, a)):
        yield from _twice(record, other, agency, areas)


def _twice(record: ModerationRecord, other: ModerationRecord, agency: str, areas: Mapping[str, str]) -> Iterator[str]:
    """One person in two records: may not hold two grades of an area, nor stand for two people."""
    if record.audit.copy_number != other.audit.copy_number:
        yield (f"{AGENCIES[agency]}: the same auditor as in {other.record}, which is another copy; to compare two people, "
               "each copy needs its own auditor")
    entered = {j.area: j.grade for j in other.judgements if j.agency == agency}
    for judged in record.judgements:
        if judged.agency == agency and entered.get(judged.area, judged.grade) != judged.grade:
            title = OVERALL_TITLE if judged.area == OVERALL else areas.get(judged.area, judged.area)
            yield f"{title}, {AGENCIES[agency]}: another grade than in {other.record}; keep one, or name the two auditors"
