"""Write numbers, lengths and clock times of a text in one way, so that amounts can be read and compared."""

from __future__ import annotations

import re

from qa_engine.language.phrases import COUNTING
from qa_engine.language.words import plain

_UNITS = {word: n for n, word in enumerate(COUNTING.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SPOKEN = re.compile(rf"\b(?:({'|'.join(_TENS)})(?:[- ]({'|'.join(COUNTING.split()[1:10])}))?|({'|'.join(COUNTING.split())})|(hundred))\b")
_ALONE = re.compile(r"\b(?:one|1)[ -]?(?:to|:)[ -]?(?:one|1)\b|\b1:1\b")
_CLOCK = r"\d{1,2}(?:[.:]\d{2})?(?:\s?(?:[ap]\.?m\b\.?|o'clock))?"
_SPAN = re.compile(
    rf"\bbetween (?P<a>{_CLOCK}) and (?P<b>{_CLOCK})"
    rf"|(?:\bfrom )?\b(?P<c>{_CLOCK})\s?(?:-|to|until|till)\s?(?P<d>{_CLOCK})(?![\d%]|\s*(?:min|hour|hr|day|week|term|x\b))")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")
_SAID = re.compile(r"[.:]\d{2}|[ap]\.?m|o'clock")
_POINT = re.compile(r"\b(?:at |and |, )?\d{1,2}[.:]\d{2}(?!\d)\s?(?:[ap]\.?m\b)?|\b\d{1,2}\s?[ap]\.?m\b|\b\d{1,2} o'clock")
_LENGTHS = (
    (re.compile(r"\b(?:a|1) quarter of an hour|\bquarter of an hour"), "15 minutes"),
    (re.compile(r"\b3 quarters of an hour"), "45 minutes"),
    (re.compile(r"\bhalf an hour|\b(?:a|1) half[- ]hour|\bhalf[- ]hour(?:ly)?\b"), "30 minutes"),
    (re.compile(r"\b(?:an|1) hour and a half|\b1 and a half hours?"), "90 minutes"),
    (re.compile(r"\b(\d+) and a half hours"), r"\g<1>.5 hours"),
    (re.compile(r"\b(?:an|a full|1 full) hour\b"), "60 minutes"),
    (re.compile(r"\bhalf[- ](day|morning|afternoon)s?\b"), r"0.5 \1"),
    (re.compile(r"\bonce\b"), "1 times"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bthrice\b"), "3 times"),
)
_HOURS = re.compile(r"\b(\d+(?:\.\d+)?)[ -]?(?:hours?|hrs?|h)\b(?: and (\d+)[ -]min(?:ute)?s?)?")


def spelt(text: str) -> str:
    """The text in small letters, numbers in digits, hours in minutes; "one to one" is "alone", a span of the clock its minutes."""
    said = plain(text).lower()
    said = _ALONE.sub("alone", said)
    said = _SPOKEN.sub(_digits, said)
    for pattern, instead in _LENGTHS:
        said = pattern.sub(instead, said)
    said = _SPAN.sub(_span, said)
    return _HOURS.sub(_minutes, said)


def clock_times(said: str) -> int:
    """How many times of the clock a spelt text names."""
    return len(_POINT.findall(said))


def without_clock(said: str) -> str:
    """A spelt text without the times of the clock."""
    return _POINT.sub(" ", said)


def number(value: float) -> str:
    """A number as people write it: 2, 7.5."""
    return f"{value:g}"


def _digits(match: re.Match[str]) -> str:
    if match[1]:
        return str(_TENS[match[1]] + (_UNITS[match[2]] if match[2] else 0))
    return str(_UNITS[match[3]]) if match[3] else "100"


def _span(match: re.Match[str]) -> str:
    if not _SAID.search(match.group()):
        return match.group()
    length = (_at(match["b"] or match["d"]) - _at(match["a"] or match["c"])) % 720
    return f"{length} minutes" if length else match.group()


def _at(clock: str) -> int:
    found = _TIME.match(clock)
    assert found is not None
    return int(found[1]) * 60 + int(found[2] or 0)


def _minutes(match: re.Match[str]) -> str:
    return f"{number(float(match[1]) * 60 + int(match[2] or 0))} minutes"
