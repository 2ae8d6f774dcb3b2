"""Intervals against published examples; tables that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from qa_engine.batch.intervals import wilson
from qa_engine.batch.tables import csv_file, csv_line


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


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    read = list(csv.reader(io.StringIO(csv_file(["a", "b"], [csv_line([cell, "plain"])]).decode(), newline="")))
    assert read == [["a", "b"], [f"'{cell}", "plain"]]
