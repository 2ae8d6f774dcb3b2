"""What each item of a plan is about, how much two items share, and whether anything takes up what an item opens with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log

from qa_engine.language.lexicon import Hit, Text
from qa_engine.model.plan import Item
from qa_engine.observe.context import Context
from qa_engine.observe.needs_clauses import PlainWords

_CONCEPT = "concept_"
_STEM, _SHORTEST = 6, 3
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")
# A first sentence of up to this many words ("Safety.", "Need 4.") is a label: the second belongs to the opening too.
_LABEL = 3
# A concept touched more often than this in one item counts no more.
_MOST = 2
# What a feature of one item weighs, in a plan of any length: the log of about fifty items, so that thresholds hold for short plans too.
_TYPICAL = 4.0
# A plan of fewer items counts as one of so many: where all three items are about reading, reading still links them.
_FEWEST = 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """Concepts with how often each is touched, the stems of picture words, and the concepts of the opening sentence in order."""

    concepts: Counter[str]
    stems: frozenset[str]
    opening: tuple[str, ...]


def meaning(text: Text, plain: PlainWords) -> Meaning:
    """What the words of one item are about. Concept names come without their prefix."""
    hits = [hit for found in text.hits.values() for hit in found]
    touched = Counter(hit.name.removeprefix(_CONCEPT) for hit in hits)
    return Meaning(touched, frozenset(stem(word) for word in {w.lower for w in text.words} if plain.paints(word)), _opening(text, hits))


def stem(word: str) -> str:
    """A word without its common ending, cut short, so that "swallows" and "swallowing" are one."""
    word = word.removesuffix("'s")
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST), "")
    return word[:len(word) - len(ending)][:_STEM]


def _opening(text: Text, hits: list[Hit]) -> tuple[str, ...]:
    ends = [end for _, end in text.sentences]
    if len(ends) > 1 and sum(word.start < ends[0] for word in text.words) <= _LABEL:
        ends = ends[1:]
    first = sorted((hit.start, -hit.end, hit.name.removeprefix(_CONCEPT)) for hit in hits if hit.start < ends[0])
    return tuple(name for _, _, name in first)


class Meanings:
    """The meanings of the items given. What is everywhere in a plan links nothing: concepts and words weigh more the rarer they are."""

    def __init__(self, context: Context, items: list[Item]):
        plain = PlainWords(context.lexicon, context.plan)
        lists = context.lexicon.part(_CONCEPT)
        self._of = {item.id: meaning(context.text(item).against(lists), plain) for item in items}
        self._holders: dict[str, list[str]] = {}
        for name, held in self._of.items():
            for feature in (*held.concepts, *held.stems):
                self._holders.setdefault(feature, []).append(name)
        size = 2 + max(_FEWEST, len(items))
        whole = _TYPICAL / log(size)
        self._weight = {feature: whole * log(size / len(holders)) for feature, holders in self._holders.items()}
        self._near: dict[str, dict[str, float]] = {}
        self._distinct = context.lexicon.vocabulary("thread_distinct_vocabulary")
        self._broad = context.lexicon.vocabulary("thread_broad_vocabulary")
        self._kin = {name: frozenset(others.split()) for name, others in context.lexicon.glossary("thread_kin_glossary").items()}

    def themes(self, item: str) -> tuple[str, ...]:
        """The names of the item's concepts, the most touched first."""
        return tuple(name for name, _ in self._of[item].concepts.most_common())

    def touched(self, items: list[Item]) -> frozenset[str]:
        """Every concept that some of these items touches."""
        return frozenset(name for item in items for name in self._of[item.id].concepts)

    def shared_words(self, one: str, other: str) -> float:
        """How much weight of picture words two items share."""
        return sum(self._weight[s] for s in self._of[one].stems & self._of[other].stems)

    def shared(self, one: str, other: str) -> float:
        """How much weight of concepts and picture words two items share."""
        if one not in self._near:
            self._near[one] = self._neighbours(one)
        return self._near[one].get(other, 0.0)

    def _neighbours(self, item: str) -> dict[str, float]:
        own = self._of[item]
        near: dict[str, float] = {}
        for feature in (*own.concepts, *own.stems):
            weight = self._weight[feature]
            twice = own.concepts[feature] >= _MOST
            for other in self._holders[feature]:
                times = _MOST if twice and self._of[other].concepts[feature] >= _MOST else 1
                near[other] = near.get(other, 0.0) + weight * times
        return near

    def is_broad(self, item: str) -> bool:
        """Whether it opens with a condition too broad for one provision to meet."""
        return any(name in self._broad for name in self._of[item].opening[:1])

    def untouched(self, item: str, touched: frozenset[str]) -> bool:
        """Whether it opens with a concept that has words of its own, and neither that nor anything said before it is taken up."""
        for name in self._of[item].opening:
            if name in touched:
                return False
            if name in self._distinct:
                return not self._kin.get(name, frozenset()) & touched
        return False
