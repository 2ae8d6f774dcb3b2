"""The rules about advice and its grades, read and checked from `advice/` of each rule folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_engine.advice.examples import checked
from qa_engine.advice.vocabulary import ADVICE_KINDS
from qa_engine.errors import RuleError
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.conditions import mistakes, unbound, vocabulary_of
from qa_engine.rulebook.layers import Layers
from qa_engine.rulebook.model import Examples
from qa_engine.rulebook.thresholds import Threshold, read_thresholds, refuse_unasked, with_numbers

_WORDS = vocabulary_of(ADVICE_KINDS)


class GradeRule(BaseModel):
    """When its conditions hold, a report can be at most `grade`. `reason` may quote fields; `lift` says what would lift it.

    On a `fail` example the rule must be among those that decide the grade, on `pass` it must not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^JV-[A-Z0-9-]+$")
    grade: Literal["RI", "Inadequate"]
    when: dict[str, dict[str, Any]] = Field(min_length=1)
    unless: dict[str, dict[str, Any]] = {}
    reason: str
    lift: str = ""
    examples: Examples | None = None


@dataclass(frozen=True, slots=True)
class AdviceBook:
    """Finding rules and grade rules about advice, by id, with the sources that they cite and the thresholds that grades depend on."""

    rules: dict[str, Rule]
    grades: dict[str, GradeRule]
    thresholds: dict[str, Threshold]
    rulebook: Rulebook

    def cited(self, rule: Rule) -> tuple[str, ...]:
        """The references of a rule, ready to print."""
        return self.rulebook.cited(rule)


def load_advice_book(rulebook: Rulebook, *, examples: bool = False) -> AdviceBook:
    """Read `advice/*.yaml` of the packs, later ones over earlier ones, with what their `pack.yaml` switches off or changes.

    `examples` are read, and asked for, only when wanted. Raises RuleError naming file, rule and field.
    """
    found, graded = Layers(), Layers()
    thresholds: dict[str, Threshold] = {}
    for folder in rulebook.folders:
        thresholds |= read_thresholds(folder / "advice", thresholds)
        found.add(folder, [folder / "advice" / "findings.yaml"], examples=examples)
        graded.add(folder, [folder / "advice" / "grades.yaml"], examples=examples)
    refuse_unasked(thresholds, graded.asked)
    rules = {rule.id: _checked(at, rule, rulebook) for at, rule in found.checked(Rule)}
    grades = {rule.id: _resolved(at, rule, thresholds) for at, rule in graded.checked(GradeRule)}
    if examples:
        _examples_there("findings.yaml", rules)
        _examples_there("grades.yaml", grades)
    return AdviceBook(rules, grades, thresholds, rulebook)


def _examples_there(name: str, rules: Mapping[str, Rule | GradeRule]) -> None:
    for rule in rules.values():
        at = f"advice/{name}, rule {rule.id}: examples"
        if rule.examples is None:
            raise RuleError(f"{at}: are missing; write at least one under fail and one under pass")
        for example in [*rule.examples.fail, *rule.examples.pass_]:
            checked(example, at)


def _checked(at: str, rule: Rule, rulebook: Rulebook) -> Rule:
    wrong = [
        *mistakes(rule.when, rule.any_of, rule.unless, _WORDS),
        *unbound(rule.message, rule.when, _WORDS),
        *unbound(rule.advice, rule.when, _WORDS),
        *(f"the source {r.source!r} is not in sources.yaml" for r in rule.references if r.source not in rulebook.sources),
    ]
    if wrong:
        raise RuleError(f"advice/{at}: {wrong[0]}")
    return rule


def _resolved(at: str, rule: GradeRule, thresholds: Mapping[str, Threshold]) -> GradeRule:
    when = with_numbers(rule.when, thresholds, f"advice/{at}")
    for problem in [*mistakes(when, [], rule.unless, _WORDS), *unbound(rule.reason, when, _WORDS)]:
        raise RuleError(f"advice/{at}: {problem}")
    return rule.model_copy(update={"when": when})
