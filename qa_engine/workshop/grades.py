"""The rules that decide grades, of areas, of the whole and of advice reports, in one form for who reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qa_engine.advice.book import load_advice_book
from qa_engine.judge import load_book
from qa_engine.judge.book import OVERALL
from qa_engine.rulebook import Rulebook
from qa_engine.rulebook.thresholds import Threshold

_WHOLE, _ADVICE = "The whole plan", "An advice report"


@dataclass(frozen=True, slots=True)
class GradeRuleView:
    """A rule that holds a grade down: `about` an area (by its title), the whole plan or an advice report, to `grade` ("NA" where the area
    is then out of the reckoning), with reason and lift as templates and the conditions with their numbers."""

    id: str
    about: str
    grade: str
    reason: str
    lift: str
    when: dict[str, dict[str, Any]]
    unless: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class GradeBook:
    """All such rules in order, and the thresholds that they ask for, by name."""

    rules: tuple[GradeRuleView, ...]
    thresholds: dict[str, Threshold]


def grade_book(book: Rulebook) -> GradeBook:
    """The rules about grades that are in force with these packs. Raises RuleError."""
    judgement, advice = load_book(book.folders), load_advice_book(book)
    titles = {OVERALL: _WHOLE, **{name: area.title for name, area in judgement.areas.items()}}
    rules = [GradeRuleView(r.id, titles[r.area], "NA" if r.na else r.grade, r.reason, r.lift, r.when, r.unless) for r in judgement.rules]
    rules += [GradeRuleView(r.id, _ADVICE, r.grade, r.reason, r.lift, r.when, r.unless) for r in advice.grades.values()]
    return GradeBook(tuple(rules), {**judgement.thresholds, **advice.thresholds})
