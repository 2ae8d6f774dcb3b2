"""Dates as plans write them."""

from __future__ import annotations

from datetime import date

import pytest

from qa_engine.language.dates import find_dates, parse_date, school_year, years_between


@pytest.mark.parametrize(
    "text",
    [
        "14/03/2026",
        "14.3.26",
        "14-03-2026",
        "14th March 2026",
        "14 Mar 26",
        "the 14th day of March 2026",
        "2026-03-14",
        "March 14th, 2026",
        "14 March, 2026",
    ],
)
def test_one_day_is_read_from_every_british_form(text: str) -> None:
    assert parse_date(f"issued on {text}.") == date(2026, 3, 14)


def test_the_day_comes_first_even_where_both_numbers_could_be_months() -> None:
    assert parse_date("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize("text", ["31/02/2026", "45/01/2026", "version 1.2.3", "3-4 times", "may help", "pages 3/4", "Summer 2026"])
def test_numbers_that_are_no_date_give_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_month_alone_is_found_without_a_day() -> None:
    (found,) = find_dates("By July 2027 she will count to ten.")
    assert (found.year, found.month, found.day, found.date) == (2027, 7, None, None)


def test_a_day_without_a_year_is_found_but_makes_no_date() -> None:
    (found,) = find_dates("He was seen on 9 June at home.")
    assert (found.month, found.day, found.date) == (6, 9, None)


def test_the_school_year_turns_on_the_first_of_september() -> None:
    assert school_year(date(2016, 9, 1), date(2026, 8, 31)) == 4
    assert school_year(date(2016, 8, 31), date(2026, 8, 31)) == 5
    assert school_year(date(2016, 8, 31), date(2026, 9, 1)) == 6


def test_an_age_counts_whole_years_only() -> None:
    assert years_between(date(2010, 6, 15), date(2026, 6, 14)) == 15
