"""Words to lines: what stands on one baseline, from left to right, with its wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_engine.read.pdf.shapes import Word

_BULLET = "[•·▪◦○●■□➢►❖◆➔★✓‣∙*➤→⁃❍§-]|[–—o]"
_MARK = re.compile(rf"(?:{_BULLET}|\(?(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[a-z]|[ivx]{{1,4}})[.)]|\(?\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})$")
_PLAIN_BULLET = re.compile(rf"(?:{_BULLET})$")
TAB_GAP = 1.1  # in sizes of the letters


@dataclass(slots=True, eq=False)
class Line:
    """One line of text in one column. `page` counts from 1; `y` is its baseline; `ordinal` its number in the file;
    `cut` is true where a word too long for its column goes on in the next line; `lead` is how many words at its head are its
    number, where that is words ("Item 2")."""

    words: list[Word]
    page: int
    y: float
    size: float
    ordinal: int = -1
    fill: bool = False
    cut: bool = False
    lead: int = 0

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(w.x1 for w in self.words[-3:])

    @property
    def text(self) -> str:
        """Its words with single spaces, wide gaps as tabs."""
        return text_of(self.words)

    @property
    def marker(self) -> int:
        """How many words at its head are a bullet or number with a gap after it."""
        if self.lead:
            return self.lead
        if len(self.words) < 2 or self.words[1].glued or not _MARK.match(self.words[0].text):
            return 0
        gap = self.words[1].x0 - self.words[0].x1
        if _PLAIN_BULLET.match(self.words[0].text):
            return 1 if self.words[0].text not in "o–—-" or gap > 0.5 * self.size else 0
        return 1 if gap > 0.6 * self.size else 0

    @property
    def body(self) -> float:
        """Where its text begins, after a bullet or number."""
        return self.words[self.marker].x0


def text_of(words: list[Word]) -> str:
    """Words with single spaces between them; a tab for a wide gap, nothing where letters touch."""
    said: list[str] = []
    for n, word in enumerate(words):
        if n and not word.glued:
            said.append("\t" if word.x0 - words[n - 1].x1 > TAB_GAP * word.look.size * 1.5 else " ")
        said.append(word.text)
    return "".join(said)


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Lines from the top. Raised and lowered letters stay in the line of the words beside them."""
    found: list[Line] = []
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        line = next((a for a in reversed(found[-6:]) if _same(a, word)), None)
        if line is None:
            found.append(Line([word], page, word.y, word.look.size))
        else:
            line.words.append(word)
            if word.look.size > line.size:
                line.y, line.size = word.y, word.look.size
    for line in found:
        line.words = _unglued(sorted(line.words, key=lambda w: w.x0))
        if line.marker:  # a bullet may be set larger than its text
            largest = max(line.words[line.marker:], key=lambda w: w.look.size)
            line.y, line.size = largest.y, largest.look.size
    found.sort(key=lambda a: (a.y, a.x0))
    _number(found)
    return found


def _number(lines: list[Line]) -> None:
    """Take a typed number for the number of a list where the text under it hangs beside it, and so for all numbers at that place."""
    typed = [n for n, a in enumerate(lines) if len(a.words) > 1 and not a.marker and not a.words[1].glued and _MARK.match(a.words[0].text)]
    bodies = {lines[n].words[1].x0 for n in typed if n + 1 < len(lines) and n + 1 not in typed
              and abs(lines[n + 1].x0 - lines[n].words[1].x0) < 1 and 0 < lines[n + 1].y - lines[n].y < 2 * lines[n].size}
    for n in typed:
        if any(abs(lines[n].words[1].x0 - x) < 1 for x in bodies):
            lines[n].lead = 1


def _same(line: Line, word: Word) -> bool:
    return abs(word.y - line.y) <= 0.42 * max(min(line.size, word.look.size), 0.7 * max(line.size, word.look.size))


def _unglued(words: list[Word]) -> list[Word]:
    """A word stays glued only to the one that it touches."""
    return [w._replace(glued=False) if w.glued and (n == 0 or w.x0 - words[n - 1].x1 > 0.45 * w.look.size) else w
            for n, w in enumerate(words)]


def first_piece(words: list[Word]) -> float:
    """Width of the first part of a line that could have stood at the end of the line before: up to a space, or a hyphen in a word."""
    end = 1
    while end < len(words) and words[end].glued:
        end += 1
    text = "".join(w.text for w in words[:end])
    width = words[end - 1].x1 - words[0].x0
    hyphen = re.search(r"[A-Za-z]-(?=[A-Za-z])", text)
    return width * (hyphen.end() / len(text)) if hyphen else width


def gaps(line: Line, least: float) -> Iterator[tuple[float, float]]:
    """The gaps between its words of at least `least` points, the one after a bullet or number left out."""
    words = line.words
    for n in range(max(line.marker, 0) + 1, len(words)):
        if words[n].x0 - words[n - 1].x1 >= least:
            yield words[n - 1].x1, words[n].x0
