"""The naive matcher: what a ruleset means, in forty lines, to compare the engine with. Same input and output as `Inference`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qa_engine.inference import Firing, Pattern


def evaluate(rules: Mapping[str, Sequence[Pattern]], facts: Sequence[Mapping[str, Any]]) -> list[Firing]:
    """Every firing, found by trying every tuple of distinct facts."""
    firings = []
    for rule, patterns in rules.items():
        found = {tuple(env.items()) for pattern in patterns for env in _ways(pattern, facts, {}, list(pattern.when))}
        firings += [Firing(rule, dict(env)) for env in sorted(found, key=lambda env: [place for _, place in env])]
    return firings


def _ways(pattern: Pattern, facts: Sequence[Mapping[str, Any]], env: dict[str, int], left: list[str]) -> list[dict[str, int]]:
    free = [n for n in range(len(facts)) if n not in env.values()]
    if not left:
        denied = any(_holds(condition, facts, n, env) for condition in pattern.unless.values() for n in free)
        return [] if denied else [env]
    alias, rest = left[0], left[1:]
    return [way for n in free if _holds(pattern.when[alias], facts, n, env)
            for way in _ways(pattern, facts, {**env, alias: n}, rest)]


def _holds(condition: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], n: int, env: Mapping[str, int]) -> bool:
    return all(_meets(facts[n].get(field), operator, value, facts, env)
               for field, want in condition.items()
               for operator, value in (want.items() if isinstance(want, Mapping) else [("is", want)]))


def _meets(value: Any, operator: str, want: Any, facts: Sequence[Mapping[str, Any]], env: Mapping[str, int]) -> bool:
    if operator == "known":
        return (value not in (None, "", (), [])) == want
    if value is None:
        return False
    if operator == "same_as":
        alias, field = want.split(".")
        return bool(value == facts[env[alias]].get(field))
    tests = {"is": lambda: value == want, "not": lambda: value not in (want if isinstance(want, list) else [want]),
             "has": lambda: want in value, "at_least": lambda: value >= want, "at_most": lambda: value <= want,
             "over": lambda: value > want, "under": lambda: value < want}
    return bool(tests[operator]())
