"""By when is an outcome to be met: is a deadline said in it, in its headings or columns, and has it gone by?"""

from __future__ import annotations

import re
from datetime import date

from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.model.plan import Item, Plan

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS) + "|sept)"
_DATED = re.compile(
    r"\b(?:\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d|20\d\d-\d\d-\d\d|20\d\d/(?:20)?\d\d"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?" + _MONTH + r"\.?,?\s+20\d\d"
    r"|(?:spring|summer|autumn|winter|easter|christmas|year|term)\s+20\d\d|20\d\d)\b", re.IGNORECASE)
_STAGE = re.compile(r"\b(?:KS\s?[1-5]|Y(?:ear|r)?\s?\d{1,2}|Key Stage \w+|post[- ]1[69]|EYFS|age \d+)\b", re.IGNORECASE)
# "By 18 he", "At 16, Morgan", "by 2030": an age or year that counts nothing. "By 20 words" is none.
_AGE = re.compile(
    r"(?i:\b(?:by|at|until|before|aged?|age of|once))\s+(?:[3-9]|1\d|2[0-5]|20\d\d)\b"
    r"(?=\s*(?:[,.;:)]|$)|\s+(?:[A-Z]|he\b|she\b|they\b|will\b|to\b))")
_MONTH_YEAR = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(" + _MONTH + r")\w*\.?,?\s+(20\d\d)\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d|\d\d)\b")
_BY = re.compile(r"\b(?:by|before|until|within|end of|no later than|in|during|throughout)\b", re.IGNORECASE)
_END_OF_STAGE = re.compile(r"\bend of (?:(?:Year|Y|Yr)\s?(?P<year>\d{1,2})|(?:Key Stage|KS)\s?(?P<stage>[1-5]))\b", re.IGNORECASE)
_KEY_STAGE_ENDS = {1: 2, 2: 6, 3: 9, 4: 11, 5: 13}
_LENGTHS = frozenset(("week", "weeks", "month", "months", "term", "terms", "year", "years", "days", "day", "fortnight"))
# How many words may part a limit ("by") or a looser word ("in", "when") from its point in time; characters before a printed date.
_FAR, _NEAR, _BEFORE = 7, 4, 30


class Deadlines:
    """Asks outcomes by when they are to be met; headings, which many share, are read once. `setting` is the child's school or college."""

    def __init__(self, lexicon: Lexicon, setting: str | None = None):
        self.lists = lexicon
        self._leaving = _leaving(setting or "")
        self._headings: dict[str, bool] = {}

    def bind(self, item: Item, text: Text) -> bool:
        """Whether the item, or a heading or column it stands under, says by when."""
        leaves = self._leaving is not None and self._leaving.search(text.raw) is not None
        return leaves or says_when(text) or any(self._heading(words) for words in _surroundings(item))

    def _heading(self, words: str) -> bool:
        if words not in self._headings:
            dated = _DATED.search(words) or _STAGE.search(words)
            self._headings[words] = bool(dated) or self.lists.read(words).has("outcome_time_heading", "outcome_time_whole")
        return self._headings[words]


def _leaving(setting: str) -> re.Pattern[str] | None:
    """Finds "before I leave Fairholme" where Fairholme is the setting: people speak of it by the first of its names."""
    name = re.match(r"(?:The |St\.? |Saint )?[A-Z][\w'\u2019-]{2,}", setting)
    return name and re.compile(r"\b(?i:before|by the time|until|when)\b[^.,;]{1,30}\b(?:leaves?|leaving)\s+" + re.escape(name[0]) + r"\b")


def says_when(text: Text) -> bool:
    """Whether the words themselves say by when."""
    return text.has("outcome_time_whole") or bool(deadline_hits(text)) or _by_a_date(text.raw)


def deadline_hits(text: Text) -> list[Hit]:
    """The points in time that follow, within a few words, a word that makes them a limit; "when she is older" is none."""
    points = text.of("outcome_time_point", "outcome_time_span")
    limits, loose = text.of("outcome_limit_word"), text.of("outcome_loose_word")
    far = text.of("outcome_far_off")
    near = [point for point in points if not _inside(point, far)]
    return [p for p in near if _follows(text, p, limits, _FAR) or (_firm(text, p) and _follows(text, p, loose, _NEAR))]


def _firm(text: Text, point: Hit) -> bool:
    """After "in", "at" or "when" a bare length ("two weeks") or a bare "then" is no deadline."""
    words = text.quote(point).lower().split()
    if words[0].isdigit() and _opens_with_in(text, point):
        return True
    return point.name == "outcome_time_span" or not (words[-1] in _LENGTHS or words[0] in ("then", "a", "one"))


def _opens_with_in(text: Text, point: Hit) -> bool:
    return point.first == 1 and text.words[0].lower in ("in", "after", "within")


def _follows(text: Text, point: Hit, limits: list[Hit], reach: int) -> bool:
    return any(point.first - limit.last <= reach and not _parted(text, limit, point) for limit in limits if limit.first < point.first)


def _parted(text: Text, limit: Hit, point: Hit) -> bool:
    return any(text.words[n].broken for n in range(limit.last + 1, point.first + 1))


def _inside(point: Hit, others: list[Hit]) -> bool:
    return any(other.start <= point.start < other.end for other in others)


def _by_a_date(raw: str) -> bool:
    return bool(_AGE.search(raw)) or any(_is_limited(raw, start) for start, _ in dated_spans(raw))


def _surroundings(item: Item) -> list[str]:
    return [*item.headings, *(text for role, text in item.columns if role in ("when", "review", "date"))]


def dated_spans(raw: str) -> list[tuple[int, int]]:
    """Character ranges of everything that names a date, year group or key stage."""
    return [match.span() for pattern in (_DATED, _STAGE) for match in pattern.finditer(raw)]


def is_past(item: Item, plan: Plan) -> bool:
    """Whether there are deadlines with a date or year group, and all had gone by when the plan was issued."""
    gone = [*_dates_gone(item, plan.particulars.issue_date), *_years_gone(item, plan.subject.year)]
    return bool(gone) and all(gone)


def _dates_gone(item: Item, issued: date | None) -> list[bool]:
    """A date in the words is a deadline only after "by" or the like: others say where the child was then."""
    if issued is None:
        return []
    raw = [(text, True) for text in _surroundings(item)] + [(item.text, False)]
    found = [(text, match, whole) for text, whole in raw for match in (*_MONTH_YEAR.finditer(text), *_NUMERIC.finditer(text))]
    return [_last_day(match) < issued for text, match, whole in found if whole or _is_limited(text, match.start())]


def _is_limited(text: str, at: int) -> bool:
    return _BY.search(text, max(0, at - _BEFORE), at) is not None


def _years_gone(item: Item, year: int | None) -> list[bool]:
    ends = [match for text in (item.text, *_surroundings(item)) for match in _END_OF_STAGE.finditer(text)]
    return [_last_year(match) < year for match in ends] if year is not None else []


def _last_year(match: re.Match[str]) -> int:
    return _KEY_STAGE_ENDS[int(match["stage"])] if match["stage"] else int(match["year"])


def _last_day(match: re.Match[str]) -> date:
    """The printed day, or the 28th where only a month is printed or the day does not exist."""
    day, month, year = match.groups()
    number = int(month) if month.isdigit() else next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
    return date(int(year) % 100 + 2000, min(max(number, 1), 12), min(max(int(day or 28), 1), 28))
