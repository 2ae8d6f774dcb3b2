"""Groups of fewer than five plans in a board report: none is shown, and none can be had by subtracting what is shown."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import pytest

from qa_engine.board.agreement import moderation_of
from qa_engine.board.build import Told, board_of
from qa_engine.board.model import Board, Cut, TimeLine
from qa_engine.board.periods import period, reach
from qa_engine.board.small import Plans, apart, members_of, settled
from qa_engine.report.board.words import lacking
from qa_engine.store.model import Case, PanelRow, Run
from tests.period_kit import rules

RULES, TOOL = "a" * 64, "1.0"


def plan(number: int, month: str = "2026-10", grade: str = "RI", areas: dict[str, str] | None = None, services: tuple[str, ...] = (),
         about: dict[str, str] | None = None) -> Case:
    name = f"{month}-{number}"
    return Case(month, month, f"case-{name}", "", name, grade, "stable", areas or {}, (), (), about or {}, services)


def board(cases: Sequence[Case], first: str, last: str) -> Board:
    asked, (rulebook, judgement) = period(first, last), rules()
    runs = [Run(month, month, ".", TOOL, RULES) for month in sorted({case.month for case in cases})]
    inside = (case for case in cases if reach(asked) <= case.month <= last)
    return board_of(inside, asked, Told(runs, rulebook, judgement))


def shown(made: Board, name: str) -> list[str]:
    return [group.name for cut in made.cuts if cut.name == name for group in cut.groups]


def test_an_area_of_four_plans_cannot_be_had_from_the_sum_of_all_areas() -> None:
    cases = [plan(n, areas={"outcomes": "Good", "health_needs": "Inadequate" if n < 4 else "NA"}) for n in range(9)]
    made = board(cases, "2026-10", "2026-10")
    assert next(area.mix for area in made.areas if area.area == "health_needs") is None
    assert made.headline.pieces and (made.headline.pieces.areas_good.part, made.headline.pieces.areas_good.of) == (9, 9)


def test_an_area_in_a_month_cannot_be_had_from_its_total_and_the_other_months() -> None:
    applies = {"2026-07": 9, "2026-08": 6, "2026-09": 3, "2026-10": 8}
    cases = [plan(n, month, areas={"health_needs": "Good" if n < many else "NA"}) for month, many in applies.items() for n in range(9)]
    months = board(cases, "2026-07", "2026-10").months
    told = {line.month: line.areas["health_needs"] for line in months}
    assert [month for month, share in told.items() if share is None] == ["2026-08", "2026-09"]
    assert all(line.shown for line in months)


def test_a_small_month_of_the_period_before_cannot_be_had_from_what_it_is_compared_with() -> None:
    many = {"2026-05": 3, "2026-06": 7, "2026-07": 9, "2026-08": 8, "2026-09": 8, "2026-10": 8}
    made = board([plan(n, month) for month, plans in many.items() for n in range(plans)], "2026-08", "2026-10")
    assert made.headline.change.before and made.headline.change.before.plans == 19
    assert {line.month: line.shown for line in made.months} == {
        "2026-05": False, "2026-06": False, "2026-07": True, "2026-08": True, "2026-09": True, "2026-10": True}


def test_a_small_school_cannot_be_had_from_its_type_and_the_schools_shown() -> None:
    schools = {"Ash": ("special", 12), "Birch": ("special", 8), "Cedar": ("special", 3), "Damson": ("mainstream", 3),
               "Elm": ("mainstream", 14)}
    cases = [plan(n, about={"setting": name, "setting type": kind}) for name, (kind, many) in schools.items() for n in _places(name, many)]
    made = board(cases, "2026-10", "2026-10")
    assert shown(made, "setting type") == ["Special", "Mainstream"]
    assert not {"Cedar", "Damson"} & {*shown(made, "setting")}
    assert not leaks([(kind_of(cases, "setting", made), kind_of(cases, "setting type", made))])


def _places(name: str, many: int) -> range:
    start = 100 * ord(name[0])
    return range(start, start + many)


def kind_of(cases: Sequence[Case], column: str, made: Board) -> list[Plans]:
    """What a reader sees of a cut: the plans of each group by name, and of all that stand under “Other”."""
    members = members_of(case.about[column] for case in cases)
    names = {name.casefold() for name in shown(made, column)}
    seen = [plans for key, plans in members.items() if key.casefold() in names]
    other: Plans = frozenset(range(len(cases))) - frozenset().union(*seen)
    return [*seen, other] if seen and other else seen


def leaks(pairs: Iterable[tuple[Sequence[Plans], Sequence[Plans]]]) -> list[Plans]:
    """Every group of one to four plans that is a group of one cut without some groups of another, tried one by one."""
    return [rest for one, two in pairs for whole in one for rest in _rests(whole, two)] + [
        rest for one, two in pairs for whole in two for rest in _rests(whole, one)]


def _rests(whole: Plans, parts: Sequence[Plans]) -> Iterator[Plans]:
    for size in range(1, len(parts) + 1):
        for some in combinations(parts, size):
            joined = frozenset().union(*some)
            if joined <= whole and 0 < len(whole - joined) < 5:
                yield whole - joined


def test_cuts_that_lie_within_each_other_tell_of_no_small_group_whatever_their_sizes() -> None:
    chance, narrowed = random.Random(3), 0
    for _ in range(300):
        schools = [(f"school {n}", f"type {n % chance.randint(1, 3)}", chance.randint(1, 14)) for n in range(chance.randint(2, 8))]
        rows = [(school, kind, chance.choice("xyz")) for school, kind, many in schools for _ in range(many)]
        cuts = {str(n): members_of(row[n] for row in rows) for n in range(3)}
        splits = settled(cuts)
        groups = [split.groups(cuts[name]) for name, split in splits.items()]
        assert all(len(plans) >= 5 for found in groups for plans in found)
        assert not leaks(combinations(groups, 2))
        alone = {name: next(iter(settled({name: cut}).values())) for name, cut in cuts.items()}
        narrowed += alone != splits
    assert narrowed > 20  # or there was nothing to find


@pytest.mark.parametrize(("services", "told"), [
    ({"psychology": range(20)}, ["psychology"]),
    ({"psychology": range(17)}, []),  # three of all twenty are without
    ({"psychology": range(5, 17), "therapy": range(5, 14)}, ["psychology"]),  # three of those with psychology are without therapy
    ({"nursing": range(8)}, []),  # two of the ten plans of a team are without
    ({"nursing": range(13)}, []),  # three of those with nursing are of another team
    ({"nursing": range(4)}, [])])
def test_a_service_is_shown_only_where_nobody_without_it_can_be_told(services: dict[str, range], told: list[str]) -> None:
    teams = [frozenset(range(10)), frozenset(range(10, 20))]
    assert apart({name: frozenset(places) for name, places in services.items()}, [[frozenset(range(20))], teams]) == told


def test_a_report_leaves_out_the_service_that_tells_and_says_so() -> None:
    cases = [plan(n, services=("School", "Nursing") if n < 17 else ("School",), about={"team": "North" if n < 10 else "South"})
             for n in range(20)]
    cut: Cut = next(c for c in board(cases, "2026-10", "2026-10").cuts if c.name == "contributor service")
    assert [group.name for group in cut.groups] == ["School"] and cut.hidden == 1
    assert "Not shown: 1 service with fewer than five plans, or by which so few could be had by subtraction" in cut.note


def panel(plans: int, auditors: int, area: str) -> list[PanelRow]:
    return [PanelRow("c", str(n), area, "panel", f"agency {a}", f"auditor {a}", "RI", "Good", "override", "", "")
            for n in range(plans) for a in range(auditors)]


def test_agreement_on_an_area_is_of_five_plans_not_of_five_grades() -> None:
    rows = [*panel(6, 1, "outcomes"), *panel(2, 3, "health_needs")]
    made = moderation_of(rows, {str(n): None for n in range(6)}, {"outcomes": "Outcomes", "health_needs": "Health needs"})
    assert made.plans == 6 and [area.name for area in made.areas] == ["outcomes"]


@pytest.mark.parametrize(("not_known", "impossible", "words"), [(12, 0, "12"), (0, 0, "0"), (None, 0, "a few"), (7, None, "over 7")])
def test_of_one_to_four_plans_without_dates_only_that_there_are_some(not_known: int | None, impossible: int | None, words: str) -> None:
    line = TimeLine(name="issue", title="x", law="x", in_time=None, median=None, not_known=not_known, impossible=impossible)
    assert lacking(line) == words


def test_a_person_counts_once_however_the_name_is_typed_and_unsigned_copies_are_several_people() -> None:
    def given(by: str, copy: int) -> list[PanelRow]:
        return [PanelRow("c", str(n), "outcomes", "panel", "school", by, "RI", "RI", "agree", "", "", copy) for n in range(6)]

    plans: dict[str, object] = {str(n): None for n in range(6)}
    once = moderation_of([*given("Idris Fennimore", 1), *given("idris  fennimore", 2)], plans, {"outcomes": "Outcomes"})
    twice = moderation_of([*given("", 1), *given("", 2)], plans, {"outcomes": "Outcomes"})
    assert [m.areas[0].pairs for m in (once, twice)] == [6, 12]
