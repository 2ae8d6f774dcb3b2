"""Which audit a Word record belongs to: its id, its rules, and a check that these and its grades stand as they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from qa_engine.model.record import AuditRecord, PackRecord
from qa_engine.moderation.forms import OVERALL

_COPY = re.compile(r"(?P<blind>blind, )?auditor (?P<number>\d+) of (?P<of>\d+)")
_PACK = re.compile(r"(?P<name>.+?) (?P<version>\S+) \(law as at (?P<law_as_at>\d{4}-\d\d-\d\d)\)")


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy of a sampled plan's record it is: the first, second ... auditor's. A blind one prints no result of the rules."""

    number: int = 1
    of: int = 1
    blind: bool = False

    def words(self) -> str:
        """As the record prints it."""
        return f"{'blind, ' if self.blind else ''}auditor {self.number} of {self.of}"


def copy_read(words: str) -> Copy | None:
    """The copy that these words mean, or None."""
    found = _COPY.fullmatch(" ".join(words.split()))
    return Copy(int(found["number"]), int(found["of"]), bool(found["blind"])) if found else None


def audit_id(plan_sha256: str) -> str:
    """The id of audits of this very file, in any format and with or without pseudonyms."""
    return f"QA-{plan_sha256[:12]}"


def rules_words(packs: Iterable[PackRecord]) -> str:
    """Rule packs in a line."""
    return "; ".join(f"{p.name} {p.version} (law as at {p.law_as_at})" for p in packs)


def rules_read(words: str) -> list[PackRecord]:
    """The packs in such a line; empty if it is none."""
    matches = [_PACK.fullmatch(part.strip()) for part in words.split(";")]
    return [PackRecord(**m.groupdict()) for m in matches if m] if all(matches) else []


def identity_of(record: AuditRecord) -> dict[str, str]:
    """What the record's identity fields print, by the last word of their tag; all but the check."""
    return {"audit": audit_id(record.document.sha256), "plan": record.document.name, "sha256": record.document.sha256,
            "rules": rules_words(record.tool.rule_packs), "tool": f"{record.tool.name} {record.tool.version}"}


def grades_of(record: AuditRecord) -> dict[str, str]:
    """Every grade by rules, that of the whole first."""
    return {OVERALL: record.overall.judgement, **{name: area.judgement for name, area in record.areas.items()}}


def check_of(identity: Mapping[str, str], grades: Mapping[str, str]) -> str:
    """Eight characters that change when the identity or a grade by rules is edited in the printed record."""
    told = [f"{key}={''.join(identity.get(key, '').split())}" for key in ("audit", "plan", "sha256", "rules", "tool")]
    told += [f"copy={''.join(identity['copy'].split())}"] if identity.get("copy") else []
    told += [f"{area}={grades[area]}" for area in sorted(grades)]
    return sha256("\n".join(told).encode()).hexdigest()[:8]
