"""Numbers before headings: "Part 8: ...", "9.1 ...", and what stands at the same rank as a section's heading."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"^\W*(?P<word>(?i:part|section|chapter)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*"
                     r"(?:[.:)\-\u2013\u2014]\s*|\s)(?=[A-Z(\"\u2018\u201c])")


class Numbered(NamedTuple):
    """The number before a heading: its word in small letters ("part" or empty), and its parts ("9.1" has two)."""

    word: str
    parts: tuple[int, ...]


def number_of(text: str) -> Numbered | None:
    """The number that a heading opens with, or None."""
    match = _NUMBER.match(text) if _may_count(text) else None
    if match is None:
        return None
    return Numbered((match["word"] or "").strip().lower(), tuple(int(n) for n in match["number"].split(".")))


def unnumbered(text: str) -> str:
    """A heading without the number it opens with."""
    return _NUMBER.sub("", text, count=1) if _may_count(text) else text


def _may_count(text: str) -> bool:
    # Asked of every heading and short cell: most begin with neither a number nor one of the words before it.
    return not text[:1].isalpha() or text[:4].lower() in ("part", "sect", "chap")


def follows(number: Numbered | None, before: Numbered | None) -> bool:
    """Whether a heading goes on counting where an earlier one of the same rank stopped, or a little later."""
    if number is None or before is None or number.word != before.word or len(number.parts) != len(before.parts):
        return False
    return number.parts[:-1] == before.parts[:-1] and 0 < number.parts[-1] - before.parts[-1] <= 3
