"""Word lists as data, found in one pass over the words of a text.

A list file is YAML: list name to phrases. In a phrase `(a|b|)` is a choice, `word*` any ending, `#` any number (digits or words),
`...` up to four words between. Case, hyphens and curly quotes do not matter; a phrase never runs over punctuation.
A list whose name ends in `_vocabulary` holds single words only: it is asked word by word and is not looked for in the pass.
A list whose name ends in `_glossary` holds "term = meaning" lines, asked term by term, letter case kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

from qa_engine.errors import RuleError
from qa_engine.language.phrases import COUNTING, PhraseGraph
from qa_engine.language.phrases import expand as expand
from qa_engine.language.phrases import is_number as is_number
from qa_engine.language.words import Word, sentences, words

_Made = TypeVar("_Made")
FORM = "form_"
# Lists asked of some items only (needs, outcomes, the thread between them): kept out of the pass over every text, like form lists.
APART = ("need_", "outcome_", "concept_", "pathway_")
NUMBERS = {word: number for number, word in enumerate(COUNTING.split())}
NUMBERS |= {"a": 1, "an": 1, "once": 1, "twice": 2, "thrice": 3, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
            "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "half": 0}


_new = tuple.__new__  # a named tuple without the cost of its constructor, as for words


class Hit(NamedTuple):
    """A phrase of a list found in a text: list name, character range, and range of words."""

    name: str
    start: int
    end: int
    first: int
    last: int


def outside(hits: Iterable[Hit], others: Iterable[Hit]) -> list[Hit]:
    """The phrases that do not begin inside one of the others, whose meaning is then another: "can be" in "can be overlooked"."""
    covering = list(others)
    return [hit for hit in hits if not any(other.first <= hit.first <= other.last for other in covering)]


class Vocabulary:
    """Single words, some with any ending, asked one at a time; answers are remembered."""

    def __init__(self, phrases: Iterable[str]):
        forms = [word.lower() for phrase in phrases for form in expand(phrase) for word in form.split()]
        self._known = {form: True for form in forms if not form.endswith("*")}
        self._stems = tuple({form[:-1] for form in forms if form.endswith("*")})

    def __contains__(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = word.startswith(self._stems)
        return known


class Lexicon:
    """All word lists together, as one graph of phrases."""

    def __init__(self, lists: dict[str, list[str]], apart: tuple[str, ...] = (FORM, *APART)):
        self.lists = lists
        self._phrases = PhraseGraph()
        self._vocabularies: dict[str, Vocabulary] = {}
        self._glossaries: dict[str, dict[str, str]] = {}
        self._parts: dict[tuple[str, ...], Lexicon] = {}
        self._made: dict[Callable[[Lexicon], Any], Any] = {}
        for name, phrases in lists.items():
            # Words of the form itself (headings, labels, prompts) are everyday words: kept out of the pass over the text.
            if not name.endswith(("_vocabulary", "_glossary")) and not name.startswith(apart):
                for phrase in phrases:
                    self._phrases.add(name, phrase)

    @classmethod
    def load(cls, folders: Iterable[Path]) -> Lexicon:
        """Read every *.yaml in the folders; a later folder adds to lists of the same name. Raises RuleError naming the file."""
        lists: dict[str, list[str]] = {}
        for folder in folders:
            for path in sorted(folder.glob("*.yaml")):
                for name, phrases in _read(path).items():
                    lists.setdefault(name, []).extend(phrases)
        return cls(lists)

    def vocabulary(self, name: str) -> Vocabulary:
        """The words of a list whose name ends in `_vocabulary`; an absent list has none."""
        if name not in self._vocabularies:
            self._vocabularies[name] = Vocabulary(self.lists.get(name, ()))
        return self._vocabularies[name]

    def glossary(self, name: str) -> dict[str, str]:
        """Term to meaning ("" where the line gives none) of a list whose name ends in `_glossary`; an absent list is empty."""
        if name not in self._glossaries:
            pairs = (line.partition("=") for line in self.lists.get(name, ()))
            self._glossaries[name] = {term.strip(): meaning.strip() for term, _, meaning in pairs}
        return self._glossaries[name]

    def once(self, make: Callable[[Lexicon], _Made]) -> _Made:
        """What a room makes of these lists alone: made at the first call, then kept with them."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    def read(self, text: str) -> Text:
        """Find every phrase of every list in `text`."""
        return Text(text, self)

    def part(self, *stems: str) -> Lexicon:
        """The lists kept apart whose names (without `form_`) begin with one of these stems, as a lexicon of their own; built once."""
        if stems not in self._parts:
            self._parts[stems] = Lexicon({name: phrases for name, phrases in self._apart.items() if name.startswith(stems)}, apart=())
        return self._parts[stems]

    @cached_property
    def _apart(self) -> dict[str, list[str]]:
        return {name.removeprefix(FORM): phrases for name, phrases in self.lists.items() if name.startswith((FORM, *APART))}

    def scan(self, found: list[Word]) -> list[Hit]:
        """For each starting word and list the longest phrase that stands there, in order."""
        return [_new(Hit, (name, found[first].start, found[last].end, first, last))
                for first, longest in self._phrases.find(found) for name, last in longest.items()]


class Text:
    """A text with its words, sentences and the phrases found in it."""

    def __init__(self, raw: str, lexicon: Lexicon):
        self.raw = raw
        self._lexicon = lexicon

    def against(self, lexicon: Lexicon) -> Text:
        """The same text with the phrases of other lists; words and sentences are not cut again."""
        other = Text(self.raw, lexicon)
        other.__dict__["words"] = self.words
        if "sentences" in self.__dict__:
            other.__dict__["sentences"] = self.sentences
        return other

    @cached_property
    def words(self) -> list[Word]:
        """The words in order."""
        return words(self.raw)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Character ranges of the sentences."""
        return sentences(self.raw)

    @cached_property
    def hits(self) -> dict[str, list[Hit]]:
        """List name to the phrases of it that stand in the text, in order; absent lists have no key."""
        found: dict[str, list[Hit]] = {}
        for hit in self._lexicon.scan(self.words):
            found.setdefault(hit[0], []).append(hit)
        return found

    def has(self, *names: str) -> bool:
        """Whether a phrase of any of these lists stands in the text."""
        hits = self.hits
        for name in names:  # noqa: SIM110 (a plain loop has half the cost of any(): this is asked of every item)
            if name in hits:
                return True
        return False

    def of(self, *names: str) -> list[Hit]:
        """The phrases of these lists, in order of place."""
        hits = self.hits
        if len(names) == 1:
            return [*hits.get(names[0], ())]
        found = [hit for name in names for hit in hits.get(name, ())]
        if len(found) > 1:
            found.sort(key=lambda h: (h.start, -h.end))
        return found

    def quote(self, hit: Hit) -> str:
        """The exact words of a hit."""
        return self.raw[hit.start:hit.end]


def _read(path: Path) -> dict[str, list[str]]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleError(f"{path.name}: not readable as YAML ({type(error).__name__}); check quotes and indentation") from error
    if not isinstance(data, dict) or not all(isinstance(v, list) and all(isinstance(p, str) for p in v) for v in data.values()):
        raise RuleError(f"{path.name}: write a list name, then phrases as a list of texts; quote phrases such as \"no\" and \"off\"")
    unclosed = next((name for name, phrases in data.items() if any(p.count("(") != p.count(")") for p in phrases)), None)
    if unclosed:
        raise RuleError(f"{path.name}: a bracket in {unclosed} is not closed; a line with # in it must stand in quotes")
    return data
