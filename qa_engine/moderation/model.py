"""What people entered in an audit record. `schemas/moderation.schema.json` is made from these models."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from qa_engine.model.record import Grade, PackRecord

SCHEMA_VERSION = "1.0"
Agency = Literal["education", "health", "social_care", "parent"]
Stance = Literal["agree", "override"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AuditRef(_Part):
    """The audit that the record was printed from: `sha256` is of the plan's file, `plan` its name or its case id.

    `copy_number` tells the copies of a sampled plan apart, one for each auditor; a `blind` one printed nothing of the rules' result. One
    that is not `intact` was changed after it was printed, in its identity or a grade by rules: nobody can tell what its grades are of.
    """

    id: str
    plan: str
    sha256: str
    tool: str
    rule_packs: list[PackRecord]
    copy_number: int = 1
    blind: bool = False
    intact: bool = True


class AuditorRecord(_Part):
    """Who sat for an agency."""

    agency: Agency
    name: str = ""
    role: str = ""
    on: date | None = None


class PanelGrade(_Part):
    """An auditor's grade of an area (or of `overall`), beside the one by rules."""

    area: str
    agency: Agency
    rules: Grade
    grade: Grade
    stance: Stance
    reason: str = ""


class ModeratedGrade(_Part):
    """What moderation, then adjudication, made of an area (or of `overall`)."""

    area: str
    rules: Grade
    moderated: Grade | None = None
    adjudicated: Grade | None = None
    reason: str = ""


class Moderation(_Part):
    """The moderation block."""

    moderated_by: str = ""
    moderated_on: date | None = None
    adjudicated_by: str = ""
    adjudicated_on: date | None = None
    grades: list[ModeratedGrade] = []


class Feedback(_Part):
    """What the family says of the plan."""

    text: str = ""
    said_by: str = ""
    said_on: date | None = None


class Action(_Part):
    """A row of the actions table; `number` is its place in the table."""

    number: int
    action: str
    owner: str = ""
    due: date | None = None
    closed: date | None = None
    reaudit: Grade | None = None


class ModerationRecord(_Part):
    """A filled-in record as it was read. `rules` holds the grades by rules by area and `overall`, `decided_by` the rules behind each as far
    as they are known; `problems` what could not be taken."""

    schema_version: str = SCHEMA_VERSION
    record: str
    audit: AuditRef
    panel_date: date | None = None
    auditors: list[AuditorRecord] = []
    rules: dict[str, Grade] = {}
    decided_by: dict[str, list[str]] = {}
    judgements: list[PanelGrade] = []
    moderation: Moderation = Moderation()
    feedback: Feedback = Feedback()
    actions: list[Action] = []
    problems: list[str] = []


def is_blank(record: ModerationRecord) -> bool:
    """Whether nobody has entered anything. Actions that the rules suggest stand in a fresh record too, without owner or dates."""
    entered = (record.auditors, record.panel_date, record.judgements, record.problems, record.moderation != Moderation(),
               record.feedback != Feedback(), record.audit.blind and record.actions,
               any(a.owner or a.due or a.closed or a.reaudit for a in record.actions))
    return not any(entered)


def counts(record: ModerationRecord) -> bool:
    """Whether what stands in it is counted and stored: not where it was changed after it was printed, or nobody has entered anything."""
    return record.audit.intact and not is_blank(record)


def moderation_schema() -> dict[str, Any]:
    """What `schemas/moderation.schema.json` holds."""
    schema = ModerationRecord.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Moderation record"}


def render_moderation(record: ModerationRecord) -> str:
    """Indented JSON ending in a newline; the same record gives the same bytes."""
    return record.model_dump_json(indent=1) + "\n"
