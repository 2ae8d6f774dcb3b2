"""The board report's figures, reckoned a second time from the records on disk; small groups, months of other rules, and empty periods."""

from __future__ import annotations

import json
import random
from collections import Counter
from math import isclose, sqrt
from pathlib import Path
from typing import Any

import pytest

from qa_engine.audit import Auditor
from qa_engine.board.learning import safe
from qa_engine.board.model import Share, board_schema, render_board
from qa_engine.board.periods import asked_for, month_at, period, reach, window
from qa_engine.board.shares import difference, told
from qa_engine.board.small import parted
from qa_engine.board.source import narrowing
from qa_engine.board.trends import signals
from qa_engine.errors import QaError
from qa_engine.store import Store
from tests.board_kit import GRADES, MONTHS, TODAY, World, world
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def four(auditor: Auditor, tmp_path_factory: pytest.TempPathFactory) -> World:
    return world(tmp_path_factory.mktemp("four"), auditor)


def on_disk(made: World, *months: str) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """The records themselves, with what the council's list says of each."""
    return [(json.loads(k.path.read_text(encoding="utf-8")), k.about) for k in made.kept if k.month in months]


def by_hand(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval as the two roots of (p - x)^2 = z^2 x (1 - x) / n."""
    z, p = 1.959963984540054, part / whole
    a, b, c = 1 + z * z / whole, -(2 * p + z * z / whole), p * p
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return 100 * (-b - root) / (2 * a), 100 * (-b + root) / (2 * a)


def agrees(of: Share, part: int, whole: int) -> bool:
    low, high = by_hand(part, whole)
    return ((of.part, of.of) == (part, whole) and isclose(of.percent or 0, 100 * part / whole, abs_tol=0.051)
            and isclose(of.low or 0, low, abs_tol=0.051) and isclose(of.high or 0, high, abs_tol=0.051))


def specific(records: list[dict[str, Any]], letter: str) -> tuple[int, int]:
    seen = [i["observed"].get("specific") for r in records for i in r["sections"].get(letter, {"items": []})["items"]]
    return sum(v is True for v in seen), sum(v is not None for v in seen)


@pytest.mark.parametrize("months", [("2026-10",), ("2026-08", "2026-09", "2026-10")])
def test_the_headline_is_what_the_records_on_disk_say(four: World, months: tuple[str, ...]) -> None:
    board = four.board(months[0], months[-1])
    records = [record for record, _ in on_disk(four, *months)]
    grades = Counter(r["overall"]["judgement"] for r in records)
    head, mix = board.headline, board.headline.mix
    assert mix and head.borderline and head.statutory and head.pieces
    assert head.plans == mix.plans == len(records)
    assert all(agrees(of, grades[grade], len(records)) for grade, of in zip(GRADES, (mix.good, mix.ri, mix.inadequate), strict=True))
    assert agrees(head.borderline, sum(r["overall"]["stability"] == "borderline" for r in records), len(records))
    statutory = sum(any(f["severity"] == "statutory" and not f["strength"] for f in r["findings"]) for r in records)
    assert agrees(head.statutory, statutory, len(records))
    areas = Counter(a["judgement"] for r in records for a in r["areas"].values())
    assert (head.pieces.areas_good.part, head.pieces.areas_good.of) == (areas["Good"], sum(areas[g] for g in GRADES))
    assert (head.pieces.provision.part, head.pieces.provision.of) == specific(records, "F")
    assert (head.pieces.outcomes.part, head.pieces.outcomes.of) == specific(records, "E")
    assert board.coverage.found == sum(MONTHS[m] + 2 for m in months) and board.coverage.not_read == len(months)


def test_areas_rules_and_months_are_what_the_records_on_disk_say(four: World) -> None:
    board = four.board("2026-10", "2026-10")
    records = [record for record, _ in on_disk(four, "2026-10")]
    for area in board.areas:
        counts = Counter(r["areas"][area.area]["judgement"] for r in records)
        assert area.mix and agrees(area.mix.good, counts["Good"], sum(counts[g] for g in GRADES)) and area.not_applicable == counts["NA"]
    failed = Counter(rule for r in records for rule in {f["rule"] for f in r["findings"] if not f["strength"]})
    top = sorted(failed.items(), key=lambda entry: (-entry[1], entry[0]))[:10]
    assert [(line.rule, line.plans.part) for line in board.rules] == top
    often = Counter(f["rule"] for r in records for f in r["findings"])
    assert all(line.findings == often[line.rule] and agrees(line.plans, line.plans.part, len(records)) for line in board.rules)
    for line in board.months:
        mine = [record for record, _ in on_disk(four, line.month)]
        if line.shown:
            assert line.mix and line.mix.good.part == sum(r["overall"]["judgement"] == "Good" for r in mine) and line.plans == len(mine)
            assert line.provision and (line.provision.part, line.provision.of) == specific(mine, "F")
            good = sum(r["areas"]["voice"]["judgement"] == "Good" for r in mine)
            assert line.areas["voice"] and line.areas["voice"].part == good


def test_cuts_are_what_the_records_on_disk_say_and_hide_small_groups(four: World) -> None:
    board = four.board("2026-10", "2026-10")
    rows = on_disk(four, "2026-10")
    teams = Counter(about["team"] for _, about in rows)
    assert teams["Fen"] == 2
    cut = next(c for c in board.cuts if c.name == "team")
    shown = {g.name: g for g in cut.groups}
    assert "Fen" not in shown and cut.merged == 2 and sum(g.mix.plans for g in cut.groups) == len(rows)
    for name, group in shown.items():
        if not name.startswith("Other"):
            mine = [r for r, about in rows if about["team"] == name]
            assert agrees(group.mix.good, sum(r["overall"]["judgement"] == "Good" for r in mine), len(mine))
            assert (group.outcomes.part, group.outcomes.of) == specific(mine, "E")
    assert all(g.mix.plans >= 5 for c in board.cuts for g in c.groups)
    need = {g.name.casefold(): g.mix.plans for g in next(c for c in board.cuts if c.name == "primary need").groups}
    autism = sum(about["primary need"].casefold() == "autism" for _, about in rows)
    assert need.get("autism", autism) == autism
    assert "caseworker" not in {c.name for c in board.cuts}


def test_a_filter_narrows_every_figure(four: World) -> None:
    board = four.board("2026-10", "2026-10", team="North")
    mine = [r for r, about in on_disk(four, "2026-10") if about["team"] == "North"]
    assert board.headline.mix and agrees(board.headline.mix.good, sum(r["overall"]["judgement"] == "Good" for r in mine), len(mine))
    assert board.where == {"team": "North"} and "narrowed to team North" in board.headline.sentences[0]


def test_the_change_on_the_period_before_is_of_the_same_rules_with_its_interval(four: World) -> None:
    change = four.board("2026-08", "2026-08").headline.change
    good = [sum(r["overall"]["judgement"] == "Good" for r, _ in on_disk(four, m)) for m in ("2026-08", "2026-07")]
    assert change.compared and change.before and change.before.good.part == good[1]
    assert isclose(change.points or 0, 100 * (good[0] / MONTHS["2026-08"] - good[1] / MONTHS["2026-07"]), abs_tol=0.051)
    assert four.board("2026-10", "2026-10").headline.change.why == "Not compared: one of the two periods has fewer than five plans."


def test_the_interval_of_a_change_is_that_of_newcombes_own_example() -> None:
    # Newcombe (1998), table II, example a: 56/70 less 48/80, method 10: 0.0524 to 0.3339.
    assert difference(Share(part=56, of=70), Share(part=48, of=80)) == (20.0, 5.2, 33.4)


def test_a_small_month_is_hidden_with_another_by_which_it_could_be_had(four: World) -> None:
    alone = {m.month: m.shown for m in four.board("2026-10", "2026-10").months}
    assert alone == {"2026-07": True, "2026-08": True, "2026-09": False, "2026-10": True}
    quarter = {m.month: (m.shown, m.plans) for m in four.board("2026-07", "2026-09").months}
    assert quarter == {"2026-07": (False, None), "2026-08": (True, 26), "2026-09": (False, None)}


def test_what_is_merged_is_never_one_group_and_never_under_five() -> None:
    chance = random.Random(11)
    for _ in range(2000):
        sizes = {f"g{n}": chance.randint(1, 12) for n in range(chance.randint(1, 14))}
        split = parted(sizes)
        assert sorted((*split.shown, *split.merged)) == sorted(sizes)
        assert all(sizes[name] >= 5 for name in split.shown) and len(split.shown) <= 9
        if split.shown and split.merged:
            assert len(split.merged) > 1 and sum(sizes[name] for name in split.merged) >= 5


def test_reaudits_actions_and_moderation_are_told_in_numbers(four: World) -> None:
    board = four.board("2026-10", "2026-10")
    first = {k.council_id: k for k in four.kept if k.month == "2026-07"}
    pairs = [(first[k.council_id], k) for k in four.kept if k.month == "2026-10" and k.council_id in first]
    grades = [tuple(GRADES.index(json.loads(k.path.read_text())["overall"]["judgement"]) for k in pair) for pair in pairs]
    loop = board.loop
    assert (loop.reaudits, loop.better, loop.worse) == (6, sum(b < a for a, b in grades), sum(b > a for a, b in grades))
    assert (loop.opened, loop.closed, loop.closed_in_period, loop.open, loop.overdue) == (5, 3, 3, 2, 2)
    whole = board.moderation.whole
    assert whole and board.moderation.plans == 8
    records = [r for r, _ in on_disk(four, "2026-10")][:8]
    rows = [[a["judgement"] for a in r["areas"].values() if a["judgement"] in GRADES] for r in records]
    same = sum(n % 4 != 0 or grade == "Good" for row in rows for n, grade in enumerate(row))
    assert (whole.exact.part, whole.pairs) == (same, sum(map(len, rows)))


def test_a_period_without_plans_has_a_report_that_says_so(four: World) -> None:
    board = four.board("2025-01", "2025-01")
    assert board.headline.mix is None and board.headline.sentences[1] == "No plan was judged in this period."
    assert (board.cuts, board.rules, board.examples) == ((), (), ())


def test_a_period_of_three_plans_shows_no_grade_at_all(four: World) -> None:
    board = four.board("2026-09", "2026-09")
    assert board.headline.plans == 3 and board.headline.mix is board.headline.pieces is None
    assert all(a.mix is None and a.not_applicable is None for a in board.areas)
    assert (board.cuts, board.rules, board.timeliness and [t.in_time for t in board.timeliness if t.in_time]) == ((), (), [])
    assert board.said.well == ("Too few plans to say.",)


def test_months_of_other_rules_are_in_no_trend_until_they_are_judged_again(auditor: Auditor, tmp_path: Path) -> None:
    made = world(tmp_path, auditor, {"2026-07": "b" * 64})
    apart = made.board("2026-08", "2026-08")
    assert not apart.headline.change.compared and "other rules" in apart.headline.change.why
    assert [m.same_rules for m in apart.months] == [False, True]
    assert all(c.months == ("2026-08",) for c in apart.run_charts)
    assert [p.current for p in apart.method.packs] == [True, False]
    both = made.board("2026-07", "2026-08")
    assert (both.headline.plans, both.headline.other_rules) == (26, 22)
    again = made.board("2026-08", "2026-08", restate=True)
    assert again.headline.change.compared and all(m.same_rules for m in again.months)
    assert again.months[1] == apart.months[1] and again.months[0].plans == 22
    assert "judged again" in again.method.method[-1] and all(p.current for p in again.method.packs)
    assert list((tmp_path / "out").iterdir()) == []  # the records judged again are gone


def test_the_same_store_gives_the_same_board_and_it_follows_its_schema(four: World) -> None:
    import jsonschema

    one, two = (render_board(four.board("2026-10", "2026-10", across=True)) for _ in range(2))
    assert one == two
    jsonschema.validate(json.loads(one), json.loads((ROOT / "schemas" / "board.schema.json").read_text(encoding="utf-8")))


def test_the_published_schema_is_what_the_code_would_write(request: pytest.FixtureRequest) -> None:
    path, made = ROOT / "schemas" / "board.schema.json", json.dumps(board_schema(), indent=1) + "\n"
    if request.config.getoption("--rewrite-golden"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


def test_examples_are_wording_that_names_nobody_beside_the_rules_own_advice(four: World, auditor: Auditor) -> None:
    board = four.board("2026-10", "2026-10")
    assert len(board.examples) == 3 and len({e.before for e in board.examples}) == 3
    for example in board.examples:
        assert example.advice == auditor.rulebook.rules[example.rule].advice and example.plans >= 5
        assert not {word.strip(".,").casefold() for word in example.before.split()} & {n.casefold() for n in four.names}
        assert not any(c.isdigit() for c in example.before)


@pytest.mark.parametrize(("text", "shown"), [
    ("[child] will have support from a teaching assistant as required.", "[name] will have support from a teaching assistant as required."),
    ("Staff will give her 15 minutes of help with her reading.", "Staff will give [name] [number] minutes of help with [name]’s reading."),
    ("Support in class for 10 to 15 minutes, he says", "Support in class for [number] minutes, [name] says."),
    ("Support at Oakwood for his reading every single day.", ""),
    ("Support from wren with all of the reading in class.", ""),
    ("Support after his epilepsy nurse has been into school.", ""),
    ("Support from mum with all of the reading at home.", ""),
    ("[family member] will support all of the reading at home.", ""),
    ("In June support with all of the reading in class.", ""),
    ("Will helps with all of the reading in class each day.", ""),
    ("A light will flash in the hall and in [child]'s classroom.", "A light will flash in the hall and in [name]’s classroom."),
    ("Staff will read [child]’s book (or another like it) for 10-15 minutes.",
     "Staff will read [name]’s book (or another like it) for [number] minutes."),
    ("Staff will show the \"stop\" card (large print), then wait 5 – 10 seconds.",
     "Staff will show the \"stop\" card (large print), then wait [number] seconds."),
    ("Support as required.", ""),
])
def test_wording_is_made_safe_or_left_out(text: str, shown: str) -> None:
    assert safe(text, {"wren"}) == shown


def test_a_shift_needs_six_months_on_one_side_and_those_on_the_median_do_not_count() -> None:
    months = [month_at(24_312 + n) for n in range(13)]  # from January 2026
    found = list(signals(months, [40, 41, 40, 41, 40, 50, 60, 61, 50, 60, 61, 60, 61]))  # the median is 50
    assert [(s.kind, s.direction, s.points) for s in found] == [("shift", "up", 6)]
    assert (found[0].first, found[0].last) == ("2026-07", "2027-01")
    assert list(signals(months[:12], [40, 60, 40, 60, 40, 60, 60, 40, 60, 60, 40, 40])) == []


def test_a_trend_needs_five_months_one_way_and_a_repeat_is_left_out() -> None:
    months = [f"2026-{n:02d}" for n in range(1, 8)]
    found = list(signals(months, [50, 44, 46, 46, 48, 49, 52]))
    assert [(s.kind, s.direction, s.points, s.first) for s in found] == [("trend", "up", 5, "2026-02")]
    assert list(signals(months[:4], [1, 2, 3, 4])) == []


@pytest.mark.parametrize(("part", "words"), [
    (20, "all plans (100 %, 20 of 20)"), (19, "almost all plans (95 %, 19 of 20)"), (18, "most plans (90 %, 18 of 20)"),
    (10, "the majority of the plans (50 %, 10 of 20)"), (3, "less than half of the plans (15 %, 3 of 20)"),
    (2, "few plans (10 %, 2 of 20)"),
    (0, "none of the plans (0 %, 0 of 20)"),
])
def test_shares_are_told_by_fixed_words_with_the_number_beside_them(part: int, words: str) -> None:
    assert told(Share(part=part, of=20), "plans") == words


def test_periods_are_named_and_reach_back_a_year() -> None:
    assert asked_for("", "", "", "", ["2026-09", "", "2026-10"]).name == "October 2026"
    quarter = asked_for("", "2026-Q3", "", "", [])
    assert (quarter.name, quarter.before_name) == ("July to September 2026", "April to June 2026")
    assert (len(window(quarter)), reach(quarter)) == (12, "2025-10")
    assert asked_for("", "", "", "", [""]).name == "All audits"
    assert period("2025-12", "2026-01").name == "December 2025 to January 2026"


@pytest.mark.parametrize(("asked", "words"), [
    (("2026-13", "", "", ""), "“2026-13” is no month"), (("", "2026-3", "", ""), "is no quarter"),
    (("", "", "2026-05", "2026-03"), "before it begins"),
    (("2026-10", "2026-Q3", "", ""), "give one of"),
])
def test_a_period_that_cannot_be_is_refused_in_one_line(asked: tuple[str, str, str, str], words: str) -> None:
    with pytest.raises(QaError, match=words) as refused:
        asked_for(*asked, ["2026-10"])
    assert "\n" not in str(refused.value)


def test_a_board_report_is_never_about_a_caseworker_and_names_the_columns_there_are(tmp_path: Path) -> None:
    assert narrowing(["team = North", "primary need=Autism"]) == {"team": "North", "primary need": "Autism"}
    for part, words in (("caseworker=X", "never about one caseworker"), ("tem=X", "the columns are team, kind"),
                        ("team", "write it as team=North")):
        with pytest.raises(QaError, match=words):
            narrowing([part])
    with Store.open(str(tmp_path)) as nothing, pytest.raises(QaError, match="there is no store here yet"):
        nothing.runs()


def test_audits_pass_without_being_kept(four: World) -> None:
    import tracemalloc
    from dataclasses import replace

    from qa_engine.board.build import Told, board_of
    from qa_engine.judge import load_book
    from qa_engine.rulebook import load, rule_folders
    from qa_engine.store.model import Filter

    with Store.open(str(four.store)) as store:
        runs, some = store.runs(), list(store.cases(Filter("2026-10", "2026-10")))
    told = Told(runs, load(rule_folders()), load_book(rule_folders()))
    copies = ((n, some[n % len(some)]) for n in range(600))
    many = (replace(case, sha256=f"{n:064x}", findings=tuple(replace(f) for f in case.findings)) for n, case in copies)
    tracemalloc.start()
    board = board_of(many, period("2026-10", "2026-10"), told)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert board.headline.plans == 600 and board.rules_sha256 == TODAY
    assert peak < 3_000_000
