"""Edits planted in sample plans in other councils' layouts: a comparison names the kind of each, and raises no false alarm."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from qa_engine.compare import compare
from qa_engine.compare.entries import tokens
from qa_engine.compare.model import KINDS, Change
from qa_engine.model.plan import Plan
from tests.edits import Review, Truth, plan_in, reviews
from tests.plan_of import lexicon

GROUPS = ("tuned", "held", "fresh", "last", "final")
FLOOR = 0.95
_SAME_TEXT = 88.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One item: the kind planted (kept where nothing was) and the kind found."""

    want: str
    got: str
    old: str
    new: str
    why: str


def judged(review: Review, old: Plan, new: Plan) -> list[Judged]:
    """Every change found and every truth, each once."""
    changes = list(compare(old, new, lexicon()).changes)
    found = {n: _change_for(truth, changes) for n, truth in enumerate(review.truths)}
    made = [_judged(truth.kind, changes[at]) if at is not None else Judged(truth.kind, "not found", truth.old, truth.new, "")
            for truth, at in zip(review.truths, found.values(), strict=True)]
    return made + [_judged("kept", c) for at, c in enumerate(changes) if at not in found.values() and not _is_other_half(c, review.truths)]


def _change_for(truth: Truth, changes: list[Change]) -> int | None:
    scored = [(_alike(truth.old, c.old.text if c.old else "") if truth.old else _alike(truth.new, c.new.text if c.new else ""), at)
              for at, c in enumerate(changes)]
    best, at = max(scored, key=lambda s: (s[0], -s[1]))
    return at if best >= _SAME_TEXT else None


def _is_other_half(change: Change, truths: tuple[Truth, ...]) -> bool:
    """The new half of an edit that was taken for something gone and something new: counted once, with its old half."""
    if change.old or not change.new:
        return False
    return any(t.old and t.new and _alike(t.new, change.new.text) >= _SAME_TEXT for t in truths)


def _alike(one: str, other: str) -> float:
    return fuzz.ratio(" ".join(sorted(tokens(one))), " ".join(sorted(tokens(other)))) if one and other else 0.0


def _judged(want: str, change: Change) -> Judged:
    why = "; ".join(f"{r.sign}: {r.text}" for r in change.reasons) + f" [{change.likeness}]"
    return Judged(want, change.kind, change.old.text if change.old else "", change.new.text if change.new else "", why)


def f1(records: list[Judged], kind: str) -> float:
    """F1 of one kind over every item of every plan; false alarms on untouched items count against it."""
    true = sum(r.want == kind == r.got for r in records)
    wrong = sum((r.want == kind) != (r.got == kind) for r in records)
    return 2 * true / (2 * true + wrong) if true or wrong else 1.0


def score(records: list[Judged]) -> dict[str, float]:
    """F1 by kind, their mean (macro), and over all but kept (micro)."""
    kinds = [k for k in KINDS if any(r.want == k for r in records)]
    by_kind = {k: round(f1(records, k), 3) for k in kinds}
    true = sum(r.want == r.got != "kept" for r in records)
    wrong = Counter(x for r in records if r.want != r.got for x in (r.want, r.got) if x != "kept").total()
    return {**by_kind, "macro": round(sum(by_kind.values()) / len(kinds), 3), "micro": round(2 * true / (2 * true + wrong), 3)}


def _records(group: str, folder: Path) -> list[Judged]:
    made: list[Judged] = []
    for review in reviews(group):
        old, new = plan_in(review.old, review.layouts[0], folder, "old"), plan_in(review.new, review.layouts[1], folder, "new")
        made += judged(review, old, new)
    return made


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Judged]]:
    """Every set of edits, compared once."""
    return {group: _records(group, tmp_path_factory.mktemp(group)) for group in GROUPS}


def test_the_kind_of_planted_edits_is_found(records: dict[str, list[Judged]]) -> None:
    every = [r for group in GROUPS for r in records[group]]
    missed = [f"{r.want} found as {r.got}: {r.old[:60]} → {r.new[:60]} ({r.why})" for r in every if r.want != r.got]
    assert (score(every)["macro"] >= FLOOR, score(every)["micro"] >= FLOOR) == (True, True), missed


@pytest.mark.parametrize("group", GROUPS)
def test_no_set_of_edits_is_far_below_the_others(group: str, records: dict[str, list[Judged]]) -> None:
    assert min(score(records[group])["macro"], score(records[group])["micro"]) >= 0.9


def test_what_nobody_touched_raises_no_alarm_in_any_layout(records: dict[str, list[Judged]]) -> None:
    assert [r for group in GROUPS for r in records[group] if r.want == "kept" != r.got] == []


def test_at_least_sixty_edits_in_three_layouts_are_planted() -> None:
    every = [r for group in GROUPS for r in reviews(group)]
    assert sum(len(r.truths) for r in every) >= 60
    assert len({layout for r in every for layout in r.layouts}) >= 3
    assert any(r.layouts[0] != r.layouts[1] for r in every)
