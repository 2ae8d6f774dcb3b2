"""The items of a plan made ready to be compared: their words in reading order, without case, punctuation or layout."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from qa_engine.compare.model import Passage
from qa_engine.language.lexicon import Lexicon
from qa_engine.language.words import bag, plain, squeeze, words
from qa_engine.model.plan import SECTIONS, Item, Plan
from qa_engine.observe.thread_meaning import stem

# Words of layout: a template that deals a sentence over columns may add or drop them.
_LAYOUT = bag("will for the a an on of")
_PLAIN = bag(
    "a an the and or of to in on at by for with from as is are be was were will would should may can could must has have had it its "
    "his her their he she they them him this that these those who which when where each every not no so than then all any more some "
    "other also do does did been being into up out one about after before over during through such")
# How long and how often says nothing of what an item is about.
_TIMES = bag(
    "minute minutes min mins hour hours hr hrs day days week weeks weekly daily fortnight fortnightly term terms termly half month months "
    "monthly year years once twice times session sessions morning mornings afternoon school")
# The people of every plan: they tell little of what an item is about.
_PEOPLE = frozenset(map(stem, (
    "teacher", "teaching", "assistant", "designated", "special", "educational", "needs", "co", "ordinator", "coordinator", "key", "adult",
    "staff", "named", "person", "worker", "officer", "lead", "leader", "practitioner", "support")))
_ORDER = {"who": 0, "what": 1, "how_much": 2, "how_often": 3}
_CAPITALS = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]\b")
_REFERENCES = re.compile(r"(?:\s*[A-Za-z]{1,2}\d{1,2}[.,;]?)+\s*")
_APOSTROPHE = re.compile(r"'s\b|'")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its `text` in reading order and the `bag` of its words; `stems` are of those that say what it is about, the first
    two its `opening`, those that name no people its `topic`; `at` is its place in the plan."""

    item: Item
    text: str
    bag: tuple[str, ...]
    stems: Counter[str]
    topic: frozenset[str]
    opening: tuple[str, ...]
    at: int

    @property
    def passage(self) -> Passage:
        """The item as a report shows it."""
        item = self.item
        return Passage(item=item.id, section=item.section, area=item.area, kind=item.kind, where=item.where, text=self.text)

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.bag)


def entries(plan: Plan, lexicon: Lexicon) -> list[Entry]:
    """Every item of sections A to J, in order; bare references ("B1") and template text are none. K is compared elsewhere."""
    items = [i for i in plan.items(*(s for s in SECTIONS if s != "K")) if i.kind != "other" and not _REFERENCES.fullmatch(i.text)]
    letters = lexicon.glossary("jargon_acronym_glossary")
    return [_entry(item, at, letters) for at, item in enumerate(items)]


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, straight apostrophes left out."""
    return [_APOSTROPHE.sub("", w.lower) for w in words(plain(text))]


def loose(found: tuple[str, ...] | list[str]) -> Counter[str]:
    """The words without those that a layout may add or drop."""
    return Counter(w for w in found if w not in _LAYOUT)


def _entry(item: Item, at: int, letters: dict[str, str]) -> Entry:
    text = _reading(item)
    about = tuple(stem(w) for w in tokens(_written_out(text, letters)) if w not in _PLAIN and w not in _TIMES)
    return Entry(item, text, tuple(sorted(tokens(text))), Counter(about), frozenset(about) - _PEOPLE, about[:2], at)


def _written_out(text: str, letters: dict[str, str]) -> str:
    """The text with letters that stand for words written out, so that a TA is a teaching assistant."""
    return _CAPITALS.sub(lambda m: letters.get(m.group()) or m.group(), text)


def _reading(item: Item) -> str:
    """The text as one sentence: who, what, how much, how often, where columns hold them apart."""
    parts = sorted(((r, t) for r, t in item.columns if r in _ORDER and t), key=lambda part: _ORDER[part[0]])
    roles = {role for role, _ in parts}
    if not {"who", "what"} <= roles or Counter(tokens(" ".join(t for _, t in parts))) != Counter(tokens(item.text)):
        return squeeze(item.text)
    who, what, *rest = (t.strip().rstrip(".") for _, t in parts)
    return squeeze(", ".join([f"{who} {_small(what)}", *map(_small, rest)]) + ".")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
