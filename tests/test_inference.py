"""The engine against the naive matcher, and the traps of durable_rules kept shut."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa_engine.errors import EngineError
from qa_engine.inference import Firing, Inference, Pattern
from qa_engine.model.pattern import LIMIT
from tests import oracle

KINDS, AREAS, TAGS = ("need", "outcome", "plan"), ("C&I", "SEMH – “quiet”", "café"), ("vague", "daily", "weekly")


def one(**condition: Any) -> dict[str, list[Pattern]]:
    """A ruleset of one rule with one condition."""
    return {"R-01": [Pattern({"m": condition})]}


def random_fact(rng: random.Random) -> dict[str, Any]:
    """A fact with some fields unknown, empty or absent."""
    fact: dict[str, Any] = {"kind": rng.choice(KINDS), "area": rng.choice([*AREAS, "", None]), "year": rng.choice([None, *range(-1, 5)]),
                            "specific": rng.choice([True, False, None]), "tags": tuple(rng.sample(TAGS, rng.randint(0, 3)))}
    return {k: v for k, v in fact.items() if k == "kind" or rng.random() < 0.85}


def random_condition(rng: random.Random, bound: list[str]) -> dict[str, Any]:
    """A condition within the operators, with a join on an earlier alias now and then."""
    condition: dict[str, Any] = {"kind": rng.choice(KINDS)}
    tests: list[tuple[str, Any]] = [
        ("area", rng.choice(AREAS)), ("area", {"not": rng.sample(AREAS, rng.randint(1, 2))}), ("area", {"known": rng.random() < 0.5}),
        ("year", {rng.choice(["at_least", "at_most", "over", "under", "not"]): rng.randint(-1, 4)}),
        ("year", {"at_least": 0, "under": rng.randint(1, 4)}), ("year", {"known": rng.random() < 0.5}), ("specific", rng.random() < 0.5),
        ("tags", {"has": rng.choice(TAGS)}), ("tags", {"known": rng.random() < 0.5})]
    condition.update(rng.sample(tests, rng.randint(0, 2)))
    if bound and rng.random() < 0.6:
        field = rng.choice(["area", "year"])
        condition[field] = {"same_as": f"{rng.choice(bound)}.{field}"}
    return condition


def random_pattern(rng: random.Random, aliases: list[str]) -> Pattern:
    """A pattern over these aliases, with up to two absences."""
    when = {alias: random_condition(rng, aliases[:n]) for n, alias in enumerate(aliases)}
    return Pattern(when, {f"no{n}": random_condition(rng, aliases) for n in range(rng.choice([0, 0, 1, 2]))})


def random_rules(rng: random.Random) -> dict[str, list[Pattern]]:
    """Up to sixty rules, some with alternatives."""
    def rule() -> list[Pattern]:
        aliases = ["a", "b", "c"][:rng.choice([1, 1, 1, 2, 2, 3])]
        return [random_pattern(rng, aliases) for _ in range(rng.choice([1, 1, 2, 3]))]
    return {f"R-{n:02d}": rule() for n in range(rng.choice([1, 4, 12, 60]))}


@pytest.mark.parametrize("seed", range(60))
def test_the_engine_says_what_the_naive_matcher_says(seed: int) -> None:
    rng = random.Random(seed)
    rules = random_rules(rng)
    engine = Inference(rules)
    for _ in range(4):
        facts = [random_fact(rng) for _ in range(rng.randint(0, 14))]
        assert engine.evaluate(facts) == oracle.evaluate(rules, facts)


def test_nothing_follows_from_no_facts() -> None:
    assert Inference(one(kind="plan")).evaluate([]) == []


def test_an_absence_is_true_of_no_facts_only_beside_a_fact_that_is_there() -> None:
    engine = Inference({"E-01": [Pattern({"s": {"kind": "section"}}, {"o": {"kind": "outcome"}})]})
    assert engine.evaluate([{"kind": "section"}]) == [Firing("E-01", {"s": 0})]
    assert engine.evaluate([{"kind": "section"}, {"kind": "outcome"}]) == []
    assert engine.evaluate([{"kind": "outcome"}, {"kind": "section"}]) == []


def test_a_fact_that_no_rule_asks_about_is_no_error() -> None:
    assert Inference(one(kind="plan", year=9)).evaluate([{"kind": "weather"}, {"kind": "plan", "year": 9}]) == [Firing("R-01", {"m": 1})]


def test_two_equal_facts_are_two_facts() -> None:
    assert len(Inference(one(kind="need")).evaluate([{"kind": "need"}, {"kind": "need"}])) == 2


def test_alternatives_that_hold_of_the_same_facts_fire_once() -> None:
    engine = Inference({"F-06": [Pattern({"p": {"kind": "need", "a": True}}), Pattern({"p": {"kind": "need", "b": True}})]})
    assert engine.evaluate([{"kind": "need", "a": True, "b": True}]) == [Firing("F-06", {"p": 0})]


def test_two_hundred_rules_may_all_be_true_of_one_fact() -> None:
    rules = {f"R-{n}": [Pattern({"m": {"kind": "plan", "year": {"at_least": -n}}})] for n in range(200)}
    assert [f.rule for f in Inference(rules).evaluate([{"kind": "plan", "year": 1}])] == list(rules)


def test_three_hundred_rules_may_have_the_same_test() -> None:
    assert len(Inference({f"R-{n}": [Pattern({"m": {"kind": "plan"}})] for n in range(300)}).evaluate([{"kind": "plan"}])) == 300


def test_odd_text_is_compared_whole() -> None:
    odd = "é “quote” – \\ \" \n \x00 😀" * 50
    engine = Inference({"R-01": [Pattern({"a": {"kind": "need"}, "b": {"kind": "plan", "words": {"same_as": "a.words"}}})]})
    assert len(engine.evaluate([{"kind": "need", "words": odd}, {"kind": "plan", "words": odd}, {"kind": "plan", "words": odd + "."}])) == 1


@pytest.mark.parametrize(("rules", "says"), [
    (one(kind="plan", year={"$regex": "x"}), "write one of not, at_least"),
    (one(year=9), "needs a kind"),
    ({"R-01": [Pattern({})]}, "between 1 and"),
    ({"R-01": [Pattern({f"m{n}": {"kind": "plan"} for n in range(LIMIT + 1)})]}, "between 1 and"),
    (one(kind="plan", year={"same_as": "q.year"}), "no earlier condition names"),
])
def test_what_durable_rules_would_get_wrong_is_refused(rules: dict[str, list[Pattern]], says: str) -> None:
    with pytest.raises(EngineError, match=says):
        Inference(rules)


def test_a_plan_leaves_nothing_for_the_next() -> None:
    engine = Inference({"R-01": [Pattern({"a": {"kind": "need"}, "b": {"kind": "outcome"}})]})
    assert engine.evaluate([{"kind": "need"}]) == []
    assert engine.evaluate([{"kind": "outcome"}]) == []


def test_an_error_tells_no_words_and_leaves_nothing_for_the_next(caplog: pytest.LogCaptureFixture) -> None:
    engine = Inference({"R-01": [Pattern({"a": {"kind": "need", "words": {"not": ""}}, "b": {"kind": "outcome", "x": {"not": 1}}})]})
    for _ in range(3):
        with pytest.raises(EngineError, match="could not be run") as caught:
            engine.evaluate([{"kind": "need", "words": "Marisol"}, {"kind": "outcome", "x": {"Marisol": object()}}])
        assert "Marisol" not in str(caught.value) + caplog.text
        assert caught.value.__cause__ is None
        assert engine.evaluate([{"kind": "outcome", "x": 2}]) == []


def test_a_text_too_long_for_the_library_is_refused_before_it_gets_there() -> None:
    engine = Inference(one(kind="need", words={"not": ""}))
    with pytest.raises(EngineError, match="far too long"):
        engine.evaluate([{"kind": "need", "words": "Marisol " * 3_000_000}])
    assert len(engine.evaluate([{"kind": "need", "words": "short"}])) == 1


def test_the_library_starts_no_threads() -> None:
    before = threading.enumerate()
    Inference(one(kind="plan")).evaluate([{"kind": "plan"}])
    assert threading.enumerate() == before


def plans(number: int) -> Iterator[list[dict[str, Any]]]:
    """Fact lists of the size of a real plan."""
    rng = random.Random(7)
    some = [[random_fact(rng) for _ in range(40)] for _ in range(20)]
    yield from (some[n % 20] for n in range(number))


def test_memory_is_flat_over_two_thousand_plans() -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is read from /proc")
    here = Path(__file__).parent
    done = subprocess.run([sys.executable, "-c", "import test_inference as t; t.run_many()"], cwd=here, capture_output=True, text=True,
                          check=True, env=os.environ | {"PYTHONPATH": f"{here.parent}"})
    after_few, after_all = map(int, done.stdout.split())
    assert after_all - after_few < 5 * 256, "memory grew by more than 5 MB (in pages of 4 KB)"


def run_many() -> None:
    """Evaluate 2,000 plans and print the memory in use after 100 and after all."""
    def pages() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])
    engine = Inference({f"R-{n}": [Pattern({"m": {"kind": "need", "year": {"at_least": n % 5}}}, {"x": {"kind": "plan", "year": n}})]
                        for n in range(12)})
    for n, facts in enumerate(plans(2000)):
        engine.evaluate(facts)
        if n == 100:
            print(pages())
    print(pages())
