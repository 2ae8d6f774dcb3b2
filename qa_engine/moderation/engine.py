"""What the rules made of a plan, out of its audit record: for blind records, which do not print it, and for counting overridden rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from qa_engine.model.record import Grade, PackRecord
from qa_engine.moderation.forms import OVERALL
from qa_engine.moderation.identity import rules_words


@dataclass(frozen=True, slots=True)
class Engine:
    """One audit of one plan: grades by rules by area and `overall`, and the rules behind each; `rules` names the packs."""

    sha256: str
    rules: str
    grades: Mapping[str, Grade]
    decided_by: Mapping[str, tuple[str, ...]]


class Engines:
    """Audits by plan and rule packs; the same plan may have been audited by several."""

    def __init__(self, audits: Iterable[Engine] = ()) -> None:
        self._audits = {(audit.sha256, audit.rules): audit for audit in audits}

    def find(self, sha256: str, packs: Sequence[PackRecord]) -> Engine | None:
        """The audit of a plan by these packs."""
        return self._audits.get((sha256, rules_words(packs)))

    def other_rules(self, sha256: str) -> list[str]:
        """The packs by which a plan was audited, in words."""
        return sorted(rules for plan, rules in self._audits if plan == sha256)


def engine_of(record: bytes) -> Engine | None:
    """The audit in a JSON record, or None where it is none."""
    try:
        read = _Record.model_validate_json(record)
    except ValidationError:
        return None
    judged = {OVERALL: read.overall, **read.areas}
    return Engine(read.document.sha256, rules_words(read.tool.rule_packs), {area: one.judgement for area, one in judged.items()},
                  {area: tuple(one.decided_by) for area, one in judged.items()})


class _Loose(BaseModel):
    """Only the fields needed here."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Document(_Loose):
    sha256: str


class _Tool(_Loose):
    rule_packs: list[PackRecord]


class _Judged(_Loose):
    judgement: Grade
    decided_by: list[str]


class _Record(_Loose):
    tool: _Tool
    document: _Document
    areas: dict[str, _Judged]
    overall: _Judged
