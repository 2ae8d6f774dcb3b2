"""How firm a grade is: which small movement of a threshold or a weight would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa_engine.judge.book import OVERALL, JudgementBook
from qa_engine.judge.measures import AreaFact, MeasureFact
from qa_engine.judge.reckon import Fields, Grades, Reckoner, Weight, board

_WEIGHT_SHIFT = 0.2
_MEAN_REACH = 15  # hundredths: no single weight moved by a fifth moves the mean further


def movements(
    book: JudgementBook, reckoner: Reckoner, figures: MeasureFact, others: Sequence[Fields], grades: Grades,
) -> dict[str, list[str]]:
    """Area name (or "overall") to the movements that would change its grade; areas that no movement changes are absent."""
    now = {**grades.areas, OVERALL: grades.overall}
    moved: dict[str, list[str]] = {}
    for label, then in [*_thresholds(book, reckoner, figures, others), *_weights(book, reckoner, figures, others, grades)]:
        for area, grade in then.items():
            if grade != now[area] and label not in moved.setdefault(area, []):
                moved[area].append(label)
    return {area: labels for area, labels in moved.items() if labels}


def _thresholds(
    book: JudgementBook, reckoner: Reckoner, figures: MeasureFact, others: Sequence[Fields],
) -> Iterator[tuple[str, dict[str, str]]]:
    # Moving a figure up is the same as moving its threshold down, and needs no new rules.
    for test in dict.fromkeys(t for tests in book.tests.values() for t in tests):
        bound = book.thresholds[test.threshold]
        value = getattr(figures, test.field, None)
        if value is None or not bound.step or abs(value - bound.value) > bound.step:
            continue
        for change in (bound.step, -bound.step):
            moved = min(100, max(0, value + change))
            if not reckoner.tells_apart(test.field, value, moved):
                continue
            again = reckoner.reckon(replace(figures, **{test.field: moved}), others)
            yield f"the threshold “{bound.says}” ({bound.value} %) moved by {bound.step} points", {**again.areas, OVERALL: again.overall}


def _weights(
    book: JudgementBook, reckoner: Reckoner, figures: MeasureFact, others: Sequence[Fields], grades: Grades,
) -> Iterator[tuple[str, dict[str, str]]]:
    bound = book.thresholds.get("good_mean")
    facts = [AreaFact(name, grade, book.areas[name].core, book.areas[name].weight) for name, grade in grades.areas.items()]
    now = board(facts, Weight()).mean
    if bound is None or abs(now - bound.value) > _MEAN_REACH:
        return
    for name, area in book.areas.items():
        for factor in (1 + _WEIGHT_SHIFT, 1 - _WEIGHT_SHIFT):
            weight = Weight(name, factor)
            if (board(facts, weight).mean < bound.value) != (now < bound.value):  # only the mean depends on weights
                yield f"the weight of {area.title} moved by a fifth", {OVERALL: reckoner.overall(grades.areas, figures, others, weight)}
