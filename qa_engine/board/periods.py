"""Months, quarters and stretches of months: what was asked for, what comes before it, and what people call it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_engine.board.model import Period
from qa_engine.errors import QaError

WINDOW = 12  # months that charts reach back
NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTH, _QUARTER = re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), re.compile(r"(\d{4})-[Qq]([1-4])")


def month_number(month: str) -> int:
    """Months since the year 0. Raises QaError where it is no YYYY-MM."""
    match = _MONTH.fullmatch(month)
    if not match:
        raise QaError(f"“{month}” is no month; write it as 2026-10")
    return 12 * int(match[1]) + int(match[2]) - 1


def month_at(number: int) -> str:
    """YYYY-MM of a number of `month_number`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def name_of(month: str) -> str:
    """ "October 2026"; of "" that it is not known."""
    if not month:
        return "Month not given"
    number = month_number(month)
    return f"{NAMES[number % 12]} {number // 12}"


def short_name(month: str) -> str:
    """ "Oct 26", for charts."""
    return f"{name_of(month)[:3]} {month[2:4]}" if month else "None"


def quarter(text: str) -> tuple[str, str]:
    """First and last month of a quarter of the calendar year, such as 2026-Q3. Raises QaError."""
    match = _QUARTER.fullmatch(text)
    if not match:
        raise QaError(f"“{text}” is no quarter; write it as 2026-Q3 (July to September 2026)")
    first = 12 * int(match[1]) + 3 * (int(match[2]) - 1)
    return month_at(first), month_at(first + 2)


def asked_for(month: str, quarter_of: str, first: str, last: str, known: Sequence[str]) -> Period:
    """The period of the options given; without any, the latest month that has a run, or all runs where none has a month. Raises QaError."""
    if sum(map(bool, (month, quarter_of, first or last))) > 1:
        raise QaError("give one of --month, --quarter, or --from with --to")
    months = sorted(filter(None, known))
    if quarter_of:
        first, last = quarter(quarter_of)
    elif first or last:
        first, last = first or (months[0] if months else last), last or (months[-1] if months else first)
    else:
        first = last = month or (months[-1] if months else "")
    return period(first, last)


def period(first: str, last: str) -> Period:
    """The stretch of months and the one of the same length before it. Raises QaError where it ends before it begins."""
    if not first:
        return Period(first="", last="", name="All audits")
    start, end = month_number(first), month_number(last)
    if end < start:
        raise QaError(f"the period ends ({last}) before it begins ({first})")
    length = end - start + 1
    before = month_at(start - length), month_at(start - 1)
    return Period(first=first, last=last, name=_name(first, last), before_first=before[0], before_last=before[1],
                  before_name=_name(*before))


def window(of: Period) -> list[str]:
    """The months that charts show: a year up to the end of the period, or all of a longer one."""
    if not of.first:
        return [""]
    start, end = month_number(of.first), month_number(of.last)
    return [month_at(number) for number in range(min(start, end - WINDOW + 1), end + 1)]


def reach(of: Period) -> str:
    """The first month that must be read: of the window, or of the period before if that lies further back."""
    return min(window(of)[0], of.before_first) if of.first else ""


def _name(first: str, last: str) -> str:
    if first == last:
        return name_of(first)
    start, end = name_of(first), name_of(last)
    return f"{start.split()[0] if first[:4] == last[:4] else start} to {end}"
