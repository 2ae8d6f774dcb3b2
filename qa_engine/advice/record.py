"""The public JSON of an advice audit, of a trace from advice to plan, and of a review. `schemas/advice.schema.json` is made from these."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_engine.compare.model import Piece

SCHEMA_VERSION = "1.0"
Grade = Literal["Good", "RI", "Inadequate", "Not judged"]
Fate = Literal["kept", "weakened", "misplaced", "dropped"]
FATES: tuple[Fate, ...] = ("dropped", "weakened", "misplaced", "kept")
Verdict = Literal["agree", "return to caseworker", "return to author", "return to caseworker and to author"]
Standing = Literal["in date", "late", "out of date", "not dated", "no reply", "missing"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AdviceFinding(_Part):
    """A weakness or (with `strength`) something done well in a report. `quote` is exact words, or empty where something is absent."""

    rule: str
    title: str
    severity: Literal["statutory", "significant", "practice"]
    strength: bool
    quote: str
    where: str
    message: str
    advice: str
    references: tuple[str, ...]


class StatementRecord(_Part):
    """One statement of a report. `observed` holds what was seen of it, by the names of the plan's own observations."""

    id: str
    kind: Literal["need", "outcome", "provision"]
    text: str
    where: str
    observed: dict[str, bool | None] = {}


class AdviceAudit(_Part):
    """One advice report judged. Dates are ISO. `grade` is Not judged where `why_not` says why."""

    document: str
    sha256: str
    kind: str
    title: str
    author: str
    role: str
    service: str
    registration: str
    requested: str | None
    date: str | None
    child: str
    dob: str | None
    why_not: str
    grade: Grade
    reasons: tuple[str, ...]
    decided_by: tuple[str, ...]
    to_reach_next: tuple[str, ...]
    findings: tuple[AdviceFinding, ...]
    statements: tuple[StatementRecord, ...]
    observed: dict[str, bool | int | str | None]


class TraceRow(_Part):
    """What became of one recommendation. `likeness` is from 0 to 1. `words` is word against word: what the plan left out and put in."""

    advice: str
    statement: str
    kind: Literal["need", "outcome", "provision"]
    text: str
    where: str
    fate: Fate
    item: str | None
    section: str | None
    item_text: str
    item_where: str
    likeness: float = Field(ge=0, le=1)
    reasons: tuple[str, ...]
    belongs_in: str
    words: tuple[Piece, ...] = ()


class Source(_Part):
    """A plan item traced back to the reports that say the same. No source: it was added, or rests on advice that was not given here."""

    item: str
    section: str
    text: str
    where: str
    advice: tuple[str, ...]


class Share(_Part):
    """How many of the plan's items rest on one adviser. `percent` is of the items that have a source."""

    adviser: str
    items: int
    percent: int


class Coverage(_Part):
    """One kind of advice that regulation 6(1) asks for, and where it stands."""

    kind: str
    standing: Standing
    document: str
    listed_as: str
    requested: str | None
    date: str | None
    days_to_answer: int | None
    months_old: int | None
    note: str


class HealthSections(_Part):
    """What a designated officer looks for across the sections: true, false, or null where it does not apply."""

    checks: dict[str, bool | None]
    areas: dict[str, str]
    area_reasons: dict[str, tuple[str, ...]]


class Point(_Part):
    """One thing to put right: the words it concerns, where they stand, what is asked."""

    quote: str
    where: str
    ask: str
    source: str = ""


class Letter(_Part):
    """A letter ready to be edited: to the caseworker, or to an author of advice."""

    to: str
    concerning: str
    points: tuple[Point, ...]
    paragraphs: tuple[str, ...]


class Review(_Part):
    """The verdict on a draft, and what goes back to whom."""

    reader: str
    verdict: Verdict
    to_caseworker: tuple[Point, ...]
    to_authors: dict[str, tuple[Point, ...]]
    letters: tuple[Letter, ...]


class AdviceRecord(_Part):
    """Everything `ehcp-qa health` finds. `advice_trace` and `advice_audits` may also stand in the record of an audit."""

    schema_version: str = SCHEMA_VERSION
    plan: str
    child: str | None
    issue_date: str | None
    advice_audits: tuple[AdviceAudit, ...]
    advice_trace: tuple[TraceRow, ...]
    sources: tuple[Source, ...]
    shares: tuple[Share, ...]
    coverage: tuple[Coverage, ...]
    health: HealthSections
    review: Review
    not_done: tuple[str, ...] = ()


class AdviceAudits(_Part):
    """What `ehcp-qa advice` writes: each report judged."""

    schema_version: str = SCHEMA_VERSION
    advice_audits: tuple[AdviceAudit, ...]


class AdviceInBatch(_Part):
    """What `ehcp-qa batch` writes of one report. `plan` is the case of the plan that it was traced into; where it is "",
    `why_not_traced` says why."""

    schema_version: str = SCHEMA_VERSION
    plan: str
    why_not_traced: str
    advice_audits: tuple[AdviceAudit, ...] = Field(min_length=1, max_length=1)
    advice_trace: tuple[TraceRow, ...]


def advice_schema() -> dict[str, Any]:
    """What `schemas/advice.schema.json` holds: the record of a review, that of reports alone, or that of one report of a batch."""
    kinds = [model.model_json_schema(mode="serialization") for model in (AdviceRecord, AdviceAudits, AdviceInBatch)]
    definitions = {name: definition for kind in kinds for name, definition in kind.pop("$defs", {}).items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Advice judged, and traced into a plan",
        "anyOf": kinds,
        "$defs": definitions,
    }
