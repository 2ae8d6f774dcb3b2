"""Reasons in words: templates filled from the facts that made a rule fire, with fixed quantifiers beside the numbers."""

from __future__ import annotations

import math
import re

from qa_engine.judge.book import JudgementBook
from qa_engine.judge.measures import MeasureFact
from qa_engine.judge.reckon import Fired
from qa_engine.model.judgement import Step

_SLOT = re.compile(r"\{([\w.]+)\}")
_QUANTITIES = ((90, "almost all"), (74, "most"), (49, "the majority"), (14, "less than half"), (0, "few"))


def quantity(share: int | None) -> str:
    """The fixed word for a share: almost all over 90 %, most 75 to 90, the majority 50 to 74, less than half 15 to 49, few, none."""
    if not share:
        return "none"
    return next(word for bound, word in _QUANTITIES if share > bound)


class Wording:
    """Fills reasons and lifts for one plan's figures. Slots: {alias.field}, {q.share_field} for a quantifier, {needed}."""

    def __init__(self, book: JudgementBook, figures: MeasureFact):
        self._book = book
        self._figures = figures

    def step(self, fired: Fired) -> Step:
        """The step of the trace for a rule that fired."""
        rule = fired.rule
        asked = {f"{alias}.{field}": fired.facts[alias].get(field)
                 for alias, want in rule.when.items() for field in want if field != "kind"}
        return Step(rule=rule.id, area=rule.area, grade="NA" if rule.na else rule.grade, reason=self.fill(rule.reason, fired), facts=asked)

    def lift(self, fired: Fired) -> str:
        """What would lift the grade that this rule holds down, or an empty string."""
        return self.fill(fired.rule.lift, fired)

    def fill(self, template: str, fired: Fired) -> str:
        """`template` with its slots filled, its first letter a capital."""
        text = _SLOT.sub(lambda match: self._value(match.group(1), fired), template)
        return text[:1].upper() + text[1:]

    def _value(self, slot: str, fired: Fired) -> str:
        if slot == "needed":
            return str(self._needed(fired))
        alias, _, field = slot.partition(".")
        if alias == "q":
            return quantity(getattr(self._figures, field))
        value = fired.facts[alias].get(field)
        return self._book.areas[value].title if field == "area" and value in self._book.areas else str(value)

    def _needed(self, fired: Fired) -> int:
        """How many more items must pass for the share that the rule asks about to reach Good."""
        for test in self._book.tests[fired.rule.id]:
            passed_field = test.field.removesuffix("_share")
            passed = getattr(self._figures, passed_field, None)
            whole = getattr(self._figures, passed_field.rsplit("_", 1)[0], None)
            if test.operator == "under" and passed is not None and whole:
                return max(1, math.ceil(self._book.thresholds[test.threshold].value * int(whole) / 100) - int(passed))
        return 1
