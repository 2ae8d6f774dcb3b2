"""Time limits reckoned from the council's list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qa_engine.batch.manifest import DATES as LISTED
from qa_engine.board.timeliness import DATES, LIMITS, MEASURES, Timed, disorders_of, span, timeliness
from qa_engine.statistics.intervals import wilson
from qa_engine.store.model import ABOUT, Case

REQUEST = date(2026, 1, 5)
BY_KEY = {measure.key: measure for measure in MEASURES}


def days(**offsets: int | str) -> dict[str, str]:
    """Dates so many days after the request; `kind` stays."""
    return {name.replace("_", " "): (REQUEST + timedelta(days=n)).isoformat() if isinstance(n, int) else n for name, n in offsets.items()}


def case(number: int, month: str = "2026-10", ref: str = "", **offsets: int | str) -> Case:
    return Case(month, month, f"case-{number}", ref, f"{number:064}", "RI", "stable", {}, (), (), days(**offsets))


def timed(key: str, *cases: Case) -> Timed:
    return next(t for t in timeliness(cases).timed if t.measure.key == key)


@pytest.mark.parametrize(("key", "start", "end", "limit"), [
    ("decision", "request", "decision", 42), ("advice", "advice_requested", "advice", 42), ("draft", "request", "draft", 112),
    ("issue", "request", "issue", 140), ("notice", "review_held", "review_decision", 28)])
def test_the_last_day_of_a_limit_is_in_time_and_the_next_is_late(key: str, start: str, end: str, limit: int) -> None:
    assert [span(BY_KEY[key], days(**{start: 0, end: n})).how for n in (limit, limit + 1)] == ["on time", "late"]


def test_a_review_is_in_time_up_to_the_day_it_is_due() -> None:
    found = [span(BY_KEY["review"], days(review_due=100, review_held=n)) for n in (90, 100, 101)]
    assert [(s.how, s.days) for s in found] == [("on time", -10), ("on time", 0), ("late", 1)]


def test_an_amended_plan_has_twelve_weeks_from_the_meeting() -> None:
    amended = {"kind": "annual review", "review_held": 0}
    assert [span(BY_KEY["amended"], days(**amended, issue=n)).how for n in (84, 85, -200)] == ["on time", "late", "not known"]
    assert span(BY_KEY["amended"], days(kind="new", review_held=0, issue=84)).how == "not asked"


def test_limits_of_a_first_assessment_are_not_asked_of_reviews_and_transfers() -> None:
    for kind in ("annual review", "phase transfer"):
        about = days(kind=kind, request=0, decision=1, draft=2, issue=3)
        assert [span(BY_KEY[key], about).how for key in ("decision", "draft", "issue")] == ["not asked"] * 3


def test_share_interval_and_median_are_of_plans_with_both_dates() -> None:
    found = timed("decision", *(case(n, request=0, decision=38 + n) for n in range(7)), case(8, request=0), case(9, decision=3))
    assert (found.counted, found.on_time, found.median, found.not_known, found.impossible) == (7, 5, 41.0, 2, 0)
    assert found.share == pytest.approx(5 / 7)
    assert found.interval == wilson(5, 7) == pytest.approx((0.359, 0.918), abs=0.001)
    assert not found.few


def test_of_nothing_there_is_no_share_and_no_median() -> None:
    found = timed("issue", case(1))
    assert (found.counted, found.share, found.median, found.not_known, found.few) == (0, None, None, 1, True)


def test_an_impossible_order_is_listed_and_not_counted() -> None:
    odd = case(1, request=0, issue=-1, decision=10)
    found = timeliness([odd, case(2, request=0, issue=139, decision=10)])
    by_key = {t.measure.key: t for t in found.timed}
    assert (by_key["issue"].counted, by_key["issue"].impossible, by_key["decision"].counted) == (1, 1, 2)
    assert [d.line() for d in found.disorders] == [
        "case-1: the date of “issue” is before that of “decision”; correct the list",
        "case-1: the date of “issue” is before that of “request”; correct the list"]
    assert [d.earlier for d in disorders_of(odd)] == ["decision", "request"]


def test_a_review_held_early_and_an_old_request_of_a_reviewed_plan_are_no_mistakes() -> None:
    assert disorders_of(case(1, review_due=100, review_held=80)) == []
    assert disorders_of(case(2, kind="annual review", request=300, issue=10)) == []


def test_a_plan_audited_twice_counts_once_as_last_audited() -> None:
    found = timed("issue", case(1, "2026-10", "ref-1", request=0, issue=100), case(2, "2026-09", "ref-1", request=0, issue=150))
    assert (found.counted, found.on_time) == (1, 1)


def test_without_dates_it_says_so() -> None:
    assert not timeliness([case(1)]).any_dates
    assert timeliness([case(1, request=1)]).any_dates


def test_what_the_dates_cannot_show_is_said() -> None:
    told = " ".join(LIMITS)
    assert "exceptions" in told and "never in place of" in told and "not known" in told


def test_every_date_asked_for_can_stand_in_the_list_and_in_the_store() -> None:
    assert set(DATES) == set(LISTED)
    assert set(DATES) <= set(ABOUT)


def test_each_limit_names_its_law() -> None:
    laws = {m.key: m.law for m in MEASURES}
    assert "5(1)" in laws["decision"] and "8(1)" in laws["advice"] and "10(1)" in laws["draft"] and "13(2)" in laws["issue"]
    assert "section 44(1)" in laws["review"] and "20(10)" in laws["notice"] and "22(3)" in laws["amended"]
