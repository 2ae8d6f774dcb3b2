"""The shape of a rule, a source, an area and a pack, as written in YAML."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_engine.model.audit import Confidence, Severity

Area = Literal["statutory_form", "voice", "special_educational_needs", "health_needs", "social_care_needs", "outcomes",
               "educational_provision", "health_provision", "social_care_provision", "preparation_for_adulthood", "golden_thread", "advice",
               "accessibility"]
Letter = Literal["A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"]
Audience = Literal["caseworker", "dco", "social_care", "qa_lead"]
Basis = Literal["verified", "to_be_confirmed", "practice"]
Plain = bool | int | str
Test = dict[str, Plain | list[Plain]]
Condition = dict[str, Plain | Test]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Reference(_Strict):
    """Where a rule comes from: a source of sources.yaml, the place in it, and what it says, in our own words."""

    source: Text
    at: str = ""
    says: str = ""


class Examples(_Strict):
    """Snippets of a plan, or of an advice report. On `fail` the rule must fire (of a strength too), on `pass` it must not."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    fail: list[dict[str, Any]] = Field(min_length=1)
    pass_: list[dict[str, Any]] = Field(alias="pass", min_length=1)


class Rule(_Strict):
    """One rule. `when`, `any_of` and `unless` say when it is true; the first alias of `when` is the evidence. Each alias stands for a fact
    of its own: `unless` denies other facts than those of `when`.

    `any_of` lists alternatives, each giving further tests to aliases of `when`; one of them must hold. `quote` names the field of the
    evidence to quote ("provision.ceiling_words"); left out, it is the evidence's words. `basis` says how sure the references are.
    `strength` rules say what is done well.
    """

    id: str = Field(pattern=r"^[A-Z][A-Z0-9]{0,9}-(S?[0-9]{1,3}[a-z]?|[A-Z][A-Z-]{1,30})$")
    title: str = Field(min_length=5, max_length=110)
    area: Area
    sections: list[Letter] = []
    severity: Severity
    strength: bool = False
    when: dict[str, Condition] = Field(min_length=1)
    any_of: list[dict[str, Condition]] = []
    unless: dict[str, Condition] = {}
    quote: str | None = None
    message: str = Field(min_length=10, max_length=600)
    advice: str = Field(default="", max_length=900)
    references: list[Reference] = Field(min_length=1)
    confidence: Confidence = "likely"
    audience: list[Audience] = Field(min_length=1)
    basis: Basis = "verified"
    examples: Examples | None = None


class Source(_Strict):
    """A law, guidance or practice, once: short title for reports, what kind it is, where to read it, and when it was last checked."""

    title: Text
    kind: Literal["law", "statutory guidance", "case law", "ombudsman", "practice"]
    address: str = ""
    in_force: str = ""
    checked: date = Field(strict=False)


class Change(_Strict):
    """What a local pack changes in a rule of a pack below it: dotted path to new value, with the reason."""

    set: dict[str, Plain | list[Plain]] = Field(min_length=1)
    reason: Text


class PackFile(_Strict):
    """pack.yaml: what the pack is, and (in a local pack) what it changes or switches off, with reasons."""

    name: Text
    version: Text
    law_as_at: date = Field(strict=False)
    jurisdiction: Text
    off: dict[str, Text] = {}
    change: dict[str, Change] = {}
    retired: dict[str, Text] = {}
