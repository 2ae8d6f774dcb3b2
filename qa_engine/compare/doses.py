"""Read how much and how often as minutes a year, so that "20 minutes 3 times a week" and "1 hour a week" are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from qa_engine.compare.spelling import without_clock

# Occasions in a school year. A month counts ten times, a term three.
_DAILY = ("day", "weekday", "morning", "afternoon", "evening", "night", "lunchtime", "breaktime", "playtime", "break", "lunch")
_YEAR = dict.fromkeys(_DAILY, 195.0) | {"lesson": 975.0, "session": 390.0, "week": 39.0, "weekend": 39.0, "fortnight": 19.5, "month": 10.0,
                                        "half term": 6.0, "term": 3.0, "year": 1.0}
_ADVERB = {"daily": 195.0, "nightly": 195.0, "weekly": 39.0, "fortnightly": 19.5, "monthly": 10.0, "half termly": 6.0, "termly": 3.0,
           "annually": 1.0, "yearly": 1.0, "annual": 1.0, "quarterly": 4.0}
IN_WEEKS = {"day": 0.2, "week": 1.0, "fortnight": 2.0, "month": 39 / 12, "half term": 6.5, "term": 13.0, "year": 39.0}
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTHS = r"(?:january|february|march|april|june|july|august|september|october|november|december)"
_SEASONS = r"(?:autumn|spring|summer|christmas|easter|winter)"
_TIMES = (r"(?:times?|occasions?|x|days?|mornings?|afternoons?|evenings?|nights?|lunchtimes?|sessions?|visits?|appointments?"
          r"|lessons?|weekends?)")
_EACH = r"(?:a|an|per|each|every|in an?|in each|in every|in the|in any|during each|across the|over the|/)"
_PERIOD = (r"(?:school |academic |working |calendar |teaching )?"
           r"(half[ -]term|weekday|lunchtime|weekend|fortnight|morning|afternoon|evening|night|month|lesson|week|term|year|day)s?\b")
_RANGE = r"(\d+(?:\.\d+)?)(?: ?(?:-|to|or) ?\d+)?"
_EVENT = re.compile("|".join((
    r"(?P<within>\bwithin (?:the (?:first|next) )?\d+[ -][a-z]+)",
    rf"(?P<times>{_RANGE} ?-?{_TIMES} ?{_EACH} ?{_PERIOD})",
    rf"(?P<timesly>{_RANGE} ?(?:times|x) ?(?P<ly>half[ -]termly|daily|weekly|fortnightly|monthly|termly|annually|yearly))",
    r"(?P<gap>\b(?:every|at intervals of) (?P<n>\d+|other|second|third)[ -]"
    rf"(?P<unit>half[ -]terms?|days?|weeks?|months?|terms?|years?|{_DAYS})\b"
    r"|\b(?P<n2>\d+)[ -](?P<ly2>weekly|monthly)(?: intervals\b|\b(?! \w))|\balternate (?P<alt>[a-z]+))",
    rf"(?P<weekdays>(?:\b(?:every|each|on|all) |(?=\b{_DAYS[:-1]}s\b))(?:{_DAYS}(?:, | and |, and | or )?)+(?! of))",
    rf"(?P<seasons>\b(?:each|every|in the|the|in each) {_SEASONS}(?:(?:, | and |, and ){_SEASONS})*(?: (?:school )?terms?)?)",
    rf"(?P<months>\b(?:each|every) {_MONTHS}(?:(?:, | and |, and ){_MONTHS})*)",
    rf"(?P<each>\b(?:a|per|each|every|an) {_PERIOD}|\bp/?w\b|/ ?(?P<slash>week|day|month|term|fortnight|year)\b)",
    r"(?P<adverb>\b(?:half[ -]termly|daily|nightly|weekly|fortnightly|monthly|termly|annually|yearly|quarterly)\b)",
    r"(?P<full>\b(?:at all times|full[ -]time|throughout the (?:school |college |whole )?day|in (?:all|every) lessons?|all day)\b)",
    r"(?P<length>\b(?:for|over) (?:a further |the first |a period of )?\d+ (?:weeks|months|terms|days|years)\b)",
    rf"(?P<minutes>{_RANGE}[ -]?(?:minutes?|mins?|m)\b)",
    r"(?P<count>\b(?P<many>\d+)(?: (?:weekly|daily|fortnightly|individual|morning|afternoon|evening|group|alone|further))*"
    r" (?:sessions|visits|appointments|meetings|lessons|times)\b"
    r"|\b(?P<each_of>\d+)(?: x ?| )(?=\d+[ -]?min)|\bx ?(?P<bare>\d+)\b(?! ?min))",
    rf"(?P<days>{_RANGE}[ -]?(?P<dayunit>days?|mornings?|afternoons?|evenings?|nights?|weekends?)\b)",
)))


@dataclass(frozen=True, slots=True)
class Dose:
    """One amount: how long (`size` in `unit`, minutes or days), how often a year, how many in all. None is not said."""

    size: float | None = None
    unit: str = "minutes"
    rate: float | None = None
    count: float | None = None
    words: str = ""

    @property
    def yearly(self) -> float | None:
        """Size times occasions a year, or in all for a course of sessions; None where either is not said."""
        if self.size is None or (self.rate is None and self.count is None):
            return None
        return self.size * (self.rate or 1) * (self.count or 1)


class _Event(NamedTuple):
    kind: str
    value: float
    words: str


def doses(said: str) -> tuple[Dose, ...]:
    """Every amount and frequency of a spelt text, in order; what only takes an amount apart ("two sessions of 15 minutes") is left out."""
    found: list[Dose] = []
    waiting: Dose | None = None
    for event in _events(without_clock(said)):
        waiting = _join(event, found, waiting)
    if waiting and (waiting.rate or waiting.count):
        found.append(waiting)
    return tuple(_without_parts(_inherit(found)))


def dose_spans(said: str) -> str:
    """A spelt text with every amount and frequency left out."""
    return _EVENT.sub(lambda m: m.group() if m["within"] else " ; ", without_clock(said))


def _join(event: _Event, found: list[Dose], waiting: Dose | None) -> Dose | None:
    """Take one more event. What is said before its amount ("Each week, for 40 minutes") waits for it."""
    if event.kind == "size" or event.kind == "day":
        found.append(Dose(event.value, "minutes" if event.kind == "size" else "days", waiting.rate if waiting else None,
                          waiting.count if waiting else None, _words(waiting, event.words)))
        return None
    last = found[-1] if found else None
    if event.kind == "rate" and last and not waiting and last.size is not None and last.rate is None:
        found[-1] = replace(last, rate=event.value, words=_words(last, event.words))
        return None
    if event.kind == "rate" and last and last.rate is not None and not waiting and _was_before(last):
        found[-1:] = [Dose(rate=last.rate, words=last.words), replace(last, rate=event.value)]
        return None
    if event.kind == "count" and last and not waiting and last.size is not None and last.count is None and event.words.startswith("x"):
        found[-1] = replace(last, count=event.value, words=_words(last, event.words))
        return None
    return _wait(event, found, waiting)


def _was_before(dose: Dose) -> bool:
    # "Each September, and for 30 minutes once a fortnight": the frequency taken from before was not its own.
    return dose.size is not None and dose.count is None and not dose.words[:1].isdigit()


def _wait(event: _Event, found: list[Dose], waiting: Dose | None) -> Dose:
    if event.kind == "rate":
        if waiting and waiting.rate is not None:
            found.append(waiting)
            waiting = None
        return replace(waiting or Dose(), rate=event.value, words=_words(waiting, event.words))
    if waiting and waiting.count is not None:
        found.append(waiting)
        waiting = None
    return replace(waiting or Dose(), count=event.value, words=_words(waiting, event.words))


def _words(dose: Dose | None, more: str) -> str:
    return f"{dose.words} {more}" if dose and dose.words else more


def _inherit(found: list[Dose]) -> list[Dose]:
    """A rate of its own that no amount took up goes to an amount with none: "30 minutes in school, in term time, every week"."""
    rates = [d for d in found if d.size is None and d.rate is not None]
    sizes = [n for n, d in enumerate(found) if d.size is not None and d.rate is None]
    if len(rates) == len(sizes) == 1 and len(found) == 2:
        whole = found[sizes[0]]
        return [replace(whole, rate=rates[0].rate, count=whole.count or rates[0].count, words=f"{whole.words} {rates[0].words}")]
    return found


def _without_parts(found: list[Dose]) -> Iterator[Dose]:
    for n, dose in enumerate(found):
        whole = found[n - 1] if n else None
        if whole and whole.size and dose.size and dose.rate is None and dose.count and dose.size * dose.count == whole.size:
            continue
        yield dose


def _events(said: str) -> Iterator[_Event]:
    for match in _EVENT.finditer(said):
        name = next(k for k in _READ if match[k] is not None)
        kind, value = _READ[name](match)
        if kind:
            yield _Event(kind, value, match.group().strip(" ,"))


def _first(match: re.Match[str], name: str) -> float:
    found = re.match(r"\d+(?:\.\d+)?", match[name])
    return float(found.group()) if found else 1.0


def _period(words: str, default: float = 39.0) -> float:
    """Occasions a year of the last period named ("a school week")."""
    found = re.findall(_PERIOD, words)
    return _YEAR.get(found[-1].replace("-", " "), default) if found else default


def _gap(match: re.Match[str]) -> tuple[str, float]:
    if match["alt"]:
        unit = match["alt"].rstrip("s")
        return "rate", (_YEAR.get(unit, 39.0)) / 2
    if match["n2"]:
        return _every(float(match["n2"]), "week" if match["ly2"] == "weekly" else "month")
    n = {"other": 2.0, "second": 2.0, "third": 3.0}.get(match["n"]) or float(match["n"])
    unit = match["unit"].replace("-", " ").rstrip("s")
    return _every(n, unit) if unit in IN_WEEKS else ("rate", 39.0 / n)


def _every(n: float, unit: str) -> tuple[str, float]:
    if unit == "month" and n > 1:
        return "rate", 12 / n
    return "rate", 39 / (n * IN_WEEKS[unit])


_READ: dict[str, Callable[[re.Match[str]], tuple[str, float]]] = {
    "times": lambda m: ("rate", _first(m, "times") * _period(m["times"])),
    "timesly": lambda m: ("rate", _first(m, "timesly") * _ADVERB[m["ly"].replace("-", " ")]),
    "gap": _gap,
    "weekdays": lambda m: ("rate", 39.0 * len(re.findall(_DAYS, m["weekdays"]))),
    "seasons": lambda m: ("rate", float(len(re.findall(_SEASONS, m["seasons"])))),
    "months": lambda m: ("rate", float(len(re.findall(_MONTHS, m["months"])))),
    "each": lambda m: ("rate", _YEAR[m["slash"]] if m["slash"] else _period(m["each"])),
    "adverb": lambda m: ("rate", _ADVERB[m["adverb"].replace("-", " ")]),
    "full": lambda m: ("rate", 975.0),
    "length": lambda m: ("", 0.0),
    "within": lambda m: ("", 0.0),
    "minutes": lambda m: ("size", _first(m, "minutes")),
    "days": lambda m: ("day", _first(m, "days") * (0.5 if m["dayunit"][0] in "mae" else 1.0)),
    "count": lambda m: ("count", float(m["many"] or m["each_of"] or m["bare"])),
}
