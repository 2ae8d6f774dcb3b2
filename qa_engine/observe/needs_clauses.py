"""Cut an item into sentences, each with the phrases in it and the words that paint a picture once stock words are set aside."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.language.words import Word
from qa_engine.model.plan import Plan

_AFTER_NAMES = frozenset(("will", "to", "can", "is", "has", "would", "should", "may", "does", "cannot", "needs", "finds", "was"))


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence. `first` is the place of its first word in the item; `found` is list name to the phrases of it that stand here;
    `picture` holds the words that are neither grammar, boilerplate nor a name."""

    text: str
    first: int
    words: tuple[Word, ...]
    found: dict[str, list[Hit]]
    picture: frozenset[str]

    def has(self, *names: str) -> bool:
        """Whether a phrase of any of these lists stands in the sentence."""
        return any(name in self.found for name in names)

    def of(self, *names: str) -> list[Hit]:
        """The phrases of these lists, in order within a list."""
        return [hit for name in names for hit in self.found.get(name, ())]

    def at(self, hit: Hit) -> int:
        """The ordinal, in this sentence, of a phrase's first word."""
        return hit.first - self.first

    def word_before(self, hit: Hit, chosen: frozenset[str]) -> bool:
        """Whether one of these small words stands within three words before a phrase."""
        at = self.at(hit)
        return any(word.lower in chosen for word in self.words[max(0, at - 3):at])

    def unbroken(self, one: Hit, other: Hit) -> bool:
        """Whether no punctuation parts the first phrase from the second."""
        return not any(word.broken for word in self.words[one.last - self.first + 1:self.at(other) + 1])

    def picture_after(self, *names: str) -> int:
        """How many picture words stand after the first phrase of these lists; none where there is no such phrase."""
        openings = self.of(*names)
        if not openings:
            return 0
        opening = min(openings, key=lambda hit: hit.start)
        return len({word.lower for word in self.words if word.start >= opening.end} & self.picture)

    def picture_outside(self, *names: str) -> int:
        """How many picture words stand outside the phrases of these lists."""
        covered = {word.lower for hit in self.of(*names) for word in self.words[self.at(hit):hit.last - self.first + 1]}
        return len(self.picture - covered)


class _Everyday:
    """Tells the words of grammar and of boilerplate; what it told of a word serves every plan."""

    def __init__(self, lexicon: Lexicon):
        self._function = lexicon.vocabulary("plain_function_vocabulary")
        self._stock = lexicon.vocabulary("plain_stock_vocabulary")
        self.known: dict[str, bool] = {}

    def asked(self, word: str) -> bool:
        """Whether a (lower-case) word is an everyday one, a number or a letter; kept in `known`."""
        stem = word.removesuffix("'s")
        everyday = self.known[word] = (
            len(stem) < 2 or stem[0].isdigit() or stem[0] == "£" or stem in self._function or stem in self._stock)
        return everyday


class PlainWords:
    """Tells the words that paint a picture from those of grammar, of boilerplate, and the names of the family."""

    def __init__(self, lexicon: Lexicon, plan: Plan):
        names = child_names(plan) | _parts(*plan.subject.other_names)
        self._names = names | {f"{name}'s" for name in names}
        self._everyday = lexicon.once(_Everyday)

    def paints(self, word: str) -> bool:
        """Whether the (lower-case) word says something that could be seen or heard."""
        if word in self._names:
            return False
        known = self._everyday.known.get(word)
        return not (self._everyday.asked(word) if known is None else known)


def child_names(plan: Plan) -> frozenset[str]:
    """Every word of the child's names, in lower case."""
    return _parts(plan.subject.name or "", plan.subject.known_as or "")


def _parts(*names: str) -> frozenset[str]:
    return frozenset(part.lower() for name in names for part in name.replace("-", " ").split())


def clauses(text: Text, plain: PlainWords) -> list[Clause]:
    """The sentences of a text in order."""
    ranges = text.sentences
    starts = [start for start, _ in ranges]
    words: list[list[Word]] = [[] for _ in ranges]
    found: list[dict[str, list[Hit]]] = [{} for _ in ranges]
    for word in text.words:
        words[max(0, bisect_right(starts, word.start) - 1)].append(word)
    for hit in (hit for hits in text.hits.values() for hit in hits):
        found[max(0, bisect_right(starts, hit.start) - 1)].setdefault(hit.name, []).append(hit)
    made, first = [], 0
    for (start, end), own, phrases in zip(ranges, words, found, strict=True):
        made.append(Clause(text.raw[start:end], first, tuple(own), phrases, _picture(text.raw, own, plain)))
        first += len(own)
    return made


def _picture(raw: str, words: list[Word], plain: PlainWords) -> frozenset[str]:
    return frozenset(word.lower for at, word in enumerate(words) if plain.paints(word.lower) and not _named(raw, words, at))


def _named(raw: str, words: list[Word], at: int) -> bool:
    """A capital letter before "will" or "has" is a name, known to the plan or not."""
    if not raw[words[at].start].isupper() or at + 1 == len(words):
        return False
    return words[at + 1].lower in _AFTER_NAMES and not words[at + 1].broken
