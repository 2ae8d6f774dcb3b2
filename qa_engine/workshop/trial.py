"""Try rules on a text: what fires, and which facts the words gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qa_engine.advice.audit import AdviceAuditor
from qa_engine.advice.book import load_advice_book
from qa_engine.advice.examples import example_of
from qa_engine.advice.record import AdviceFinding
from qa_engine.advice.vocabulary import as_fields as advice_fields
from qa_engine.errors import RuleError
from qa_engine.find import Finder
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.audit import Finding
from qa_engine.observe import observe
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.examples import plan_of
from qa_engine.vocabulary import as_fields

_EMPTY: tuple[Any, ...] = (None, "", (), False, 0, "none")


@dataclass(frozen=True, slots=True)
class Trial:
    """The findings on a text, and the facts of its items that are not empty, kind first."""

    fires: bool
    findings: tuple[Finding, ...] | tuple[AdviceFinding, ...]
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
    return Trial(bool(mine), mine, _asked(rulebook.rules[rule], map(as_fields, seen.facts)))


def try_advice_rule(rulebook: Rulebook, rule: str, text: str, about: dict[str, Any]) -> Trial:
    """Run the rules on `text` as an advice report, a line a paragraph. `about` holds facts of child and plan as in examples.

    Raises RuleError for a rule that is not there, or a text that is no report.
    """
    book, lexicon = load_advice_book(rulebook), Lexicon.load(rulebook.term_folders)
    if rule not in book.rules:
        raise RuleError(f"{rule}: there is no such rule; see ehcp-qa rules list")
    given = example_of({**about, "report": text}, lexicon, f"rule {rule}")
    auditor = AdviceAuditor(book, lexicon)
    found = auditor.audit(given.report, None, given.on, given.alike, given.child).findings
    mine = tuple(f for f in found if f.rule == rule)
    seen = auditor.observe(given.report, None, given.on, given.alike)
    return Trial(bool(mine), mine, _asked(book.rules[rule], map(advice_fields, seen)))


def _asked(rule: Rule, facts: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The facts of the kinds that the rule asks about."""
    kinds = {condition["kind"] for condition in rule.when.values()}
    return tuple(_told(fields) for fields in facts if fields["kind"] in kinds)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key == "kind" or value not in _EMPTY}
