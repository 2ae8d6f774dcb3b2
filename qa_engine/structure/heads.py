"""Recognise the words of headings, row labels and column heads by the share of them that the word lists cover."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from qa_engine.language.lexicon import Hit, Lexicon, Vocabulary
from qa_engine.language.words import Word, holds, plain, tokens, unplaced
from qa_engine.structure.scheme import unnumbered

if TYPE_CHECKING:
    from qa_engine.structure.labels import Label

_LOOSE = str.maketrans(dict.fromkeys(",;:.()[]\"?!|*_", " "))
_LETTERS = re.compile(r"\(\s*[A-K][12]?(?:\s*[-,/&]\s*[A-K][12]?)+\s*\)")
_LONGEST = 60
_LONG = 160
_KEPT = 8192
_ASIDE = re.compile(r"\s*\([^()]{8,}\)\s*:?\s*$")
AREAS = {
    "area_communication": "Communication and interaction", "area_cognition": "Cognition and learning",
    "area_semh": "Social, emotional and mental health", "area_sensory": "Sensory and/or physical",
    "area_independence": "Self-care and independence",
}

# By name: lists of the advice room open with the same word.
_ADVICE_COLUMNS = ("advice_title", "advice_author", "advice_role", "advice_service", "advice_date", "advice_attached")


class Found(NamedTuple):
    """A list that covers a text: its name, and how many words it covers by itself."""

    name: str
    covered: int


class Heads:
    """The lists of heading words, with the child's names counted as no words at all. Answers are remembered.

    Most headings, labels and short cells are the template's: what they are is remembered from plan to plan in `common`, which knows
    no names and so is never asked about a text with a name in it.
    """

    def __init__(self, lexicon: Lexicon, names: frozenset[str] = frozenset(), common: Heads | None = None):
        self._lexicon = lexicon
        self._names = names
        self._pieces = tuple(names)
        self._common = common
        self._read: dict[str, list[Word]] = {}
        self._known: dict[tuple[str, str], Found | None] = {}
        self._titles: dict[str, tuple[str, bool] | None] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self.labels: dict[str, Label | None] = {}

    @classmethod
    def of_a_plan(cls, lexicon: Lexicon) -> Heads:
        """For one plan; what templates have in common is kept with the word lists."""
        common = lexicon.once(cls)
        if common.remembered() > _KEPT:
            common._forget(lambda text: True)
        return cls(lexicon, common=common)

    def remembered(self) -> int:
        """How many answers are kept."""
        return len(self._read) + len(self._titles) + len(self._groups) + len(self.labels) + len(self._known)

    def know(self, names: frozenset[str]) -> None:
        """Learn the child's names; what was answered about texts with a name in them is forgotten."""
        self._names = names
        self._pieces = tuple(names)
        self._forget(lambda text: holds(plain(text).lower(), self._pieces))

    def _forget(self, which: Callable[[str], bool]) -> None:
        for memory in (self._read, self._titles, self._groups, self.labels):
            for text in [t for t in memory if which(t)]:
                del memory[text]
        for key in [k for k in self._known if which(k[1])]:
            del self._known[key]

    def asked(self, text: str) -> Heads:
        """Who answers for this text: these heads where it is long or names the child, else those that all plans have in common."""
        if self._common is None or len(text) > _LONG or (self._pieces and holds(plain(text).lower(), self._pieces)):
            return self
        return self._common

    def names(self, text: str) -> tuple[str, bool] | None:
        """Section that a title names by its words, and whether the words of the lists cover all of it; None where it names none."""
        if text not in self._titles:
            asked = self.asked(text)
            self._titles[text] = self._name(text) if asked is self else asked.names(text)
        return self._titles[text]

    def mentioned(self, text: str) -> list[str]:
        """Letters of all sections that the words of a title name, in order; H for either H."""
        found = self._words(text)
        return [letter for letter, _ in _letters(self._lexicon.part("title_").scan(found))]

    def part_of_h(self, text: str) -> str:
        """H1 or H2 where the words of a title tell which, else empty."""
        names = {h.name for h in self._lexicon.part("title_").scan(self._words(text))}
        return "H1" if "title_h1" in names else "H2" if "title_h2" in names else ""

    def group(self, text: str) -> tuple[str, ...]:
        """Letters where a heading names several sections side by side ("Needs, outcomes and provision"), else empty."""
        if text not in self._groups:
            asked = self.asked(text)
            self._groups[text] = self._group(text) if asked is self else asked.group(text)
        return self._groups[text]

    def _group(self, text: str) -> tuple[str, ...]:
        found = self._words(text)
        if len(found) > 12:
            return ()
        hits = sorted(_letters(self._lexicon.part("title_").scan(found)), key=lambda pair: pair[1].first)
        if len({letter for letter, _ in hits}) < 2 or self.names(text) is None:
            return ()
        return tuple(dict.fromkeys(x for x, _ in hits)) if _only_joined(found, [h for _, h in hits]) else ()

    def part(self, text: str) -> str:
        """Part of a section that a heading opens: strength, need, outcome, step, aspiration, provision, review; or empty."""
        found = self._covering("part_", _ASIDE.sub("", text))
        return found.name.removeprefix("part_") if found else ""

    def area(self, text: str) -> str:
        """List name of the area of need or of life that a heading names, or empty."""
        found = self._covering(("area_", "domain_"), _ASIDE.sub("", text), "area_")
        return found.name if found else ""

    def other(self, text: str) -> bool:
        """Whether it is a heading that ends a section and belongs to none."""
        return self._covering("other_", text, "part_") is not None

    def column(self, text: str) -> str:
        """Role of a column head: who, how_often, how_much, when, group, what, need, outcome, number, area; or empty."""
        found = self._covering("column_", text, "part_")
        return found.name.removeprefix("column_") if found else ""

    def advice_column(self, text: str) -> str:
        """Role of a column head in a list of advice: title, author, role, service, date, attached; or empty."""
        found = self._covering(_ADVICE_COLUMNS, text, "advice_")
        return found.name.removeprefix("advice_") if found else ""

    def profile(self, text: str) -> bool:
        """Whether it heads a child's profile, which belongs to section A even before its label."""
        return self._covering("profile_", text, "part_") is not None

    def signs_off(self, text: str) -> bool:
        """Whether a short line signs or ends the plan."""
        if len(text) > 200 or text[:1] not in "SsDdEeTt":
            return False
        return any(h.first == 0 for h in self._lexicon.part("signoff_").scan(self._words(text)))

    def decoy(self, text: str) -> bool:
        """Whether it heads a contents list or a table that explains what the sections are for."""
        return self._covering("decoy_", text, "part_") is not None

    def _words(self, text: str) -> list[Word]:
        if text not in self._read:
            self._read[text] = self._read_words(text[:450])
        return self._read[text]

    def _read_words(self, text: str) -> list[Word]:
        text = unnumbered(plain(text))
        loose = (_LETTERS.sub(" ", text) if "(" in text else text).translate(_LOOSE)
        return unplaced([w for w in tokens(loose)[:_LONGEST] if w.removesuffix("'s") not in self._names])

    def _vocabulary(self, stem: str) -> Vocabulary:
        return self._lexicon.vocabulary(f"form_{stem}vocabulary")

    def _covering(self, stems: str | tuple[str, ...], text: str, filler: str = "") -> Found | None:
        stems = (stems,) if isinstance(stems, str) else stems
        key = (stems[0], text)
        if key not in self._known:
            asked = self.asked(text)
            self._known[key] = (self._cover(stems, text, self._vocabulary(filler or stems[0])) if asked is self
                                else asked._covering(stems, text, filler))
        return self._known[key]

    def _cover(self, stems: tuple[str, ...], text: str, filler: Vocabulary) -> Found | None:
        found = self._words(text) if len(text) < _LONG else []
        if not found or len(found) > 18:
            return None
        own: dict[str, set[int]] = {}
        for hit in self._lexicon.part(*stems).scan(found):
            own.setdefault(hit.name, set()).update(range(hit.first, hit.last + 1))
        if not own:
            return None
        loose = {n for n, w in enumerate(found) if w.lower in filler}
        full = [Found(name, len(at)) for name, at in own.items() if len(at | loose) == len(found)]
        return max(full, key=lambda f: f.covered, default=None)

    def _name(self, text: str) -> tuple[str, bool] | None:
        found = self._words(text)
        hits = self._lexicon.part("title_").scan(found)
        main = _letters(hits)
        if not found or not main:
            return None
        filler = self._vocabulary("title_")
        covered = {n for h in hits for n in range(h.first, h.last + 1)} | {n for n, w in enumerate(found) if w.lower in filler}
        loose = len(found) - len(covered)
        if loose > len(found) * 0.25:
            return None
        return _chosen(main, hits), loose == 0


def _letters(hits: list[Hit]) -> list[tuple[str, Hit]]:
    """Section letter and hit of the main title words: the longest of those that start together, none inside another."""
    best: list[tuple[str, Hit]] = []
    if not hits:
        return best
    for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
        letter = hit.name.removeprefix("title_").upper()
        if letter in ("H1", "H2") or any(hit.first <= kept.last for _, kept in best):
            continue
        best.append((letter, hit))
    return best


def _chosen(main: list[tuple[str, Hit]], hits: list[Hit]) -> str:
    names = {h.name for h in hits}
    letter = main[0][0]
    if letter == "H" or (letter in "FK" and "title_h1" in names and len(main) < 2):
        # "other" tells H2 from H1; the Act or the duty tells H1.
        return "H1" if "title_h1" in names else "H2" if "title_h2" in names else "H"
    return letter


def _only_joined(found: list[Word], hits: list[Hit]) -> bool:
    gaps = [found[n].lower for a, b in zip(hits, hits[1:], strict=False) for n in range(a.last + 1, b.first)]
    return all(word in ("and", "or", "the", "their", "my", "sought", "identified", "your") for word in gaps)
