"""Find letters and professional words that the plan nowhere explains to a family new to the system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa_engine.language.lexicon import Hit
from qa_engine.observe.context import Context
from qa_engine.observe.jargon_explained import explained_in_list, explains_letters, explains_words
from qa_engine.observe.jargon_letters import Letters, own_letters
from qa_engine.observe.phrases_lines import Found, Line
from qa_engine.vocabulary import PhraseFact

_UNSURE = "more than one meaning: ask the author which"


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a term: the term in the singular, its line, and its character range in the item's text."""

    term: str
    line: Line
    start: int
    end: int


def observe_jargon(context: Context, lines: list[Line], found: Found) -> list[PhraseFact]:
    """Terms with no explanation anywhere in sections A to J, one fact a term, at its first use.

    Letters come first, with what they mean where that is certain. Professional words that many families know are "possible" only.
    """
    hard, soft = _outermost(found.get("jargon_clinical", [])), _outermost(found.get("jargon_clinical_soft", []))
    return [*_letters(context, lines), *_words(hard, "likely"), *_words(soft, "possible")]


def _letters(context: Context, lines: list[Line]) -> Iterator[PhraseFact]:
    meanings = context.lexicon.glossary("jargon_acronym_glossary")
    letters = Letters(context.lexicon, own_letters(context.plan))
    uses = _grouped(Use(term, line, start, end) for line in lines for start, end, term in letters.found(line))
    for term, found in uses.items():
        meaning = meanings.get(term, "")
        if not any(explains_letters(u.line.text.raw, u.start, u.end, term, meaning) for u in found) and not explained_in_list(term, lines):
            yield _fact(found[0], meaning or (_UNSURE if term in meanings else ""), "likely")


def _words(hits: list[tuple[Line, Hit]], confidence: str) -> Iterator[PhraseFact]:
    uses = _grouped(Use(_stem(line.quote(h.start, h.end)), line, h.start, h.end) for line, h in hits)
    for found in uses.values():
        if not any(explains_words(u.line, u.start, u.end) for u in found):
            yield _fact(found[0], "", confidence)


def _outermost(hits: list[tuple[Line, Hit]]) -> list[tuple[Line, Hit]]:
    """Without terms that stand inside a longer one: "verbal reasoning" in "non-verbal reasoning"."""
    spans = [(id(line), h.start, h.end) for line, h in hits]
    return [(line, h) for line, h in hits if not any(
        at == id(line) and start <= h.start and h.end <= end and (start, end) != (h.start, h.end) for at, start, end in spans)]


def _stem(term: str) -> str:
    return term.lower().replace("-", " ").removesuffix("s")


def _grouped(uses: Iterable[Use]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(use.term, []).append(use)
    return found


def _fact(use: Use, meaning: str, confidence: str) -> PhraseFact:
    item = use.line.item
    return PhraseFact("jargon", use.line.quote(use.start, use.end), item.section, item.id, meaning, confidence)
