"""Tables that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from qa_engine.output import csv_file, csv_line


@pytest.mark.parametrize("cell", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    read = list(csv.reader(io.StringIO(csv_file(["a", "b"], [csv_line([cell, "plain"])]).decode("utf-8-sig"), newline="")))
    assert read == [["a", "b"], [f"'{cell}", "plain"]]
