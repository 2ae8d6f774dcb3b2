"""The judgement rules and their thresholds, read from `judgement/*.yaml` of a rule folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_engine.errors import RuleError
from qa_engine.judge.measures import JUDGE_KINDS
from qa_engine.rulebook.conditions import Vocabulary, mistakes, vocabulary_of
from qa_engine.rulebook.source import read_yaml

_NAME = re.compile(r"^\$(\w+)$")
OVERALL = "overall"
_Model = TypeVar("_Model", bound=BaseModel)


class Threshold(BaseModel):
    """A number that a grade depends on; `step` is how far the sensitivity check moves it (0: not at all)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    value: int
    says: str
    step: int = 0


class JudgementRule(BaseModel):
    """When its conditions hold, `area` can be at most `grade` (or is out of the reckoning, with `na`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^J[AO]-[A-Z0-9-]+$")
    area: str = OVERALL
    grade: str = Field(default="RI", pattern=r"^(RI|Inadequate)$")
    na: bool = False
    limiter: bool = False
    when: dict[str, dict[str, Any]] = Field(min_length=1)
    unless: dict[str, dict[str, Any]] = {}
    reason: str
    lift: str = ""


class Area(BaseModel):
    """One of the thirteen areas: its title for people, its weight in the mean, and whether it is core."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    id: str
    title: str
    weight: int = Field(ge=1)
    core: bool = False


@dataclass(frozen=True, slots=True)
class ShareTest:
    """One comparison of a share with a named threshold, for the sensitivity check and for counting what is needed."""

    field: str
    operator: str
    threshold: str


@dataclass(frozen=True, slots=True)
class JudgementBook:
    """The areas in order, the judgement rules with their `$names` put in, and the thresholds they came from."""

    areas: dict[str, Area]
    rules: tuple[JudgementRule, ...]
    thresholds: dict[str, Threshold]
    tests: dict[str, tuple[ShareTest, ...]]

    def rule(self, rule_id: str) -> JudgementRule:
        """The rule of this id; KeyError if there is none."""
        return next(r for r in self.rules if r.id == rule_id)


def load_book(folders: Sequence[Path], settings: Mapping[str, int] | None = None) -> JudgementBook:
    """Read `areas.yaml` and `judgement/` of each folder, later ones over earlier ones; `settings` overrides thresholds by name.

    Raises RuleError naming file, rule and field.
    """
    areas: dict[str, Area] = {}
    thresholds: dict[str, Threshold] = {}
    written: dict[str, tuple[Path, JudgementRule]] = {}
    for folder in folders:
        areas |= _areas(folder / "areas.yaml")
        thresholds |= _thresholds(folder / "judgement" / "thresholds.yaml", thresholds)
        written |= {rule.id: (path, rule) for path, rule in _rules(folder / "judgement")}
    thresholds |= _settings(settings or {}, thresholds)
    rules = tuple(_checked(path, rule, thresholds, areas) for path, rule in written.values())
    return JudgementBook(areas, rules, thresholds, {rule.id: tuple(_share_tests(rule)) for _, rule in written.values()})


def _areas(path: Path) -> dict[str, Area]:
    entries = read_yaml(path) if path.exists() else []
    return {area.id: area for area in (_model(Area, entry, path.name) for entry in entries)}


def _thresholds(path: Path, known: Mapping[str, Threshold]) -> dict[str, Threshold]:
    entries = (read_yaml(path) or {}) if path.exists() else {}
    return {name: _threshold(path, name, value, known.get(name)) for name, value in entries.items()}


def _threshold(path: Path, name: str, value: Any, known: Threshold | None) -> Threshold:
    """A local pack may write the bare number over a known threshold."""
    if isinstance(value, int) and known:
        return known.model_copy(update={"value": value})
    return _model(Threshold, value, f"{path.name}, threshold {name}")


def _rules(folder: Path) -> Iterator[tuple[Path, JudgementRule]]:
    for path in sorted(folder.glob("*.yaml")):
        if path.stem != "thresholds":
            for entry in read_yaml(path) or []:
                name = entry.get("id", "?") if isinstance(entry, dict) else "?"
                yield path, _model(JudgementRule, entry, f"{path.name}, rule {name}")


def _settings(settings: Mapping[str, int], known: Mapping[str, Threshold]) -> dict[str, Threshold]:
    for name in settings:
        if name not in known:
            raise RuleError(f"there is no threshold {name!r}; there are {', '.join(sorted(known))}")
    return {name: known[name].model_copy(update={"value": value}) for name, value in settings.items()}


def _model(cls: type[_Model], entry: Any, place: str) -> _Model:
    try:
        return cls.model_validate(entry)
    except ValidationError as error:
        problem = error.errors()[0]
        raise RuleError(f"{place}: {'.'.join(str(p) for p in problem['loc'])}: {problem['msg']}") from error


def _checked(path: Path, rule: JudgementRule, thresholds: Mapping[str, Threshold], areas: Mapping[str, Area]) -> JudgementRule:
    """The rule with its `$names` put in. Raises RuleError for an unknown area, threshold, kind, field or operator."""
    place = f"{path.name}, rule {rule.id}"
    if rule.area != OVERALL and rule.area not in areas:
        raise RuleError(f"{place}: area: {rule.area!r} is unknown; write one of {', '.join(areas)}")
    when, unless = _resolved(place, rule.when, thresholds), _resolved(place, rule.unless, thresholds)
    for problem in mistakes(when, [], unless, _words()):
        raise RuleError(f"{place}: {problem}")
    return rule.model_copy(update={"when": when, "unless": unless})


@cache
def _words() -> Vocabulary:
    return vocabulary_of(JUDGE_KINDS)


def _resolved(place: str, want: Any, thresholds: Mapping[str, Threshold]) -> Any:
    if isinstance(want, dict):
        return {key: _resolved(place, value, thresholds) for key, value in want.items()}
    name = _NAME.match(want) if isinstance(want, str) else None
    if name is None:
        return want
    if name.group(1) not in thresholds:
        raise RuleError(f"{place}: there is no threshold {name.group(1)!r}; there are {', '.join(sorted(thresholds))}")
    return thresholds[name.group(1)].value


def _share_tests(rule: JudgementRule) -> list[ShareTest]:
    return [
        ShareTest(field, operator, name.group(1))
        for condition in rule.when.values()
        for field, want in condition.items() if isinstance(want, dict)
        for operator, bound in want.items() if isinstance(bound, str) and (name := _NAME.match(bound))
    ]
