"""The plan's words as lines: one sentence each, with its item, words and phrases, cut once for all phrase observers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from qa_engine.language.lexicon import Hit, Text
from qa_engine.language.words import Word, bag
from qa_engine.model.plan import Item
from qa_engine.observe.context import Context

_LISTS = ("jargon_", "stale_", "contradiction_")
# Forms that are past whoever does it, then forms that are past only with a doer before them ("she completed", not "will be completed").
_PAST = bag(
    "was were had did could went came took gave spoke wrote saw began became grew ate fell woke drew chose broke "
    "previously formerly historically since ago hadn't didn't wasn't weren't couldn't")
_PAST_PHRASE = re.compile(r"\b(?:used to|at the time|at that time)\b", re.IGNORECASE)
_DOERS = bag(
    "he she they i it we who mum dad parents mother father teacher therapist psychologist school then also first both "
    "all and")
_DONE = bag(
    "made left held found met kept told said lost put felt thought got sat taught brought learnt slept meant read")
_SHORTEST_PAST = 4
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĔĖĘĚĞĠĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŞŠŢŤŪŮŰŲŸŹŻŽȘȚ]")


class Line:
    """One sentence of an item: character range `start` to `end` of the item's text, and its words, with their places in that text.

    `earlier` counts the item's words before it; `capitals` are the ordinals of its words that hold a capital letter; `vocabulary` its
    different words in small letters; `hits` list name to the phrases that begin in it, in order.
    """

    __slots__ = ("_past", "capitals", "earlier", "end", "hits", "item", "raw", "start", "text", "vocabulary", "words")

    def __init__(self, item: Item, text: Text, start: int, end: int, words: list[Word], earlier: int, capitals: list[int]):
        self.item, self.text, self.start, self.end, self.words, self.earlier = item, text, start, end, words, earlier
        self.raw = text.raw[start:end]
        self.vocabulary = frozenset([word.lower for word in words])
        self.capitals = capitals
        self.hits: dict[str, list[Hit]] = {}
        self._past: bool | None = None

    @property
    def past(self) -> bool:
        """Whether the sentence tells what was."""
        if self._past is None:
            self._past = self.plainly_past or self._tells_deed()
        return self._past

    @property
    def plainly_past(self) -> bool:
        """Whether words that are past by themselves ("was", "went", "previously") stand in it; "funded by the ICB" has none."""
        return not _PAST.isdisjoint(self.vocabulary) or bool(_PAST_PHRASE.search(self.raw))

    def past_before(self, start: int) -> bool:
        """Whether such a word stands before a place of the sentence: "Mum says that he is eight and has had a hard year" tells of today."""
        return any(word.lower in _PAST for word in self.words if word.start < self.start + start)

    def _tells_deed(self) -> bool:
        if _DONE.isdisjoint(self.vocabulary) and "ed" not in self.raw:
            return False
        return any(self._is_done(n) for n in range(len(self.words)))

    def _is_done(self, at: int) -> bool:
        word = self.words[at].lower
        if word not in _DONE and not (word.endswith("ed") and len(word) >= _SHORTEST_PAST and word != "need"):
            return False
        return at == 0 or self._does(at - 1) or (at > 1 and self.words[at - 1].lower.endswith("ly") and self._does(at - 2))

    def _does(self, at: int) -> bool:
        return self.words[at].lower in _DOERS or (starts_capital(self.text.raw, self.words[at]) and not self.words[at + 1].broken)

    def any(self, words: frozenset[str]) -> bool:
        """Whether one of these words stands in the sentence."""
        return not words.isdisjoint(self.vocabulary)

    def of(self, name: str) -> list[Hit]:
        """Phrases of a list that begin in the sentence, in order."""
        return self.hits.get(name, [])

    def has(self, name: str) -> bool:
        """Whether a phrase of a list begins in the sentence."""
        return name in self.hits

    def quote(self, start: int, end: int) -> str:
        """The exact words of a character range of the item's text."""
        return self.text.raw[start:end]


def lines_of(context: Context, items: list[Item]) -> list[Line]:
    """Every sentence of these items, in order, with the phrases of the lists that phrase observers ask for."""
    wanted = frozenset(name for name in context.lexicon.lists if name.startswith(_LISTS))
    return [line for item in items for line in _cut(item, context.text(item), wanted)]


Found = dict[str, list[tuple[Line, Hit]]]


def by_list(lines: list[Line]) -> Found:
    """List name to the places where its phrases stand, in order."""
    found: Found = {}
    for line in lines:
        for name, hits in line.hits.items():
            found.setdefault(name, []).extend((line, hit) for hit in hits)
    return found


def _cut(item: Item, text: Text, wanted: frozenset[str]) -> list[Line]:
    words, lines, at = text.words, [], 0
    starts = [word.start for word in words]
    capitals = sorted({bisect_right(starts, m.start()) - 1 for m in _CAPITAL.finditer(text.raw)})
    upper = 0
    for start, end in text.sentences:
        first, at = at, bisect_left(starts, end, at)
        begin, upper = upper, bisect_left(capitals, at, upper)
        lines.append(Line(item, text, start, end, words[first:at], first, [n - first for n in capitals[begin:upper]]))
    found = wanted.intersection(text.hits)
    if len(lines) == 1:
        lines[0].hits = {name: text.hits[name] for name in found}
        return lines
    begins = [line.start for line in lines]
    for name in found:
        for hit in text.hits[name]:
            lines[max(0, bisect_right(begins, hit.start) - 1)].hits.setdefault(name, []).append(hit)
    return lines


def in_quotation(raw: str, at: int) -> bool:
    """Whether a place of a text stands inside quotation marks."""
    before = raw[:at]
    if before.count("“") > before.count("”"):
        return True
    return before.count('"') % 2 == 1 and '"' in raw[at:]


def starts_capital(raw: str, word: Word) -> bool:
    """Whether a word stands with a capital letter."""
    return raw[word.start].isupper()
