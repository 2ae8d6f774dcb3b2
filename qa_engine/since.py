"""What changed between two audits of one plan: findings fixed, still there and new, and how the grades moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from rapidfuzz.fuzz import ratio

from qa_engine.errors import QaError
from qa_engine.model.audit import Finding
from qa_engine.model.record import AuditRecord

SAME = 60.0  # percent likeness of two items from which a finding on both is the same finding, reworded
_ITEM_SHARE = 0.75  # the rest is the likeness of the quotes: two findings of one rule on one item differ by their words


@dataclass(frozen=True, slots=True)
class Since:
    """`fixed` are findings of the earlier audit, `still` and `new` of this one. Strengths do not count; `accepted` is how many are.

    `areas` holds (title, grade before, grade now) where they differ. `rules_changed` says that other rules were used, or is empty.
    """

    name: str
    before: str
    now: str
    fixed: tuple[Finding, ...]
    still: tuple[Finding, ...]
    new: tuple[Finding, ...]
    accepted: int = 0
    areas: tuple[tuple[str, str, str], ...] = ()
    rules_changed: str = ""


def previous_record(path: Path, plan: Path) -> AuditRecord:
    """The earlier record: `path` itself, or in a folder the one of this plan's name. Raises QaError."""
    file = path / f"{plan.stem}.json" if path.is_dir() else path
    try:
        return AuditRecord.model_validate_json(file.read_bytes())
    except OSError as error:
        raise QaError(f"{file}: the earlier audit cannot be read ({error.strerror}); name a record made with --format json") from error
    except ValidationError:
        raise QaError(f"{file}: is not an audit record of this version; name a record made with --format json") from None


def since(previous: AuditRecord, now: AuditRecord) -> Since:
    """Compare two audits; the same two records give the same answer."""
    pairs = dict(_pairs(previous, now))
    old, new = _faults(previous), _faults(now)
    shown = [f for f in new if f.accepted is None]
    return Since(
        name=previous.document.name, before=previous.overall.judgement, now=now.overall.judgement,
        fixed=tuple(f for f in old if f.id not in pairs.values()),
        still=tuple(f for f in shown if f.id in pairs),
        new=tuple(f for f in shown if f.id not in pairs),
        accepted=len(new) - len(shown),
        areas=tuple(_moved(previous, now)),
        rules_changed=_rules_changed(previous, now),
    )


def _faults(record: AuditRecord) -> list[Finding]:
    return [f for f in record.findings if not f.strength]


def _pairs(previous: AuditRecord, now: AuditRecord) -> Iterator[tuple[str, str]]:
    """Ids of findings that are the same: (now, previous), rule by rule, the likest first."""
    old_texts, new_texts = _texts(previous), _texts(now)
    by_rule: dict[str, list[Finding]] = {}
    for finding in _faults(previous):
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule in dict.fromkeys(f.rule for f in _faults(now)):
        mine = [f for f in _faults(now) if f.rule == rule]
        yield from _likest(mine, by_rule.get(rule, ()), new_texts, old_texts)


def _likest(
    new: Sequence[Finding], old: Sequence[Finding], new_texts: dict[str, str], old_texts: dict[str, str],
) -> Iterator[tuple[str, str]]:
    scores = [(-_likeness(a, b, new_texts, old_texts), n, m) for n, a in enumerate(new) for m, b in enumerate(old)]
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    for score, n, m in sorted(scores):
        if -score >= SAME and n not in taken_new and m not in taken_old:
            taken_new.add(n)
            taken_old.add(m)
            yield new[n].id, old[m].id


def _likeness(a: Finding, b: Finding, new_texts: dict[str, str], old_texts: dict[str, str]) -> float:
    """0 to 100. A finding on a section or the whole plan is compared by its words, an absence by its section alone."""
    if bool(a.item) != bool(b.item):
        return 0.0
    quotes = ratio(a.quote, b.quote) if a.quote or b.quote else 100.0
    if not a.item:
        return quotes if a.section == b.section else 0.0
    items = ratio(new_texts.get(a.item, ""), old_texts.get(b.item or "", ""))
    return _ITEM_SHARE * items + (1 - _ITEM_SHARE) * quotes


def _texts(record: AuditRecord) -> dict[str, str]:
    return {item.id: item.text for section in record.sections.values() for item in section.items}


def _moved(previous: AuditRecord, now: AuditRecord) -> Iterable[tuple[str, str, str]]:
    for name, area in now.areas.items():
        before = previous.areas.get(name)
        if before and before.judgement != area.judgement:
            yield area.title, before.judgement, area.judgement


def _rules_changed(previous: AuditRecord, now: AuditRecord) -> str:
    was, is_now = (", ".join(f"{p.name} {p.version}" for p in r.tool.rule_packs) for r in (previous, now))
    return "" if was == is_now else f"The rules have changed ({was} then, {is_now} now), so part of this may come from them, not the plan."
