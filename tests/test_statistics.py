"""Intervals, sample sizes and kappa against published worked examples, each cited; and what is said where nothing can be reckoned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from qa_engine.statistics import LINEAR, QUADRATIC, UNWEIGHTED, Pair, agreement, kappa, sample_size, wilson, wilson_sample_size
from qa_engine.statistics.kappa import NO_PAIRS, NO_SPREAD, ONE_GRADE


# Newcombe RG, "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics in Medicine 1998;
# 17: 857-872, table I, method 3 (score, no continuity correction).
@pytest.mark.parametrize(("part", "whole", "low", "high"), [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
])
def test_wilsons_interval_is_that_of_newcombes_table(part: int, whole: int, low: float, high: float) -> None:
    assert tuple(round(bound, 4) for bound in wilson(part, whole)) == (low, high)


def test_nine_of_forty_six_plans_is_a_share_between_11_and_33_percent() -> None:
    assert tuple(round(100 * bound, 1) for bound in wilson(9, 46)) == (10.7, 33.2)


def test_the_interval_mirrors_and_ends_at_nothing_and_all() -> None:
    assert wilson(5, 5)[1] == 1.0 and wilson(0, 5)[0] == 0.0 and wilson(0, 0) == (0.0, 1.0)
    assert wilson(3, 10)[0] == pytest.approx(1 - wilson(7, 10)[1])


@pytest.mark.parametrize(("part", "whole"), [(-1, 5), (6, 5)])
def test_a_part_that_is_none_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        wilson(part, whole)


# Krejcie RV, Morgan DW, "Determining sample size for research activities", Educational and Psychological Measurement 1970; 30: 607-610,
# table 1 (margin .05, chi-square 3.841). Its figures are rounded to the nearest plan; ours are rounded up, so that the margin is kept.
@pytest.mark.parametrize(("population", "printed"), [
    (10, 10), (15, 14), (20, 19), (25, 24), (30, 28), (35, 32), (40, 36), (45, 40), (50, 44), (55, 48), (60, 52), (65, 56), (70, 59),
    (75, 63), (80, 66), (85, 70), (90, 73), (95, 76), (100, 80), (110, 86), (220, 140), (230, 144), (240, 148), (500, 217), (1200, 291),
    (1300, 297), (1400, 302), (1500, 306), (2800, 338), (9000, 368),
])
def test_sample_sizes_are_those_of_krejcie_and_morgan_rounded_up(population: int, printed: int) -> None:
    assert sample_size(0.05, population, z=3.841**0.5) in (printed, printed + 1)


def test_the_margin_asked_for_is_kept_and_one_plan_fewer_would_break_it() -> None:
    def margin(number: int, population: int) -> float:
        return 1.959964 * float((0.25 / number * (population - number) / (population - 1)) ** 0.5)

    for population in (53, 640, 4175):
        number = sample_size(0.1, population)
        assert margin(number, population) <= 0.1 < margin(number - 1, population)


def test_ten_points_need_97_plans_of_a_great_many_and_every_plan_of_a_few() -> None:
    assert (sample_size(0.1, 10**9), sample_size(0.1, 3), sample_size(0.1, 0)) == (97, 3, 0)
    with pytest.raises(ValueError, match="not between"):
        sample_size(10, 100)
    with pytest.raises(ValueError, match="not between"):
        wilson_sample_size(0, 100)


def test_wilsons_interval_of_that_sample_is_as_wide_as_asked() -> None:
    number = wilson_sample_size(0.1, 10**9)
    low, high = wilson(number / 2, number)
    assert number == 93 and (high - low) / 2 <= 0.1 < (wilson((number - 1) / 2, number - 1)[1] - 0.5)


COHEN = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]


def test_kappa_and_weighted_kappa_are_those_of_cohen_1968() -> None:
    """Cohen J, "Weighted kappa", Psychological Bulletin 1968; 70: 213-220, table 1: .492, and with disagreements of 1, 3 and 6 .348."""
    apart = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
    credit = [[1 - v / 6 for v in row] for row in apart]
    assert [round(kappa(COHEN, w).value or 0, 3) for w in (UNWEIGHTED, credit)] == [0.492, 0.348]


@pytest.mark.parametrize(("power", "printed"), [
    (UNWEIGHTED, [0.3449, 0.0724, 0.2030, 0.4868]), (LINEAR, [0.5082, 0.0655, 0.3798, 0.6366])])
def test_kappa_its_error_and_interval_are_those_of_the_sas_manual(power: int, printed: list[float]) -> None:
    """SAS/STAT User's Guide, the FREQ procedure, "Agreement study" (two dermatologists): kappa, simple and weighted, ASE and limits."""
    found = kappa([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]], power)
    assert found.value and found.error and found.low and found.high
    assert [round(v, 4) for v in (found.value, found.error, found.low, found.high)] == printed


def test_weighted_kappa_its_error_and_interval_are_those_that_sas_prints() -> None:
    """SAS PROC FREQ output for this table, kept with the tests of statsmodels (stats.inter_rater): weighted 0.4701, ASE 0.1457."""
    found = kappa([[0, 4, 1], [0, 8, 0], [0, 1, 5]], LINEAR)
    assert found.value and found.error and found.low and found.high
    assert [round(v, 4) for v in (found.value, found.error, found.low, found.high)] == [0.4701, 0.1457, 0.1845, 0.7558]


