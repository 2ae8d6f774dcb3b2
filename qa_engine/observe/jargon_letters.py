"""Tell abbreviations from names, codes, emphasis and letters that everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import Plan
from qa_engine.observe.phrases_lines import Line, in_quotation

_PAIR = re.compile(r"\b[A-Z]&[A-Z]\b")
_CODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2,}(?:[ ,]+[A-Z]{2,}){2,}\b")
# Sections of Acts named by number alone, which tell a family nothing: of the Children Acts and of the Mental Health Act.
_LAW = re.compile(r"(?<![\w.])s\.? ?(?:17|20|22|23|26|31|33|34|36|37|38|41|42|44|47|117)\b(?!%)")
_LAW_WORDS = frozenset(("s", *(f"s{number}" for number in range(17, 118))))
_ROMAN = re.compile(r"[IVX]+")
_LONGEST = 6
_CAPITALS = 3


class Letters:
    """Finds the abbreviations of a plan. `own` are letters that stand for this child, its school or its council."""

    def __init__(self, lexicon: Lexicon, own: frozenset[str]):
        self._known = lexicon.glossary("jargon_acronym_glossary")
        self._everyday = lexicon.glossary("jargon_everyday_glossary")
        self._plain = lexicon.vocabulary("plain_function_vocabulary")
        self._own = own

    def found(self, line: Line) -> Iterator[tuple[int, int, str]]:
        """Character range and singular of each abbreviation in a sentence."""
        for start, end in _candidates(line):
            term = self._singular(line.quote(start, end))
            if self._is_term(term, line, start):
                yield start, end, term
        for match in _LAW.finditer(line.raw) if line.any(_LAW_WORDS) else ():
            yield line.start + match.start(), line.start + match.end(), match.group()

    def _singular(self, letters: str) -> str:
        return letters[:-1] if letters.endswith("s") and letters[:-1].isupper() and letters not in self._everyday else letters

    def _is_term(self, term: str, line: Line, start: int) -> bool:
        if term in self._everyday or term in self._own:
            return False
        if term in self._known:
            return True
        # Unknown capitals in a child's own views are mostly games, bands and clubs; elsewhere some are words said loudly.
        letters = term.isupper() or sum(letter.isupper() for letter in term) >= _CAPITALS
        return (letters and 2 <= len(term) <= _LONGEST and line.item.section != "A" and not _ROMAN.fullmatch(term)
                and term.lower() not in self._plain and not in_quotation(line.text.raw, start))


def _candidates(line: Line) -> list[tuple[int, int]]:
    """Ranges of words with two capital letters or more, and of pairs such as "C&I"; codes and headings in capitals left out."""
    found = []
    for n in line.capitals:
        word = line.words[n]
        if line.text.raw[word.start + 1:word.end].islower():
            continue
        letters = line.quote(word.start, word.end).removesuffix("'s").removesuffix("’s")
        if letters.isalpha() and sum(letter.isupper() for letter in letters) > 1:
            found.append((word.start, word.start + len(letters)))
    if "&" in line.raw:
        found += [(line.start + m.start(), line.start + m.end()) for m in _PAIR.finditer(line.raw)]
    codes = [(line.start + m.start(), line.start + m.end()) for m in _CODE.finditer(line.raw)] if found else []
    return [(a, b) for a, b in found if not any(c <= a < d for c, d in codes)]


def own_letters(plan: Plan) -> frozenset[str]:
    """Initials of the people and places that the plan is about: they are names, not terms."""
    names = [plan.subject.name, plan.subject.known_as, plan.particulars.setting, plan.particulars.authority, plan.particulars.officer,
             *plan.subject.other_names, *(a.author for a in plan.advice)]
    return frozenset(_initials(name) for name in names if name) | frozenset(word for name in names[:2] if name for word in name.split())


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
