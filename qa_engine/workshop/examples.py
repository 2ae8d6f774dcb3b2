"""Run the pass and fail examples beside the rules through the real observers and the real engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa_engine.advice.audit import AdviceAuditor
from qa_engine.advice.book import GradeRule, load_advice_book
from qa_engine.advice.examples import example_of
from qa_engine.advice.record import AdviceAudit, AdviceFinding
from qa_engine.errors import RuleError
from qa_engine.find import Finder
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.audit import Finding
from qa_engine.observe import observe
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.examples import plan_of
from qa_engine.rulebook.model import Examples


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example as it ran: `expected` is fail or pass; `problem` is empty when it did what it should."""

    rule: str
    expected: str
    name: str
    problem: str


def run_examples(rulebook: Rulebook) -> Iterator[Outcome]:
    """Every example of every rule in force, in order: about plans, about advice, about the grade of advice. Raises RuleError.

    The rulebook must have been loaded with its examples.
    """
    lexicon, finder = Lexicon.load(rulebook.term_folders), Finder(rulebook)
    for rule in rulebook.rules.values():
        for expected, example in _each(rule.examples):
            yield Outcome(rule.id, expected, _name(example), _problem(rule, expected, example, lexicon, finder))
    yield from run_advice_examples(rulebook, lexicon)


def run_advice_examples(rulebook: Rulebook, lexicon: Lexicon) -> Iterator[Outcome]:
    """The same for the rules about advice and its grade alone."""
    book = load_advice_book(rulebook, examples=True)
    auditor = AdviceAuditor(book, lexicon)
    rules: list[Rule | GradeRule] = [*book.rules.values(), *book.grades.values()]
    for rule in rules:
        for expected, example in _each(rule.examples):
            yield Outcome(rule.id, expected, _name(example), _advice_problem(rule, expected, example, lexicon, auditor))


def _each(examples: Examples | None) -> Iterator[tuple[str, dict[str, Any]]]:
    if examples:
        yield from (("fail", example) for example in examples.fail)
        yield from (("pass", example) for example in examples.pass_)


def _name(example: dict[str, Any]) -> str:
    return str(example.get("name", "?"))


def _problem(rule: Rule, expected: str, example: dict[str, Any], lexicon: Lexicon, finder: Finder) -> str:
    plan = plan_of(example, f"rule {rule.id}")
    found = [f for f in finder.find(observe(plan, lexicon).facts, plan).findings if f.rule == rule.id]
    return _amiss(expected, bool(found), found[0].quote if found else "") or next(_unlike(example, found), "")


def _advice_problem(
    rule: Rule | GradeRule, expected: str, example: dict[str, Any], lexicon: Lexicon, auditor: AdviceAuditor
) -> str:
    try:
        given = example_of(example, lexicon, "the example")
    except RuleError as error:
        return str(error)
    audit = auditor.audit(given.report, None, given.on, given.alike, given.child)
    if isinstance(rule, GradeRule):
        return _grade_problem(rule, expected, audit)
    found = [f for f in audit.findings if f.rule == rule.id]
    return _amiss(expected, bool(found), found[0].quote if found else "") or next(_unlike(example, found), "")


def _grade_problem(rule: GradeRule, expected: str, audit: AdviceAudit) -> str:
    if (rule.id in audit.decided_by) == (expected == "fail"):
        return ""
    decided = f"the grade is {audit.grade}, decided by {', '.join(audit.decided_by) or 'no rule'}"
    return f"the rule should decide the grade and did not; {decided}" if expected == "fail" else f"the rule should not decide; {decided}"


def _amiss(expected: str, fired: bool, quote: str) -> str:
    if fired == (expected == "fail"):
        return ""
    return f"the rule should be silent and fired on {quote!r}" if fired else "the rule should fire and did not"


def _unlike(example: dict[str, Any], found: Sequence[Finding | AdviceFinding]) -> Iterator[str]:
    """How the findings differ from what the example says that they quote or name."""
    if found and "quotes" in example and not any(example["quotes"] in f.quote for f in found):
        yield f"no finding quotes {example['quotes']!r}; the first quotes {found[0].quote!r}"
    items = [f.item for f in found if isinstance(f, Finding)]
    if items and "item" in example and example["item"] not in items:
        yield f"no finding names item {example['item']}; the first names {items[0]}"
