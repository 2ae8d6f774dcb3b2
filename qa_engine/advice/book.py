"""The rules about advice and its grades, read and checked from `advice/` of each rule folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_engine.advice.examples import checked
from qa_engine.advice.vocabulary import ADVICE_KINDS
from qa_engine.errors import RuleError
from qa_engine.judge.book import Threshold
from qa_engine.rulebook import Rule, Rulebook
from qa_engine.rulebook.conditions import mistakes, unbound, vocabulary_of
from qa_engine.rulebook.mistakes import in_words
from qa_engine.rulebook.model import Examples
from qa_engine.rulebook.source import read_yaml

_NAME = re.compile(r"^\$(\w+)$")
_WORDS = vocabulary_of(ADVICE_KINDS)
_Model = TypeVar("_Model", bound=BaseModel)


class GradeRule(BaseModel):
    """When its conditions hold, a report can be at most `grade`. `reason` may quote fields; `lift` says what would lift it.

    On a `fail` example the rule must be among those that decide the grade, on `pass` it must not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^JV-[A-Z0-9-]+$")
    grade: str = Field(pattern=r"^(RI|Inadequate)$")
    when: dict[str, dict[str, Any]] = Field(min_length=1)
    unless: dict[str, dict[str, Any]] = {}
    reason: str
    lift: str = ""
    examples: Examples | None = None


@dataclass(frozen=True, slots=True)
class AdviceBook:
    """Finding rules and grade rules about advice, by id, with the sources that they cite."""

    rules: dict[str, Rule]
    grades: dict[str, GradeRule]
    rulebook: Rulebook

    def cited(self, rule: Rule) -> tuple[str, ...]:
        """The references of a rule, ready to print."""
        return self.rulebook.cited(rule)


def load_advice_book(rulebook: Rulebook, *, examples: bool = False) -> AdviceBook:
    """Read `advice/*.yaml` of the packs, later ones over earlier ones. Raises RuleError naming file, rule and field.

    `examples` are read, and asked for, only when wanted.
    """
    rules: dict[str, Rule] = {}
    grades: dict[str, GradeRule] = {}
    thresholds: dict[str, Threshold] = {}
    for folder in (f / "advice" for f in rulebook.folders):
        thresholds |= {
            name: _model(Threshold, value, f"thresholds.yaml, threshold {name}")
            for name, value in (_data(folder / "thresholds.yaml") or {}).items()
        }
        rules |= {rule.id: _checked(rule, rulebook) for rule in _entries(Rule, folder / "findings.yaml", examples)}
        grades |= {rule.id: rule for rule in _entries(GradeRule, folder / "grades.yaml", examples)}
    if examples:
        _examples_there("findings.yaml", rules)
        _examples_there("grades.yaml", grades)
    return AdviceBook(rules, {name: _resolved(rule, thresholds) for name, rule in grades.items()}, rulebook)


def _examples_there(name: str, rules: Mapping[str, Rule | GradeRule]) -> None:
    for rule in rules.values():
        at = f"advice/{name}, rule {rule.id}: examples"
        if rule.examples is None:
            raise RuleError(f"{at}: are missing; write at least one under fail and one under pass")
        for example in [*rule.examples.fail, *rule.examples.pass_]:
            checked(example, at)


def _data(path: Path, examples: bool = False) -> Any:
    return read_yaml(path, examples=examples) if path.exists() else None


def _entries(model: type[_Model], path: Path, examples: bool) -> Iterator[_Model]:
    for entry in _data(path, examples) or []:
        name = entry.get("id", "?") if isinstance(entry, dict) else "?"
        yield _model(model, entry, f"{path.name}, rule {name}")


def _model(model: type[_Model], entry: Any, at: str) -> _Model:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        raise RuleError(f"{at}: {in_words(error, model)}") from None


def _checked(rule: Rule, rulebook: Rulebook) -> Rule:
    at = f"advice/findings.yaml, rule {rule.id}"
    wrong: Sequence[str] = [
        *mistakes(rule.when, rule.any_of, rule.unless, _WORDS),
        *unbound(rule.message, rule.when, _WORDS),
        *unbound(rule.advice, rule.when, _WORDS),
    ]
    wrong = [*wrong, *(f"the source {r.source!r} is not in sources.yaml" for r in rule.references if r.source not in rulebook.sources)]
    if wrong:
        raise RuleError(f"{at}: {wrong[0]}")
    return rule


def _resolved(rule: GradeRule, thresholds: Mapping[str, Threshold]) -> GradeRule:
    at = f"advice/grades.yaml, rule {rule.id}"
    when = _put(rule.when, thresholds, at)
    for problem in [*mistakes(when, [], rule.unless, _WORDS), *unbound(rule.reason, when, _WORDS)]:
        raise RuleError(f"{at}: {problem}")
    return rule.model_copy(update={"when": when})


def _put(want: Any, thresholds: Mapping[str, Threshold], at: str) -> Any:
    if isinstance(want, dict):
        return {key: _put(value, thresholds, at) for key, value in want.items()}
    name = _NAME.match(want) if isinstance(want, str) else None
    if name is None:
        return want
    if name[1] not in thresholds:
        raise RuleError(f"{at}: there is no threshold {name[1]!r}; there are {', '.join(sorted(thresholds))}")
    return thresholds[name[1]].value
