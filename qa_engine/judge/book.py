"""The judgement rules and their thresholds, read from `judgement/*.yaml` of a rule folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa_engine.errors import RuleError
from qa_engine.judge.measures import JUDGE_KINDS
from qa_engine.rulebook.conditions import Vocabulary, mistakes, vocabulary_of
from qa_engine.rulebook.layers import Layers
from qa_engine.rulebook.mistakes import validated
from qa_engine.rulebook.source import read_list
from qa_engine.rulebook.thresholds import Threshold, read_thresholds, refuse_unasked, threshold_name, with_numbers

OVERALL = "overall"
Grade = Literal["RI", "Inadequate"]  # that a rule may hold an area, a report or the whole down to


class JudgementRule(BaseModel):
    """When its conditions hold, `area` can be at most `grade` (or is out of the reckoning, with `na`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^J[AO]-[A-Z0-9-]+$")
    area: str = OVERALL
    grade: Grade = "RI"
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

    What `pack.yaml` of a later folder switches off or changes is so. Raises RuleError naming file, rule and field.
    """
    areas: dict[str, Area] = {}
    thresholds: dict[str, Threshold] = {}
    layers = Layers()
    for folder in folders:
        areas |= {area.id: area for area in (validated(Area, entry, "areas.yaml") for entry in read_list(folder / "areas.yaml"))}
        thresholds |= read_thresholds(folder / "judgement", thresholds)
        layers.add(folder, (path for path in sorted((folder / "judgement").glob("*.yaml")) if path.stem != "thresholds"))
    refuse_unasked(thresholds, layers.asked)
    thresholds |= _settings(settings or {}, thresholds)
    written = layers.checked(JudgementRule)
    rules = tuple(_checked(place, rule, thresholds, areas) for place, rule in written)
    return JudgementBook(areas, rules, thresholds, {rule.id: tuple(_share_tests(rule)) for _, rule in written})


def _settings(settings: Mapping[str, int], known: Mapping[str, Threshold]) -> dict[str, Threshold]:
    for name in settings:
        if name not in known:
            raise RuleError(f"there is no threshold {name!r}; there are {', '.join(sorted(known))}")
    return {name: known[name].model_copy(update={"value": value}) for name, value in settings.items()}


def _checked(place: str, rule: JudgementRule, thresholds: Mapping[str, Threshold], areas: Mapping[str, Area]) -> JudgementRule:
    """The rule with its `$names` put in. Raises RuleError for an unknown area, threshold, kind, field or operator."""
    if rule.area != OVERALL and rule.area not in areas:
        raise RuleError(f"{place}: area: {rule.area!r} is unknown; write one of {', '.join(areas)}")
    when, unless = with_numbers(rule.when, thresholds, place), with_numbers(rule.unless, thresholds, place)
    for problem in mistakes(when, [], unless, _words()):
        raise RuleError(f"{place}: {problem}")
    return rule.model_copy(update={"when": when, "unless": unless})


@cache
def _words() -> Vocabulary:
    return vocabulary_of(JUDGE_KINDS)


def _share_tests(rule: JudgementRule) -> list[ShareTest]:
    return [
        ShareTest(field, operator, name)
        for condition in rule.when.values()
        for field, want in condition.items() if isinstance(want, dict)
        for operator, bound in want.items() if (name := threshold_name(bound))
    ]
