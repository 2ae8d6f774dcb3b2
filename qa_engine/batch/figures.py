"""Counts over all plans of a batch: grades by area with their intervals, the rules that fired most, specific provision and outcomes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from qa_engine.batch.sums import specific
from qa_engine.model.judgement import GRADES
from qa_engine.statistics import wilson
from qa_engine.store.model import Case

_TOP = 20
_PLACES = 1


class Figures:
    """Cases in, one at a time; only counts are kept."""

    def __init__(self) -> None:
        self.judged = 0
        self._overall: Counter[str] = Counter()
        self._borderline = 0
        self._areas: dict[str, Counter[str]] = {}
        self._plans_with: Counter[tuple[str, str, str]] = Counter()
        self._findings: Counter[tuple[str, str, str]] = Counter()
        self._provision = [0, 0]
        self._outcomes = [0, 0]

    def add(self, case: Case) -> None:
        """Count a plan; one that was not judged counts nowhere here."""
        if not case.judged:
            return
        self.judged += 1
        self._overall[case.overall] += 1
        self._borderline += case.stability == "borderline"
        for area, grade in case.areas.items():
            self._areas.setdefault(area, Counter())[grade] += 1
        rules = Counter((f.rule, f.title, f.severity) for f in case.findings if not f.strength)
        self._plans_with.update(rules.keys())
        self._findings.update(rules)
        for kept, seen in ((self._provision, specific(case, "F")), (self._outcomes, specific(case, "E"))):
            kept[0] += seen[0]
            kept[1] += seen[1]

    def count(self, grade: str) -> int:
        """Plans of this grade overall."""
        return self._overall[grade]

    def overall(self) -> dict[str, Any]:
        """Plans by grade, of all plans judged, and how many are borderline."""
        return _grades(self._overall) | {"borderline": _share(self._borderline, self.judged)}

    def areas(self) -> dict[str, Any]:
        """By area: plans by grade, of those to which the area applies; `NA` is how many it does not apply to."""
        return {area: _grades(counts) | {"NA": counts["NA"]} for area, counts in self._areas.items()}

    def rules(self) -> list[dict[str, Any]]:
        """The rules that fired in most plans."""
        first = sorted(self._plans_with.items(), key=lambda entry: (-entry[1], entry[0]))[:_TOP]
        return [{"rule": rule, "title": title, "severity": severity, "findings": self._findings[rule, title, severity],
                 **_share(plans, self.judged, "plans")} for (rule, title, severity), plans in first]

    def pieces(self) -> dict[str, Any]:
        """All provision and outcomes together. Pieces of one plan are alike, so no interval is given."""
        return {name: {"specific": part, "of": whole, "percent": _percent(part, whole)}
                for name, (part, whole) in (("provision", self._provision), ("outcomes", self._outcomes))}


def _grades(counts: Counter[str]) -> dict[str, Any]:
    applies = sum(counts[grade] for grade in GRADES)
    return {"plans": applies, **{grade: _share(counts[grade], applies) for grade in reversed(GRADES)}}


def _share(part: int, whole: int, name: str = "count") -> dict[str, Any]:
    """A count, its percentage, and Wilson's 95 % interval in percent."""
    low, high = wilson(part, whole)
    return {name: part, "percent": _percent(part, whole), "low": round(100 * low, _PLACES), "high": round(100 * high, _PLACES)}


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, _PLACES) if whole else None
