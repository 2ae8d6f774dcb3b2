"""Read dates as they are written in the United Kingdom: day first, in digits or words, also a month alone."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = {name: n for n, names in enumerate(
    ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
     "oct october", "nov november", "dec december"), 1) for name in names.split()}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DATE = re.compile(
    rf"(?<![\d/.\-])(?:(?P<iso>(?:19|20)\d\d-\d\d?-\d\d?)"
    rf"|(?P<digits>\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:\d{{4}}|\d{{2}}))"
    rf"|(?P<words>\d{{1,2}}(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s\-]*(?P<m1>{_MONTH})(?:,?[\s\-]*(?P<y1>(?:19|20)\d\d|['’]?\d\d(?!\d)))?)"
    rf"|(?P<month>\b(?P<m2>{_MONTH}),?\s*(?P<d2>\d{{1,2}}(?:st|nd|rd|th)?,)?\s*(?P<y2>(?:19|20)\d\d)))(?![\d/])",
    re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


class Moment(NamedTuple):
    """A date in a text: character range, year, month and, where it is given, the day. `year` is None in "12 March"."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def date(self) -> date | None:
        """The day, or None where day or year is missing or the day does not exist."""
        if self.year is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def find_dates(text: str) -> list[Moment]:
    """Every date in `text`, in order; digits that make no date (13.13.2024) are left out."""
    found = []
    for match in _DATE.finditer(text):
        moment = _read(match)
        if moment is not None:
            found.append(moment)
    return found


def parse_date(text: str) -> date | None:
    """The first full date in `text`, or None."""
    return next((m.date for m in find_dates(text) if m.date), None)


def _read(match: re.Match[str]) -> Moment | None:
    start, end = match.span()
    if match["iso"]:
        year, month, day = (int(n) for n in match["iso"].split("-"))
    elif match["digits"]:
        day, month, year = (int(n) for n in _NUMBER.findall(match["digits"]))
    elif match["words"]:
        return _in_words(match)
    else:
        day_text = _NUMBER.search(match["d2"] or "")
        return Moment(start, end, int(match["y2"]), _month(match["m2"]), int(day_text.group()) if day_text else None)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Moment(start, end, _century(year), month, day)


def _in_words(match: re.Match[str]) -> Moment | None:
    first = _NUMBER.search(match["words"])
    day = int(first.group()) if first else 0
    if not 1 <= day <= 31:
        return None
    year = _NUMBER.search(match["y1"] or "")
    return Moment(*match.span(), _century(int(year.group())) if year else None, _month(match["m1"]), day)


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _century(year: int) -> int:
    # Plans concern people under 26 and their parents' reports: two digits mean this century up to 69.
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def years_between(earlier: date, later: date) -> int:
    """Whole years from one day to another: an age in years."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def school_year(dob: date, on: date) -> int:
    """National Curriculum year that a child of this birthday is in on a day; 0 is Reception, the school year starts on 1 September."""
    september = on.year if on.month >= 9 else on.year - 1
    return years_between(dob, date(september, 8, 31)) - 4
