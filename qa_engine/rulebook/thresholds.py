"""Thresholds: the named numbers that rules of judgement ask for as `$name`, which a pack may set otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_engine.errors import RuleError
from qa_engine.rulebook.mistakes import validated
from qa_engine.rulebook.source import read_names

_NAME = re.compile(r"^\$(\w+)$")


class Threshold(BaseModel):
    """A number that a grade depends on; `step` is how far the sensitivity check moves it (0: not at all)."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    value: int
    says: str
    step: int = 0


def read_thresholds(folder: Path, known: Mapping[str, Threshold]) -> dict[str, Threshold]:
    """The thresholds of `thresholds.yaml` in a folder; over a known one the bare number will do. Raises RuleError."""
    return {name: _threshold(name, value, known) for name, value in read_names(folder / "thresholds.yaml").items()}


def _threshold(name: str, value: Any, known: Mapping[str, Threshold]) -> Threshold:
    at = f"thresholds.yaml, threshold {name}"
    if isinstance(value, dict):
        return validated(Threshold, value, at)
    if name not in known:
        raise RuleError(f"{at}: there is none of that name to set; there are {', '.join(sorted(known))}")
    if type(value) is not int:
        raise RuleError(f"{at}: {value!r} is no whole number; write one, such as {known[name].value}")
    return known[name].model_copy(update={"value": value})


def refuse_unasked(thresholds: Mapping[str, Threshold], asked: Collection[str]) -> None:
    """Raises RuleError for a threshold that no rule asks for: its name is misspelt, and setting it would do nothing."""
    for name in thresholds:
        if name not in asked:
            raise RuleError(f"thresholds.yaml, threshold {name}: no rule asks for it; there are {', '.join(sorted(asked))}")


def threshold_name(want: Any) -> str:
    """The name of the threshold that stands for a number, "" for what is none."""
    found = _NAME.match(want) if isinstance(want, str) else None
    return found[1] if found else ""


def names_in(want: Any) -> Iterator[str]:
    """The names of the thresholds that a rule, as data, asks for."""
    if isinstance(want, dict):
        for value in want.values():
            yield from names_in(value)
    elif name := threshold_name(want):
        yield name


def with_numbers(want: Any, thresholds: Mapping[str, Threshold], at: str) -> Any:
    """Conditions with each `$name` replaced by its number. Raises RuleError, which names the place `at`, for a name that is not there."""
    if isinstance(want, dict):
        return {key: with_numbers(value, thresholds, at) for key, value in want.items()}
    name = threshold_name(want)
    if name and name not in thresholds:
        raise RuleError(f"{at}: there is no threshold {name!r}; there are {', '.join(sorted(thresholds))}")
    return thresholds[name].value if name else want
