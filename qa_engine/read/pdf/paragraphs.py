"""Lines of one paragraph as a paragraph of the model: its words joined over line ends, its number, what is bold, what is struck."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from qa_engine.model.document import Paragraph, Place
from qa_engine.read.pdf.letters import SOFT_HYPHEN
from qa_engine.read.pdf.lines import TAB_GAP, Line
from qa_engine.read.pdf.shapes import Word

_BROKEN = re.compile(r"([A-Za-z]+)-$")
_SENTENCE_ENDS = (".", ";", ",")
_LAST = re.compile(r"([A-Za-z]+)$")
_NEXT = re.compile(r"([a-z]+)")


_Bold = tuple[tuple[int, int], ...]
_Struck = tuple[tuple[int, str], ...]


class Spot(NamedTuple):
    """Where paragraphs stand: the outermost table's number, row and column from 1, and whether the cell is shaded."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    fill: bool = False


class Style(NamedTuple):
    """What is known of the whole file: its words, and the size from which large letters make headings, with the sizes above it."""

    words: Counter[str]
    headings: tuple[float, ...]


def paragraph_of(lines: list[Line], spot: Spot, style: Style, depth: int | None) -> Paragraph:
    """The paragraph that the lines make."""
    marker = lines[0].marker
    number = " ".join(w.text for w in lines[0].words[:marker])
    words = [lines[0].words[marker:], *(a.words for a in lines[1:])]
    text, bold, struck = _said(words, [a.cut for a in lines], style.words)
    live = [w for some in words for w in some if not w.struck] or [w for some in words for w in some]
    size = max(w.look.size for w in live)
    place = Place("pdf", lines[0].ordinal, 0, len(text), spot.table, spot.row, spot.column, lines[0].page)
    return Paragraph(
        text, place, level=_level(size, text, style), number=number, depth=depth, bold=all(w.look.bold for w in live),
        italic=all(w.look.italic for w in live), underline=all(w.underline for w in live), size=size,
        fill=spot.fill or all(a.fill for a in lines), bold_ranges=bold, struck=struck)


def _level(size: float, text: str, style: Style) -> int | None:
    if size not in style.headings or len(text.split()) > 25 or text.rstrip()[-1:] in _SENTENCE_ENDS:
        return None
    return min(style.headings.index(size) + 1, 6)


def _said(lines: list[list[Word]], cut: list[bool], known: Counter[str]) -> tuple[str, _Bold, _Struck]:
    """Text, stretches of bold text, and struck words with the offset where they stood."""
    text, bold, struck = "", [], []
    for row, words in enumerate(lines):
        for n, word in enumerate(words):
            text, between = (_over_line(text, word.text, known) if row and not n else (text, _between(words, n)))
            if not text or (row and not n and _is_one(cut[row - 1], text, word.text, known)):
                between = ""
            said = word.text.replace(SOFT_HYPHEN, "") if word.text != SOFT_HYPHEN and n + 1 < len(words) else word.text
            if word.struck:
                struck.append((len(text), said))
                continue
            start = len(text) + len(between)
            text += between + said
            if word.look.bold:
                bold.append((start, len(text)))
    text = text.replace(SOFT_HYPHEN, "") if SOFT_HYPHEN in text else text
    return text, _merged(bold), _together(struck)


def _between(words: list[Word], n: int) -> str:
    if n == 0 or words[n].glued:
        return ""
    gap = words[n].x0 - words[n - 1].x1
    return "\t" if gap > TAB_GAP * 1.5 * words[n].look.size else " "


def _over_line(text: str, word: str, known: Counter[str]) -> tuple[str, str]:
    """The text so far and what parts it from the first word of the next line: a hyphen at the end of the line may be the line's own."""
    if text.endswith(SOFT_HYPHEN):
        return text[:-1], ""
    broken, following = _BROKEN.search(text), _NEXT.match(word)
    if broken and following:
        whole = (broken[1] + following[1]).lower()
        kept = f"{broken[1]}-{following[1]}".lower()
        return (text[:-1] if whole in known and kept not in known else text), ""
    return text, "" if text[-1:] == "-" and text[-2:-1].isalnum() and word[:1].isalnum() else " "


def _is_one(cut: bool, text: str, word: str, known: Counter[str]) -> bool:
    """Whether a word cut at the end of its column is one with the next: always where digits are cut; else where the whole is known, or
    neither part is a word of the file elsewhere."""
    if not cut:
        return False
    one, other = _LAST.search(text), _NEXT.match(word)
    if text[-1].isdigit() or one is None or other is None:
        return text[-1].isdigit()
    first, second = one[1].lower(), other[1].lower()
    return first + second in known or (known[first] <= 1 and known[second] <= 1)


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, stop in ranges:
        if found and start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((start, stop))
    return tuple(found)


def _together(struck: list[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for offset, words in struck:
        if found and found[-1][0] == offset:
            found[-1] = (offset, f"{found[-1][1]} {words}")
        else:
            found.append((offset, words))
    return tuple(found)
