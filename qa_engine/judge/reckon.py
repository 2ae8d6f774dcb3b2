"""The reckoning: judgement rules over figures give each area its grade, then rules over the areas give the whole its grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from qa_engine.inference import Inference, Pattern
from qa_engine.judge.book import OVERALL, JudgementBook, JudgementRule
from qa_engine.judge.measures import JUDGE_KINDS, AreaFact, BoardFact, MeasureFact
from qa_engine.model.judgement import GRADES

Fields = dict[str, Any]
_NAME_OF = {cls: name for name, cls in JUDGE_KINDS.items()}
_FIELDS = {name: tuple(f.name for f in fields(cls)) for name, cls in JUDGE_KINDS.items()}


class Fired(NamedTuple):
    """A judgement rule that fired, with the facts of its `when` by alias."""

    rule: JudgementRule
    facts: dict[str, dict[str, Any]]


class Grades(NamedTuple):
    """One reckoning: area to grade, the whole's grade, and every rule that fired, in order."""

    areas: dict[str, str]
    overall: str
    fired: tuple[Fired, ...]


class Weight(NamedTuple):
    """An area whose weight is changed by a factor, for the sensitivity check."""

    area: str = ""
    factor: float = 1.0


class Reckoner:
    """The judgement rules compiled once; belongs to one thread."""

    def __init__(self, book: JudgementBook):
        self._areas = book.areas
        self._stages = [_Stage([r for r in book.rules if (r.area == OVERALL) == whole]) for whole in (False, True)]
        self._bounds = _bounds(book.rules)

    def tells_apart(self, field: str, one: float, other: float) -> bool:
        """Whether any rule compares this figure with a number that one of two values reaches and the other does not."""
        return any((one < bound) != (other < bound) or (one <= bound) != (other <= bound) for bound in self._bounds.get(field, ()))

    def reckon(self, figures: MeasureFact, others: Sequence[Fields]) -> Grades:
        """Grades for these figures; `others` are plan, section and tally facts as fields."""
        fired = self._stages[0].run([as_fact(figures), *others])
        areas = {name: _grade([f.rule for f in fired if f.rule.area == name]) for name in self._areas}
        whole = self.whole(areas, figures, others)
        return Grades(areas, _grade([f.rule for f in whole]), (*fired, *whole))

    def whole(self, areas: Mapping[str, str], figures: MeasureFact, others: Sequence[Fields], weight: Weight | None = None) -> list[Fired]:
        """The rules of the whole that fire over these grades of areas."""
        facts = [AreaFact(name, grade, self._areas[name].core, self._areas[name].weight) for name, grade in areas.items()]
        together = board(facts, weight or Weight())
        return self._stages[1].run([as_fact(figures), as_fact(together), *map(as_fact, facts), *others])

    def overall(self, areas: Mapping[str, str], figures: MeasureFact, others: Sequence[Fields], weight: Weight) -> str:
        """The whole's grade if an area had another weight."""
        return _grade([f.rule for f in self.whole(areas, figures, others, weight)])


def _bounds(rules: Sequence[JudgementRule]) -> dict[str, set[float]]:
    """Field of the measure to every number that a rule compares it with."""
    found: dict[str, set[float]] = {}
    for rule in rules:
        for condition in (*rule.when.values(), *rule.unless.values()):
            for field, want in condition.items() if condition.get("kind") == _NAME_OF[MeasureFact] else ():
                values = want.values() if isinstance(want, Mapping) else (want,)
                found.setdefault(field, set()).update(value for value in values if isinstance(value, int | float))
    return found


class _Stage:
    def __init__(self, rules: Sequence[JudgementRule]):
        self._rules = {r.id: r for r in rules}
        self._engine = Inference({r.id: [Pattern(r.when, r.unless)] for r in rules})

    def run(self, batch: Sequence[Fields]) -> list[Fired]:
        """The rules that fire over these facts, in their order."""
        return [Fired(self._rules[f.rule], {alias: batch[at] for alias, at in f.facts.items()}) for f in self._engine.evaluate(batch)]


def board(areas: Sequence[AreaFact], weight: Weight) -> BoardFact:
    """The areas together. Areas that are not applicable or not judged do not count."""
    judged = [a for a in areas if a.grade in GRADES]
    weights = [a.weight * (weight.factor if a.area == weight.area else 1) for a in judged]
    points = sum(w * (GRADES.index(a.grade) + 1) for w, a in zip(weights, judged, strict=True))
    return BoardFact(
        core_inadequate=sum(a.core and a.grade == "Inadequate" for a in judged),
        core_ri=sum(a.core and a.grade == "RI" for a in judged),
        areas_inadequate=sum(a.grade == "Inadequate" for a in judged),
        other_ri=sum(not a.core and a.grade == "RI" for a in judged),
        mean=round(100 * points / sum(weights)) if judged else 0,
    )


def as_fact(fact: Any) -> Fields:
    """Kind, field names and values, as the inference engine takes them."""
    kind = _NAME_OF[type(fact)]
    return {"kind": kind, **{name: getattr(fact, name) for name in _FIELDS[kind]}}


def _grade(rules: list[JudgementRule]) -> str:
    if any(r.na for r in rules):
        return "NA"
    return min((r.grade for r in rules), key=GRADES.index, default="Good")
