"""What was found: one finding for each place where a rule is true, and the facts that made it fire."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Severity = Literal["statutory", "significant", "practice"]
Confidence = Literal["high", "likely", "possible"]


class Acceptance(BaseModel):
    """A finding that people have decided to live with: why, who decided, and the last day on which that holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str
    by: str
    until: date


class Finding(BaseModel):
    """A weakness or (with `strength`) something done well.

    `id` is the rule and a number ("F-04.1"), the same for the same file. `section` and `item` are None for the whole plan, `item` for a
    whole section. `quote` is the exact words, or empty where something is absent; `where` is the place for people. `references` are law,
    guidance or practice, ready to print. `accepted` is there when people have accepted the finding for a time.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    rule: str
    title: str
    area: str
    section: str | None
    item: str | None
    severity: Severity
    strength: bool
    quote: str
    where: str
    message: str
    advice: str
    references: tuple[str, ...]
    confidence: Confidence
    audience: tuple[str, ...] = ()
    accepted: Acceptance | None = None


class Fired(BaseModel):
    """A finding rule that was true: the finding it became, and by alias the fields of the facts that its conditions name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    finding: str
    facts: dict[str, dict[str, Any]]
