"""Run the pass and fail examples beside the rules through the real observers and the real engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa_engine.find import Finder
from qa_engine.language.lexicon import Lexicon
from qa_engine.model.audit import Finding
from qa_engine.observe import observe
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.examples import plan_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example as it ran: `expected` is fail or pass; `problem` is empty when it did what it should."""

    rule: str
    expected: str
    name: str
    problem: str


def run_examples(rulebook: Rulebook) -> Iterator[Outcome]:
    """Every example of every rule in force, in order. The rulebook must have been loaded with its examples."""
    lexicon, finder = Lexicon.load(rulebook.term_folders), Finder(rulebook)
    for rule in rulebook.rules.values():
        if rule.examples:
            for expected, group in (("fail", rule.examples.fail), ("pass", rule.examples.pass_)):
                for example in group:
                    yield Outcome(rule.id, expected, str(example.get("name", "?")), _problem(rule, expected, example, lexicon, finder))


def _problem(rule: Rule, expected: str, example: dict[str, Any], lexicon: Lexicon, finder: Finder) -> str:
    plan = plan_of(example, f"rule {rule.id}")
    found = [f for f in finder.find(observe(plan, lexicon).facts, plan).findings if f.rule == rule.id]
    if bool(found) != (expected == "fail"):
        return "the rule should fire and did not" if expected == "fail" else f"the rule should be silent and fired on {found[0].quote!r}"
    return next(_unlike(example, found), "") if found else ""


def _unlike(example: dict[str, Any], found: list[Finding]) -> Iterator[str]:
    """How the findings differ from what the example says that they quote or name."""
    if "quotes" in example and not any(example["quotes"] in f.quote for f in found):
        yield f"no finding quotes {example['quotes']!r}; the first quotes {found[0].quote!r}"
    if "item" in example and not any(example["item"] == f.item for f in found):
        yield f"no finding names item {example['item']}; the first names {found[0].item}"
