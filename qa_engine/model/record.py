"""The audit record: the public JSON contract of one audit. `schemas/audit.schema.json` is made from these models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_engine.model.audit import Finding, Fired
from qa_engine.model.judgement import Step

SCHEMA_VERSION = "1.0"
Status = Literal["content", "explicit_none", "blank", "missing"]
Grade = Literal["Good", "RI", "Inadequate", "NA", "Not judged"]
Value = bool | int | str | list[str] | None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackRecord(_Part):
    """A rule pack that took part."""

    name: str
    version: str
    law_as_at: str


class Tool(_Part):
    """What made the record."""

    name: str
    version: str
    rule_packs: list[PackRecord]


class Reading(_Part):
    """What was met while reading: counts, texts that are not live, and what could not be read."""

    format: str
    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    struck: list[str] = []
    hidden: list[str] = []
    comments: int = 0
    footnotes: int = 0
    text_boxes: int = 0
    content_controls: int = 0
    images: int = 0
    unresolved_fields: list[str] = []
    prompts: list[str] = []
    unread: list[str] = []
    residue: list[str] = []
    unplaced_share: float = Field(0.0, ge=0, le=1)


class DocumentRecord(_Part):
    """The file. `why_not` is empty when the plan could be judged."""

    name: str
    sha256: str
    kind: Literal["plan", "health_advice", "psychology_advice", "education_advice", "social_care_advice", "other"] = "plan"
    state: Literal["draft", "final", "amended final", "amendment notice", "working document", "unknown"] = "unknown"
    readable: bool = True
    why_not: str = ""
    reading: Reading


class SubjectRecord(_Part):
    """The child or young person as printed; dates are ISO (YYYY-MM-DD). `year` is the one judged by, 0 for Reception; `other_names` the
    family's; `social_care_status` as printed."""

    name: str | None = None
    known_as: str | None = None
    dob: str | None = None
    age_at_issue: int | None = None
    year_group: str | None = None
    computed_year: int | None = None
    pronouns: str | None = None
    year: int | None = None
    other_names: list[str] = []
    in_care: bool | None = None
    social_care_status: str | None = None


class PlanRecord(_Part):
    """What the plan prints of itself."""

    authority: str | None = None
    status: str | None = None
    issue_date: str | None = None
    review_due: str | None = None
    setting: str | None = None
    first_issue: str | None = None
    officer: str | None = None
    signed: bool | None = None


class ItemRecord(_Part):
    """One item of a section. `serves` and `served_by` hold item ids; `observed` depends on the kind of section; `columns` has (role, text)
    of each cell where a row forms the item; `label` is its own printed number. Of an entry of K `service`, `no_reply` and `contributor`
    are observed."""

    id: str
    kind: str
    text: str
    area_of_need: str | None = None
    headings: list[str] = []
    where: str = ""
    observed: dict[str, Value] = {}
    serves: list[str] = []
    served_by: list[str] = []
    columns: list[tuple[str, str]] = []
    label: str = ""


class SectionRecord(_Part):
    """One of A to K, H as H1 and H2."""

    status: Status
    label_present: bool
    items: list[ItemRecord] = []


class AreaRecord(_Part):
    """One of the thirteen areas."""

    judgement: Grade
    title: str
    reasons: list[str]
    decided_by: list[str]
    to_reach_next: list[str] = []
    works_well: list[str] = []
    stability: Literal["stable", "borderline"] = "stable"


class OverallRecord(_Part):
    """The whole."""

    judgement: Grade
    reasons: list[str]
    decided_by: list[str]
    to_reach_next: list[str]
    do_first: list[str] = []
    works_well: list[str] = []
    stability: Literal["stable", "borderline"] = "stable"
    borderline_because: list[str] = []


class ThreadRow(_Part):
    """One need of B, C or D with the outcomes and provision that serve it; strength is explicit, likely, possible or none."""

    need: str
    outcomes: list[str]
    provision: list[str]
    outcome_link: str
    provision_link: str


class Trace(_Part):
    """Every finding rule that fired, then every judgement step, in order."""

    findings: list[Fired] = []
    judgement: list[Step] = []


class AdviceRecord(_Part):
    """One entry of section K, taken apart; `item` is its id, `date` ISO."""

    item: str
    title: str = ""
    author: str = ""
    role: str = ""
    service: str = ""
    date: str | None = None
    attached: bool | None = None


class ResidueRecord(_Part):
    """Template text met, with its section and item or ""."""

    words: str
    section: str = ""
    item: str = ""


class Rejudged(_Part):
    """Says that a record was made from a stored record and not from the document: by what it was judged before, and the grade then.

    `lacks` says what the stored record did not hold of what is looked at today; a record of this version of the tool lacks nothing.
    """

    tool: Tool
    overall: Grade
    areas: dict[str, Grade]
    lacks: list[str] = []


class AuditRecord(_Part):
    """One audit, as JSON. `stale_acceptances` says which entries of `qa-accept.yaml` have expired or match nothing.

    Where advice reports were given, `advice_audits` and `advice_trace` hold what `schemas/advice.schema.json` calls AdviceAudit and
    TraceRow, and `advice_not_used` a line for each report that could not be used. `advice_listed` is section K taken apart, `residue` the
    template text met with its place. `rejudged` is there where the record was made from a stored record.
    """

    schema_version: str = SCHEMA_VERSION
    tool: Tool
    document: DocumentRecord
    subject: SubjectRecord
    plan: PlanRecord
    sections: dict[str, SectionRecord]
    observed: dict[str, Value]
    thread: list[ThreadRow] = []
    findings: list[Finding]
    areas: dict[str, AreaRecord]
    overall: OverallRecord
    trace: Trace
    stale_acceptances: list[str] = []
    advice_audits: list[dict[str, Any]] = []
    advice_trace: list[dict[str, Any]] = []
    advice_not_used: list[str] = []
    advice_listed: list[AdviceRecord] | None = None
    residue: list[ResidueRecord] = []
    rejudged: Rejudged | None = None


def audit_schema() -> dict[str, Any]:
    """What `schemas/audit.schema.json` holds."""
    schema = AuditRecord.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Audit record"}
