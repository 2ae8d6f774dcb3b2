"""Say when the views in section A were gathered, and whether that is too long before the plan's issue."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from qa_engine.language.dates import find_dates

_TERM_ENDS = {"spring": (4, 15), "easter": (4, 15), "summer": (7, 31), "autumn": (12, 31), "winter": (12, 31), "christmas": (12, 31)}
_DIGIT = re.compile(r"\d")
_TERM = re.compile(r"\b(spring|easter|summer|autumn|winter|christmas)(?:\s+term)?,?\s+(?:of\s+)?(20\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|during|of|from|dated|since)\s+(20\d\d)\b(?!\s*[/-])", re.IGNORECASE)


def latest_day(text: str) -> date | None:
    """The last day that the latest date in a text may mean (a month's last day for "March 2026"), or None where it has none."""
    if not _DIGIT.search(text):
        return None
    days = [_last_day(m.year, m.month, m.day) for m in find_dates(text) if m.year is not None]
    days += [date(int(m[2]), *_TERM_ENDS[m[1].lower()]) for m in _TERM.finditer(text)]
    days += [date(int(m[1]), 12, 31) for m in _YEAR.finditer(text)]
    return max((d for d in days if d), default=None)


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to a later one; below 0 where it is not later."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def over_a_year(earlier: date, later: date) -> bool:
    """Whether more than twelve months lie between two days; exactly a year does not count."""
    months = months_between(earlier, later)
    return months > 12 or (months == 12 and later.day > earlier.day)


def newest(texts: Iterable[str]) -> date | None:
    """The latest day named in any of the texts."""
    return max((d for d in map(latest_day, texts) if d), default=None)


def _last_day(year: int | None, month: int, day: int | None) -> date | None:
    if year is None:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or last, last))
