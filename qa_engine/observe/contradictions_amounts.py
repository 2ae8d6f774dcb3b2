"""Two different amounts told of the same support: weekly hours, all day against a few hours, two frequencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_engine.language.words import bag
from qa_engine.observe.contradictions_side import Side, clash
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_when import number_of
from qa_engine.vocabulary import PhraseFact

_SECTIONS = bag("B E F I J")
_HOURS = re.compile(
    r"\b(?P<n>\d{1,2}(?:\.\d{1,2})?|[a-z]+(?:-[a-z]+)?) (?:taught )?hours?\b(?=[^.;]{0,60}\b(?:week|weekly)\b)"
    r"|\b(?P<m>\d{1,2}(?:\.\d{1,2})?) (?:taught )?hours\b", re.IGNORECASE)
_KINDS = ("contradiction_hours_adult", "contradiction_hours_teaching")
_NEXT_STATEMENT = re.compile(r", (?:and|but|while|so)\b|[;:]")
# "A further five hours", "of these, ten hours": a part of what is told whole elsewhere.
_PART = re.compile(
    r"\b(?:further(?! education)|another(?! (?:pupil|child|adult|person|student|peer|boy|girl|member))|in addition|on top of"
    r"|of (?:these|those|this|which|them)|the (?:remaining|rest|balance|remainder)|the other (?=[\w.]+ (?:taught )?hours?\b)|plus)\b",
    re.IGNORECASE)
_LEAST = 4.0
_OFTEN = re.compile(
    r"\b(?P<day>daily|every (?:school )?day|each (?:school )?day|every (?:school )?morning|each (?:school )?morning)\b"
    r"|\b(?:(?P<n>once|twice|three times|four times|five times|\d times) (?:a|per|each|every) week|(?P<week>weekly"
    r"|every week|each week))\b|\b(?P<half>fortnightly|once a fortnight)\b", re.IGNORECASE)
_PROGRAMMES = bag("programme programmes exercises stretches routine")
_OF = re.compile(
    r"\b(?P<of>physio|speech|language|occupational|sensory|hydro|reading|phonics|handwriting|spelling|number|maths"
    r"|fine motor|gross motor|touch[- ]typing)", re.IGNORECASE)
_TIMES = {"once": 1.0, "twice": 2.0}


class Amount(NamedTuple):
    """Hours a week of a kind of support; `ceiling` where they are "up to", `hours` None where the support is there all the time."""

    kind: str
    hours: float | None
    ceiling: bool
    side: Side


def differing_amounts(lines: list[Line]) -> Iterator[PhraseFact]:
    """The first pair of amounts of one kind of support that cannot both hold, for each kind."""
    telling = [line for line in lines if line.item.section in _SECTIONS]
    # Where a section tells its hours in parts, none of them is the total that another section tells.
    parted = {line.item.section for line in telling if _is_part(line)}
    amounts = [a for line in telling if line.item.section not in parted for a in _amounts(line)]
    for kind in _KINDS:
        told = [a for a in amounts if a.kind == kind]
        pair = next(((a, b) for n, a in enumerate(told) for b in told[n + 1:] if _cannot_both_hold(a, b)), None)
        if pair:
            yield clash(pair[0].side, pair[1].side, "possible")


def _is_part(line: Line) -> bool:
    return any(_PART.search(line.raw) and _number(m["n"] or m["m"]) > 0 for m in _HOURS.finditer(line.raw))


def _amounts(line: Line) -> Iterator[Amount]:
    kind = _kind(line) if line.hits else None
    # What the family were told of a budget, in the past, is still what the plan gives.
    if kind is None or (line.past and line.item.section != "J"):
        return
    hours = [m for m in _HOURS.finditer(line.raw) if _number(m["n"] or m["m"]) >= _LEAST] if "hour" in line.raw else []
    if len(hours) == 1:
        match = hours[0]
        side = Side(line, line.start + match.start(), line.start + match.end())
        yield Amount(kind, _number(match["n"] or match["m"]), line.has("contradiction_ceiling"), side)
    elif not hours and line.item.section == "F":
        supporter = line.of(kind)[0]
        for hit in line.of("contradiction_throughout")[:1]:
            # "A teaching assistant will be near, and the gate is shut at all times" is two statements.
            if not _NEXT_STATEMENT.search(line.quote(supporter.end, hit.start)):
                yield Amount(kind, None, False, Side(line, hit.start, hit.end))


def _kind(line: Line) -> str | None:
    """The kind of support; "one-to-one teaching assistant support" is an adult's, though "one-to-one teaching" opens it."""
    adults, teaching = (line.of(name) for name in _KINDS)
    if any(not any(a.first <= hit.last < a.last for a in adults) for hit in teaching):
        return _KINDS[1]
    return _KINDS[0] if adults or teaching else None


def _cannot_both_hold(one: Amount, other: Amount) -> bool:
    if one.side.line.item is other.side.line.item or one.hours == other.hours:
        return False
    if None in (one.hours, other.hours):
        return one.ceiling or other.ceiling
    # In F two people may each have their hours; a need and its provision speak of one.
    return one.side.line.item.section != other.side.line.item.section


def _number(text: str) -> float:
    return float(text) if text[0].isdigit() else float(sum(number_of(part) for part in text.split("-")))


def differing_frequencies(lines: list[Line]) -> Iterator[PhraseFact]:
    """A programme that an outcome or need gives at one frequency and the provision at another."""
    first: dict[str, tuple[float, Side]] = {}
    for line in lines:
        if line.any(_PROGRAMMES) and (line.item.section == "E" or (line.item.section in "BCFG" and not line.past)):
            for key, often, side in _programmes(line):
                earlier = first.setdefault(key, (often, side))
                if earlier[0] != often and earlier[1].line.item.section != line.item.section:
                    yield clash(earlier[1], side, "possible")
                    return


def _programmes(line: Line) -> Iterator[tuple[str, float, Side]]:
    found = list(_OFTEN.finditer(line.raw))
    subject = _OF.search(line.raw) if len(found) == 1 else None
    if subject:
        match = found[0]
        yield subject["of"].lower(), _times(match), Side(line, line.start + match.start(), line.start + match.end())


def _times(match: re.Match[str]) -> float:
    if match["day"]:
        return 5.0
    if match["half"]:
        return 0.5
    word = (match["n"] or "once").split()[0].lower()
    return _TIMES.get(word) or float(number_of(word))
