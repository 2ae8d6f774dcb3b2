"""Automatic numbers and bullets, worked out as Word prints them: they are nowhere in the text of the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_engine.read import names as n
from qa_engine.read.names import Element, whole
from qa_engine.read.symbols import is_symbol_font, readable

_NUM, _ABSTRACT, _ABSTRACT_ID, _NUM_ID = n.w("num"), n.w("abstractNum"), n.w("abstractNumId"), n.w("numId")
_LEVEL, _ILVL, _OVERRIDE, _START_OVERRIDE = n.w("lvl"), n.w("ilvl"), n.w("lvlOverride"), n.w("startOverride")
_START, _FORMAT, _TEXT, _RESTART, _LEGAL = n.w("start"), n.w("numFmt"), n.w("lvlText"), n.w("lvlRestart"), n.w("isLgl")
_LINKED_STYLE, _STYLE_LINK, _NUM_STYLE_LINK = n.w("pStyle"), n.w("styleLink"), n.w("numStyleLink")
_FONTS = f"{n.R_PR}/{n.w('rFonts')}"
_SLOT = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_DEPTHS = 9
_MAX_PRINTED = 100_000
_MAX_TEXT = 64


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how it counts and what it prints round the numbers."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the abstract list whose counters it shares, its levels, and the levels it starts afresh."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a file and their running counters. Ask in document order, once for every numbered paragraph."""

    def __init__(self, root: Element | None) -> None:
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        for child in root if root is not None else ():
            if child.tag == _ABSTRACT:
                self._abstracts[child.get(_ABSTRACT_ID, "")] = child
            elif child.tag == _NUM:
                self._nums[child.get(_NUM_ID, "")] = child

    def depth_for_style(self, num_id: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none does."""
        found = self._list(num_id)
        levels = found.levels if found else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def next(self, num_id: str, depth: int) -> str:
        """Count one paragraph of a list and return its number or bullet as printed; empty for an unknown list."""
        found = self._list(num_id)
        if found is None or not 0 <= depth < _DEPTHS:
            return ""
        level = found.levels.get(depth, Level(text=f"%{depth + 1}."))
        counters = self._counters.setdefault(found.abstract, [None] * _DEPTHS)
        self._count(found, num_id, depth, level, counters)
        if level.format == "none":
            return _SLOT.sub("", level.text).strip()
        if level.format == "bullet":
            return level.text.strip()
        return _SLOT.sub(lambda slot: self._slot(found, int(slot.group(1)) - 1, level, counters), level.text).strip()

    def _count(self, found: _List, num_id: str, depth: int, level: Level, counters: list[int | None]) -> None:
        fresh = depth in found.starts and (num_id, depth) not in self._started
        self._started.add((num_id, depth))
        now = counters[depth]
        if fresh:
            counters[depth] = found.starts[depth]
        else:
            counters[depth] = level.start if now is None else now + 1
        for upper in range(depth):
            if counters[upper] is None:
                counters[upper] = found.levels.get(upper, Level()).start
        for deeper in range(depth + 1, _DEPTHS):
            after = found.levels.get(deeper, Level()).restart
            if after is None or (after != 0 and depth < after):
                counters[deeper] = None

    def _slot(self, found: _List, depth: int, level: Level, counters: list[int | None]) -> str:
        own = found.levels.get(depth, Level())
        number = counters[depth]
        if number is None:
            number = own.start
        return printed(number, "decimal" if level.legal else own.format)

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._load(num_id)
        return self._lists[num_id]

    def _load(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        if num is None:
            return None
        abstract = self._follow(n.value(num, _ABSTRACT_ID) or "")
        if abstract is None:
            return None
        levels = {whole(e.get(_ILVL), 0): _level(e) for e in abstract.iterchildren(_LEVEL)}
        starts: dict[int, int] = {}
        for override in num.iterchildren(_OVERRIDE):
            depth = whole(override.get(_ILVL), 0)
            replaced = override.find(_LEVEL)
            if replaced is not None:
                levels[depth] = _level(replaced)
            start = n.value(override, _START_OVERRIDE)
            if start is not None:
                starts[depth] = whole(start, 1)
        return _List(abstract.get(_ABSTRACT_ID, ""), levels, starts)

    def _follow(self, key: str) -> Element | None:
        """An abstract list, through the link to a list style where it has no levels of its own."""
        abstract = self._abstracts.get(key)
        link = n.value(abstract, _NUM_STYLE_LINK)
        if link is None:
            return abstract
        linked = (a for a in self._abstracts.values() if n.value(a, _STYLE_LINK) == link)
        return next(linked, abstract)


def _level(element: Element) -> Level:
    fonts = element.find(_FONTS)
    font = (fonts.get(n.w("ascii")) or fonts.get(n.w("hAnsi")) or "") if fonts is not None else ""
    kind = n.value(element, _FORMAT) or "decimal"
    text = (n.value(element, _TEXT) or "")[:_MAX_TEXT]
    if kind == "bullet":
        text = "◦" if text == "o" else readable(text, font if is_symbol_font(font) else "") or "•"
    restart = n.value(element, _RESTART)
    return Level(
        whole(n.value(element, _START), 1), kind, text, None if restart is None else whole(restart, 0),
        n.is_on(element.find(_LEGAL)), n.value(element, _LINKED_STYLE) or "",
    )


def printed(number: int, kind: str) -> str:
    """A number in one of Word's formats; formats of other scripts are printed as decimals."""
    if not 0 < number < _MAX_PRINTED:
        return str(number)
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind == "ordinal":
        return _ordinal(number)
    if kind == "cardinalText" and number < 20:
        return _ONES[number - 1].capitalize()
    return "" if kind == "none" else str(number)


def _roman(number: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        out += letters * (number // size)
        number %= size
    return out


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
