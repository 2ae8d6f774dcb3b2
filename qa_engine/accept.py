"""Living with findings: entries of `qa-accept.yaml` accept a finding for a reason, in a person's name, until a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_engine.errors import QaError
from qa_engine.model.audit import Acceptance, Finding
from qa_engine.model.record import AuditRecord
from qa_engine.rulebook.source import read_yaml

FILE = "qa-accept.yaml"
_SHAPE = "write rule, reason, by and until (a date such as 2027-03-31), and if you like plan, item and quote"


class Entry(BaseModel):
    """One entry: findings of `rule` are accepted through `until`.

    `quote` narrows it to findings on these words, and is the safer choice: items are renumbered when a plan is edited. `item` narrows it to
    one item where there is no quote. `plan` is a file name, `*` allowed; without it the entry speaks for every plan near the file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    until: date
    item: str | None = None
    quote: str | None = None
    plan: str | None = None


def entries_for(plan: Path) -> tuple[Entry, ...]:
    """Entries that speak for this plan: of the file beside it, then of the file beside its folder. Raises QaError naming the entry."""
    folder = plan.resolve().parent
    files = [f for f in dict.fromkeys((folder / FILE, folder.parent / FILE)) if f.is_file()]
    return tuple(e for f in files for e in _entries(f, f.stat().st_mtime_ns) if e.plan is None or fnmatch(plan.name, e.plan))


def accept(record: AuditRecord, entries: Sequence[Entry], today: date) -> AuditRecord:
    """The record with its accepted findings marked and stale entries named. Grades are not touched: they rest on what the plan says."""
    texts = {item.id: item.text for section in record.sections.values() for item in section.items}
    met = [[f.id for f in record.findings if _meets(entry, f, texts)] for entry in entries]
    chosen = {name: entry for entry, names in zip(reversed(entries), reversed(met), strict=True) if entry.until >= today for name in names}
    findings = [f.model_copy(update={"accepted": _acceptance(chosen[f.id])}) if f.id in chosen else f for f in record.findings]
    stale = [line for entry, names in zip(entries, met, strict=True) for line in _stale(entry, bool(names), today)]
    return record.model_copy(update={"findings": findings, "stale_acceptances": stale})


def open_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Those that nobody has accepted."""
    return [f for f in findings if f.accepted is None]


@lru_cache(maxsize=64)
def _entries(path: Path, _changed: int) -> tuple[Entry, ...]:
    data = read_yaml(path)
    if not isinstance(data, list | None):
        raise QaError(f"{path.name}: is not a list of entries; begin each with “- rule:”")
    return tuple(_entry(path, n, entry) for n, entry in enumerate(data or [], 1))


def _entry(path: Path, number: int, entry: Any) -> Entry:
    try:
        return Entry.model_validate(entry)
    except ValidationError as error:
        problem = error.errors(include_input=False)[0]
        field = ".".join(str(part) for part in problem["loc"]) or "the entry"
        raise QaError(f"{path.name}, entry {number}: {field}: {problem['msg']}; {_SHAPE}") from None


def _meets(entry: Entry, finding: Finding, texts: dict[str, str]) -> bool:
    if finding.strength or entry.rule.casefold() != finding.rule.casefold():
        return False
    if entry.quote:
        words = _plain(entry.quote)
        return words in _plain(finding.quote) or words in _plain(texts.get(finding.item or "", ""))
    return entry.item is None or entry.item == finding.item


def _plain(text: str) -> str:
    """Quotation marks, capitals and spacing differ between what people copy and what stands in the plan."""
    return " ".join(text.casefold().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').split())


def _acceptance(entry: Entry) -> Acceptance:
    return Acceptance(reason=entry.reason, by=entry.by, until=entry.until)


def _stale(entry: Entry, met: bool, today: date) -> list[str]:
    what = f"{entry.rule}{f' on item {entry.item}' if entry.item and not entry.quote else ''} (by {entry.by}, until {entry.until})"
    if entry.until < today:
        return [f"{what} has expired" + (" and the point is still there." if met else ", and the point is gone: the entry can be deleted.")]
    return [] if met else [f"{what} matches nothing in this plan."]