# Reckoned with statsmodels 0.14 (stats.inter_rater.cohens_kappa): value and error, linear then quadratic. The first table is that of
# Fleiss, "Statistical methods for rates and proportions", second edition 1981, page 213; the second that of Cohen 1968.
@pytest.mark.parametrize(("table", "linear", "quadratic"), [
    ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], (0.7222, 0.0843), (0.7553, 0.0867)),
    (COHEN, (0.4737, 0.0544), (0.4545, 0.0665)),
])
def test_linear_and_quadratic_weights_agree_with_another_program(table: list[list[int]], linear: tuple[float, float],
                                                                 quadratic: tuple[float, float]) -> None:
    for power, expected in ((LINEAR, linear), (QUADRATIC, quadratic)):
        found = kappa(table, power)
        assert (round(found.value or 0, 4), round(found.error or 0, 4)) == expected


@pytest.mark.parametrize(("table", "why"), [
    ([[0, 0, 0], [0, 0, 0], [0, 0, 0]], NO_PAIRS),
    ([[0, 0, 0], [0, 9, 0], [0, 0, 0]], ONE_GRADE),
    ([[0, 4, 0], [0, 9, 0], [0, 2, 0]], ONE_GRADE),
])
def test_where_kappa_cannot_be_reckoned_it_says_so(table: list[list[int]], why: str) -> None:
    for power in (UNWEIGHTED, LINEAR, QUADRATIC):
        found = kappa(table, power)
        assert (found.value, found.low, found.why) == (None, None, why)


def test_where_all_agree_kappa_is_one_and_has_no_interval() -> None:
    found = kappa([[3, 0, 0], [0, 9, 0], [0, 0, 4]])
    assert (found.value, found.error, found.low, found.why) == (1.0, None, None, NO_SPREAD)


def pairs(counts: dict[tuple[int, int], int], copies: int = 1) -> list[Pair]:
    plan = iter(range(1000))
    return [Pair(name, first, second) for (first, second), number in counts.items() for name in [next(plan) for _ in range(number)]
            for _ in range(copies)]


def test_agreement_counts_exact_and_adjacent_with_wilsons_interval() -> None:
    found = agreement(pairs({(0, 0): 4, (1, 1): 8, (1, 2): 4, (0, 2): 2, (2, 2): 2}), 3)
    assert (found.pairs, found.plans, found.exact.count, found.adjacent.count) == (20, 20, 14, 18)
    assert (found.exact.low, found.exact.high) == wilson(14, 20)
    assert found.table == ((4, 0, 2), (0, 8, 4), (0, 0, 2))
    assert found.quadratic == kappa(found.table, QUADRATIC) and found.linear == kappa(found.table, LINEAR)


def test_the_same_plan_counted_five_times_makes_nothing_surer() -> None:
    counts = {(0, 0): 4, (1, 1): 8, (1, 2): 4, (0, 2): 2, (2, 2): 2}
    once, often = agreement(pairs(counts), 3), agreement(pairs(counts, copies=5), 3)
    assert (often.pairs, often.plans) == (100, 20)
    assert (often.exact.low, often.exact.high) == pytest.approx((once.exact.low, once.exact.high))
    assert once.quadratic.error and often.quadratic.error
    assert often.quadratic.value == pytest.approx(once.quadratic.value)
    assert 0.9 < often.quadratic.error / once.quadratic.error < 1.2


def test_the_error_over_plans_that_count_unequally_often_is_the_jackknifes() -> None:
    """Efron and Tibshirani 1993, formula 11.5, reckoned the long way: kappa anew without each plan."""
    made = [Pair(plan, grade, min(2, grade + (plan + n) % 5 // 4)) for plan in range(12) for n in range(1 + plan % 3)
            for grade in [plan * 7 % 3]]
    without = [kappa(_counted(pair for pair in made if pair.plan != plan), QUADRATIC).value or 0 for plan in range(12)]
    mean = sum(without) / 12
    found = agreement(made, 3).quadratic
    assert found.value == kappa(_counted(made), QUADRATIC).value and found.error
    assert found.error == pytest.approx((11 / 12 * sum((v - mean) ** 2 for v in without)) ** 0.5)


def _counted(made: Iterable[Pair]) -> list[list[int]]:
    counts = Counter((pair.first, pair.second) for pair in made)
    return [[counts[i, j] for j in range(3)] for i in range(3)]


def test_under_ten_plans_kappa_has_no_interval_and_says_why() -> None:
    found = agreement(pairs({(0, 0): 2, (1, 2): 1, (2, 2): 3}), 3)
    assert found.few and found.quadratic.value is not None and found.quadratic.low is None
    assert "too few plans" in found.quadratic.why


def test_no_pairs_at_all_are_no_error() -> None:
    found = agreement([], 3)
    assert (found.pairs, found.exact.share, found.exact.low, found.exact.high, found.quadratic.why) == (0, None, 0.0, 1.0, NO_PAIRS)
