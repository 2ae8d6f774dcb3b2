"""A dose that one place of the plan says has changed, still at its old amount in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_when import Stale

_AMOUNT = r"(?P<n>\d+(?:\.\d+)?) ?(?P<unit>mg|mcg|micrograms?|milligrams?|ml|units?|puffs?)\b"
_CHANGED = re.compile(
    r"\b(?:went up|gone up|goes up|went down|come down|came down|increased|raised|reduced|lowered|cut|changed|doubled|moved)\b"
    rf"(?: [^.;]{{0,40}})? to {_AMOUNT}|\b(?:is|are) now {_AMOUNT.replace('<n>', '<m>').replace('<unit>', '<now>')}", re.IGNORECASE)
_DOSE = re.compile(
    rf"\b(?:(?:buccal|oral|rectal|nasal|intranasal|inhaled) )?(?P<drug>[^\W\d_]{{5,}})(?:,? (?:at|of|tablets?|capsules?|\()?)? ?"
    rf"{_AMOUNT}", re.IGNORECASE)
_EMERGENCY = bag("midazolam diazepam lorazepam adrenaline epinephrine glucagon")
_EMERGENCY_TALK = bag("emergency rescue") | _EMERGENCY
_UNITS = bag("mg mcg ml microgram micrograms milligram milligrams unit units puff puffs")


class _Change(NamedTuple):
    words: frozenset[str]
    amount: float
    unit: str


def stale_doses(lines: list[Line]) -> Iterator[tuple[Line, Stale]]:
    """Doses of a medicine at another amount than the one that the plan says it was changed to."""
    told = [line for line in lines if line.any(_UNITS) or "mg" in line.raw]
    changes = [change for line in told for change in _changes(line)]
    for line in told if changes else ():
        for match in _DOSE.finditer(line.raw):
            overtaken = any(_same_medicine(match["drug"].lower(), c) and _differs(match, c) for c in changes)
            if overtaken and not _CHANGED.search(line.raw) and not line.past and not in_quotation(line.raw, match.start()):
                yield line, Stale(line.start + match.start(), line.start + match.end(), "the plan says elsewhere that the dose has changed")


def _changes(line: Line) -> Iterator[_Change]:
    for match in _CHANGED.finditer(line.raw):
        yield _Change(line.vocabulary, float(match["n"] or match["m"]), _unit(match["unit"] or match["now"]))


def _same_medicine(drug: str, change: _Change) -> bool:
    return drug in change.words or (drug in _EMERGENCY and not change.words.isdisjoint(_EMERGENCY_TALK))


def _differs(dose: re.Match[str], change: _Change) -> bool:
    return _unit(dose["unit"]) == change.unit and float(dose["n"]) != change.amount


def _unit(text: str) -> str:
    return text.lower().removesuffix("s")
