"""Several filled-in records side by side: copies of one audit that contradict each other, records of one plan that are not one audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qa_engine.moderation.forms import AGENCIES, OVERALL, OVERALL_TITLE
from qa_engine.moderation.model import ModerationRecord, PanelGrade


def cross_checked(records: Sequence[ModerationRecord], areas: Mapping[str, str]) -> list[ModerationRecord]:
    """The records, each with the problems it has beside those before it added to its own. `areas` is area to title."""
    found = [[*record.problems, *_beside(record, records[:n], areas)] for n, record in enumerate(records)]
    return [record.model_copy(update={"problems": problems}) for record, problems in zip(records, found, strict=True)]


def once(records: Sequence[ModerationRecord]) -> Iterator[tuple[ModerationRecord, PanelGrade]]:
    """Every judgement with its record; one that comes back in several copies of a record counts once, the first."""
    met: set[tuple[str, str, str]] = set()
    for record in records:
        for judged in record.judgements:
            key = (record.audit.sha256, judged.area, judged.agency)
            if key not in met:
                met.add(key)
                yield record, judged


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
    entered = {(j.area, j.agency): j.grade for j in other.judgements}
    for judged in record.judgements:
        if entered.get((judged.area, judged.agency), judged.grade) != judged.grade:
            title = OVERALL_TITLE if judged.area == OVERALL else areas.get(judged.area, judged.area)
            yield f"{title}, {AGENCIES[judged.agency]}: another grade than in {other.record}; keep one"
