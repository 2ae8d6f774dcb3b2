"""Cut English text into words and sentences, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import NamedTuple

# In one group, so that a cut at the words gives gaps and words by turns. Curly apostrophes are straight by then.
_WORD = re.compile(
    r"([ap]\.m\b|[^\W\d_]+(?:'[^\W\d_]+)*\d*[a-z]?|\d{1,2}:\d{1,2}(?!\d)|£?\d+(?:[.,]\d+)*(?:%|[a-z]{1,7}\b)?)",
)
_JOINS = re.compile(r"[\s\-/&+\"“”‘’'*_\u2010-\u2015]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9£•])|[;\n]+\s*")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|e\.g|i\.e|approx|vs|[A-Z])\.$")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u00ad": "", "\u2010": "-",
                        "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-"})


_new = tuple.__new__  # a named tuple without the cost of its constructor: this is the hottest place of an audit


class Word(NamedTuple):
    """A word in lower case, its place in the text, and whether punctuation other than a hyphen or slash stands before it."""

    lower: str
    start: int
    end: int
    broken: bool


def plain(text: str) -> str:
    """Normalise for matching: NFKC, straight quotes, plain hyphens and spaces. Length may change."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_PLAIN)


def squeeze(text: str) -> str:
    """Text as a reader sees it: every run of white space is one space."""
    return " ".join(text.split())


def words(text: str) -> list[Word]:
    """The words of `text` in order. Hyphens and slashes part words ("half-term" is two); a ratio such as 1:1 is one."""
    parts = _WORD.split(text.replace("\u2019", "'"))
    edges = list(accumulate(map(len, parts)))
    # Nearly every gap is one space; the pattern is asked only of the others.
    return [_new(Word, (word.lower(), start, end, gap != " " and ("\n" in gap or _JOINS.fullmatch(gap) is None)))
            for gap, word, start, end in zip(parts[::2], parts[1::2], edges[::2], edges[1::2], strict=False)]


def tokens(text: str) -> list[str]:
    """The words of `text` alone, in lower case, for texts so short that nobody asks where in them a word stands."""
    return [word.lower() for word in _WORD.findall(text.replace("\u2019", "'"))]


def unplaced(found: list[str]) -> list[Word]:
    """Words that stand nowhere, none parted from the next: all that looking for phrases in a heading needs."""
    return [_new(Word, (word, 0, 0, False)) for word in found]


def sentences(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of `text`, trimmed; abbreviations do not end one, semicolons and line ends do."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(0, match.start() - 8):match.start()]):
            continue
        ranges.append((start, match.start()))
        start = match.end()
    ranges.append((start, len(text)))
    return [(a, b) for a, b in ranges if text[a:b].strip()]


def holds(text: str, pieces: tuple[str, ...]) -> bool:
    """Whether any of these pieces stands in the text, letter for letter: a quick question before a slow pattern."""
    for piece in pieces:  # noqa: SIM110 (a plain loop has half the cost of any(): this is asked of every paragraph)
        if piece in text:
            return True
    return False


def bag(text: str) -> frozenset[str]:
    """The different words of a text that spaces part: a way to write a short word list."""
    return frozenset(text.split())
