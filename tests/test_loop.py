"""Actions at the end of a period, and plans audited again."""

from __future__ import annotations

import pytest

from qa_engine.board.loop import change, close_loop, period_end
from qa_engine.store.model import ActionRow, Case


def audit(ref: str, month: str, overall: str, sha: str = "", rules: str = "r", areas: dict[str, str] | None = None) -> Case:
    sha = sha or f"{ref}{month}"
    return Case(month, month, f"case-{sha}", ref, sha, overall, "stable", areas or {}, (), (), {}, rules=rules)


def action(number: int, due: str = "", closed: str = "", sha: str = "a2026-09", reaudit: str = "") -> ActionRow:
    return ActionRow(f"case-{sha}", sha, number, "Write the hours into F1", "", due, closed, reaudit)


def test_actions_are_counted_as_they_stood_at_the_end_of_the_period() -> None:
    rows = [action(1, "2026-10-01", "2026-10-05"), action(2, "2026-10-01", "2026-11-02"), action(3, "2026-10-31"), action(4),
            action(5, "2026-10-30")]
    told = close_loop(rows, [], "2026-10-31").actions
    assert (told.opened, told.closed, told.overdue, told.no_due) == (5, 1, 2, 1)
    assert [row.number for row in told.left] == [2, 5, 3, 4]


def test_where_a_period_has_no_end_nothing_is_overdue_and_what_is_closed_is_closed() -> None:
    told = close_loop([action(1, "2026-01-01"), action(2, "2026-01-01", "2027-01-01")], [], "").actions
    assert (told.opened, told.closed, told.overdue) == (2, 1, 0)


def test_a_plan_audited_again_is_better_the_same_or_worse_and_so_are_its_areas() -> None:
    cases = [audit("a", "2026-09", "RI", areas={"voice": "Good", "outcomes": "RI", "advice": "NA"}), audit("b", "2026-09", "Good"),
             audit("c", "2026-09", "RI"), audit("d", "2026-09", "Good"),
             audit("a", "2026-10", "Good", areas={"voice": "RI", "outcomes": "RI", "advice": "RI"}), audit("b", "2026-10", "Inadequate"),
             audit("c", "2026-10", "RI")]
    loop = close_loop([action(1, closed="2026-09-30"), action(2)], cases, "2026-10-31")
    assert [(m.ref, m.before, m.after, m.how) for m in loop.movements] == [
        ("a", "RI", "Good", "better"), ("b", "Good", "Inadequate", "worse"), ("c", "RI", "RI", "same")]
    assert loop.movements[0].areas == {"voice": "worse", "outcomes": "same"}
    assert (loop.movements[0].actions, loop.movements[0].done) == (2, 1)
    assert [loop.moved(how) for how in ("better", "same", "worse")] == [1, 1, 1]


def test_the_last_audit_is_compared_with_the_one_before_it() -> None:
    cases = [audit("a", "2026-08", "Good"), audit("a", "2026-09", "Inadequate"), audit("a", "2026-10", "RI")]
    assert [(m.before, m.after) for m in close_loop([], cases, "2026-10-31").movements] == [("Inadequate", "RI")]


def test_the_same_file_audited_again_is_no_new_version() -> None:
    assert close_loop([], [audit("a", "2026-09", "RI", "x"), audit("a", "2026-10", "RI", "x")], "2026-10-31").movements == ()


def test_an_audit_under_other_rules_is_counted_apart() -> None:
    loop = close_loop([], [audit("a", "2026-09", "RI", rules="1"), audit("a", "2026-10", "Good", rules="2")], "2026-10-31")
    assert (loop.moved("better"), loop.other_rules) == (0, 1)


def test_only_audits_of_the_period_are_told_as_audited_again() -> None:
    cases = [audit("a", "2026-07", "RI"), audit("a", "2026-08", "Good")]
    assert close_loop([], cases, "2026-10-31", "2026-10").movements == ()
    assert len(close_loop([], cases, "2026-10-31", "2026-08").movements) == 1


def test_plans_that_were_not_judged_or_have_no_case_id_are_not_compared() -> None:
    cases = [audit("a", "2026-09", "Not judged"), audit("a", "2026-10", "Good"), audit("", "2026-09", "RI", "x"),
             audit("", "2026-10", "Good")]
    assert close_loop([], cases, "2026-10-31").movements == ()


def test_the_grade_that_a_record_gives_for_the_re_audit_stands_beside_the_one_by_rules() -> None:
    loop = close_loop([action(1, reaudit="Good"), action(2), action(3, reaudit="Not judged")], [audit("a", "2026-09", "RI")], "2026-10-31")
    assert [(r.action.number, r.before, r.how) for r in loop.regraded] == [(1, "RI", "better")]


@pytest.mark.parametrize(("month", "day"), [("2026-02", "2026-02-28"), ("2028-02", "2028-02-29"), ("2026-12", "2026-12-31"), ("", "")])
def test_a_period_ends_on_the_last_day_of_its_month(month: str, day: str) -> None:
    assert period_end(month) == day


@pytest.mark.parametrize(("before", "after", "how"), [
    ("RI", "Good", "better"), ("Good", "RI", "worse"), ("RI", "RI", "same"), ("NA", "RI", "")])
def test_grades_are_compared_on_the_scale(before: str, after: str, how: str) -> None:
    assert change(before, after) == how
