"""Try rules on a text: what fires, and which facts the words gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qa_engine.errors import RuleError
from qa_engine.find import Finder
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.audit import Finding
from qa_engine.observe import observe
from qa_engine.rulebook import Rulebook
from qa_engine.rulebook.examples import plan_of
from qa_engine.vocabulary import as_fields

_EMPTY: tuple[Any, ...] = (None, "", (), False, 0, "none")


@dataclass(frozen=True, slots=True)
class Trial:
    """The findings on a text, and the facts of its items that are not empty, kind first."""

    fires: bool
    findings: tuple[Finding, ...]
    facts: tuple[dict[str, Any], ...]


def try_rule(rulebook: Rulebook, rule: str, section: str, text: str, about: dict[str, Any]) -> Trial:
    """Put `text` into `section` of an otherwise empty plan and run the rules. `about` holds facts of child and plan as in examples.

    Raises RuleError for a rule or section that is not there.
    """
    if rule not in rulebook.rules:
        raise RuleError(f"{rule}: there is no such rule; see ehcp-qa rules list")
    plan = plan_of({**about, section: [line for line in text.splitlines() if line.strip()]}, f"rule {rule}")
    seen = observe(plan, Lexicon.load(rulebook.term_folders))
    found = Finder(rulebook).find(seen.facts, plan).findings
    mine = tuple(f for f in found if f.rule == rule)
    kinds = {condition["kind"] for condition in rulebook.rules[rule].when.values()}
    facts = tuple(_told(fields) for fields in map(as_fields, seen.facts) if fields["kind"] in kinds)
    return Trial(bool(mine), mine, facts)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key == "kind" or value not in _EMPTY}
