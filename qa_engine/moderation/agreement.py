"""Where rules and people agree, and people with each other: by area and for all, and which rules people overrode most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from qa_engine.model.judgement import GRADES
from qa_engine.model.record import Grade
from qa_engine.moderation.across import Voice, once, rules_of
from qa_engine.moderation.forms import AGENCIES, OVERALL, OVERALL_TITLE
from qa_engine.moderation.model import ModerationRecord, counts
from qa_engine.statistics import Agreement, Pair, agreement

ALL, ALL_TITLE = "all", "All areas"
NO_RULE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """Agreement on one area (or `all` of them, or `overall`). `higher` and `lower` say how the second grade lies to the first.

    `off_scale` counts pairs left out of all figures, as one or both grades were “not applicable” or “not judged”; of these `same_off_scale`
    are the same on both sides.
    """

    name: str
    title: str
    figures: Agreement
    higher: int
    lower: int
    off_scale: int
    same_off_scale: int


@dataclass(frozen=True, slots=True)
class Overridden:
    """A rule that decided grades: how often, and how often a person then gave another one."""

    rule: str
    decided: int
    overridden: int
    higher: int
    lower: int
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Records by one set of rule packs. `engine` sets rules beside people, `people` person beside person; `ways` splits the engine's row
    for all areas by whether auditors were blind to the rules, `kinds` the people's one by who is compared."""

    rules: str
    in_force: bool
    records: int
    plans: int
    blind: int
    engine: tuple[Row, ...]
    ways: tuple[Row, ...]
    people: tuple[Row, ...]
    kinds: tuple[Row, ...]
    overridden: tuple[Overridden, ...]


@dataclass(frozen=True, slots=True)
class _Two:
    """Two grades of one area of one plan, and what kind of pair they are."""

    plan: str
    area: str
    kind: str
    first: Grade
    second: Grade


def compared(records: Sequence[ModerationRecord], in_force: str, areas: Mapping[str, str]) -> list[Compared]:
    """One for each set of rule packs that the records were made with, the one in force first: grades by different rules are kept apart.
    Records that are not intact or not filled in are left out."""
    groups: dict[str, list[ModerationRecord]] = {}
    for record in filter(counts, records):
        groups.setdefault(rules_of(record), []).append(record)
    return [_compared(rules, groups[rules], rules == in_force, areas) for rules in sorted(groups, key=lambda r: (r != in_force, r))]


def _compared(rules: str, records: Sequence[ModerationRecord], in_force: bool, areas: Mapping[str, str]) -> Compared:
    voices = list(once(records))
    engine, people = [_with_rules(voice) for voice in voices], list(_with_people(voices))
    return Compared(
        rules=rules, in_force=in_force, records=len(records), plans=len({r.audit.sha256 for r in records}),
        blind=sum(r.audit.blind for r in records), engine=tuple(_rows(engine, areas)), ways=tuple(_split(engine)),
        people=tuple(_rows(people, areas)), kinds=tuple(_split(people)), overridden=tuple(_overridden(voices)))


def _with_rules(voice: Voice) -> _Two:
    judged = voice.judged
    kind = "Auditors blind to the rules" if voice.record.audit.blind else "Auditors who saw the rules"
    return _Two(voice.record.audit.sha256, judged.area, kind, judged.rules, judged.grade)


def _with_people(voices: Iterable[Voice]) -> Iterator[_Two]:
    """Every two people who graded the same area of the same plan, by agency, then in the order of the records."""
    by_area: defaultdict[tuple[str, str], list[Voice]] = defaultdict(list)
    for voice in voices:
        by_area[voice.record.audit.sha256, voice.judged.area].append(voice)
    for (plan, area), mine in by_area.items():
        ordered = sorted(mine, key=lambda v: (list(AGENCIES).index(v.judged.agency), v.person))
        for one, other in combinations(ordered, 2):
            yield _Two(plan, area, _kind(one, other), one.judged.grade, other.judged.grade)


def _kind(one: Voice, other: Voice) -> str:
    first, second = AGENCIES[one.judged.agency], AGENCIES[other.judged.agency]
    return f"{first} and {second}" if first != second else f"Two of {first}"


def _rows(twos: Sequence[_Two], areas: Mapping[str, str]) -> Iterator[Row]:
    """A row for each area that was graded, one for them all, and one for the plan as a whole."""
    for area, title in areas.items():
        mine = [two for two in twos if two.area == area]
        if mine:
            yield _row(area, title, mine)
    every = [two for two in twos if two.area != OVERALL]
    if len({two.area for two in every}) > 1:
        yield _row(ALL, ALL_TITLE, every)
    if whole := [two for two in twos if two.area == OVERALL]:
        yield _row(OVERALL, OVERALL_TITLE, whole)


def _split(twos: Sequence[_Two]) -> Iterator[Row]:
    """All areas by the kind of pair."""
    for kind in sorted({two.kind for two in twos if two.area != OVERALL}):
        yield _row(ALL, kind, [two for two in twos if two.kind == kind and two.area != OVERALL])


def _row(name: str, title: str, twos: Sequence[_Two]) -> Row:
    pairs = [Pair(t.plan, GRADES.index(t.first), GRADES.index(t.second)) for t in twos if t.first in GRADES and t.second in GRADES]
    off = [t for t in twos if t.first not in GRADES or t.second not in GRADES]
    return Row(name, title, agreement(pairs, len(GRADES)), sum(p.second > p.first for p in pairs), sum(p.second < p.first for p in pairs),
               len(off), sum(t.first == t.second for t in off))


def _overridden(voices: Sequence[Voice]) -> Iterator[Overridden]:
    """Rules by how often people gave another grade than the one they decided. A grade that no rule lowered counts under `none`."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    areas: defaultdict[str, set[str]] = defaultdict(set)
    for voice in voices:
        for rule in voice.record.decided_by.get(voice.judged.area) or [NO_RULE]:
            counts[rule].update(_what(voice))
            if voice.judged.stance == "override":
                areas[rule].add(voice.judged.area)
    for rule in sorted(areas, key=lambda r: (-counts[r]["overridden"], r)):
        told = counts[rule]
        yield Overridden(rule, told["decided"], told["overridden"], told["higher"], told["lower"], tuple(sorted(areas[rule])))


def _what(voice: Voice) -> Iterator[str]:
    judged = voice.judged
    yield "decided"
    if judged.stance == "override":
        yield "overridden"
    if judged.grade in GRADES and judged.rules in GRADES and judged.grade != judged.rules:
        yield "higher" if GRADES.index(judged.grade) > GRADES.index(judged.rules) else "lower"
