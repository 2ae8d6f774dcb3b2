"""Tell from ages, years and stages of school whether words in section A describe a time long past."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from qa_engine.language.lexicon import NUMBERS, Hit
from qa_engine.model.plan import Subject
from qa_engine.observe.staleness_stage import past_stage
from qa_engine.observe.voice_passages import Sentence

_STAGES = {"voice_stage_nursery": -1, "voice_stage_reception": 0, "voice_stage_junior": 3, "voice_stage_secondary": 7,
           "voice_stage_post16": 12}
_YEAR = re.compile(r"\b(?:year|yr|y)\s?(1[0-4]|[1-9])\b(?!\s+olds?)", re.IGNORECASE)
_NOW_IN = re.compile(r"\b(?:am|'m|’m|is|are|now|currently|he's|she's)\s+(?:now |currently |still |just )?in\s+(?:my |his |her |the )?"
                     r"(?:(?:year|yr|y)\s?(?P<year>1[0-4]|[1-9])\b|(?P<place>nursery|pre-?school|reception))", re.IGNORECASE)
_AGE = re.compile(r"\b(?:am|'m|’m|is|aged?|just turned|now)\s+(?P<age>\d{1,2}|[a-z]{3,9})\b(?:\s+and a half)?"
                  r"(?=\s*(?:years?(?:\s|-)old|years? of age|[,.;!)]|$|and\b|now\b))", re.IGNORECASE)
_PAST = frozenset(("was", "were", "had", "used", "previously"))
_LIKES = ("lik", "lov", "enjoy", "ador", "prefer", "favourite", "dislik", "hat", "good", "great", "best", "better")
_FEW_YEARS = 2
_REACH = 10


def long_past(sentences: Iterable[Sentence], subject: Subject, names: frozenset[str]) -> bool:
    """Whether a sentence awaits a stage that the child has behind them, or gives an age or year two or more below theirs."""
    year = subject.year if subject.year is not None else subject.computed_year
    return any(_awaits_past(s, year) or _awaits_stage(s, year) or _gives_old_year(s, year)
               or _gives_old_age(s, subject.age, names) for s in sentences)


def _awaits_stage(sentence: Sentence, year: int | None) -> bool:
    words = frozenset(w.lower for w in sentence.words)
    return year is not None and any(True for _ in past_stage(sentence.raw, words, year, not _PAST.isdisjoint(words)))


def _awaits_past(sentence: Sentence, year: int | None) -> bool:
    if year is None or "voice_sibling" in sentence.hits:
        return False
    awaited, wishes = sentence.hits.get("voice_awaiting", ()), [w for w in sentence.hits.get("voice_wishing", ()) if _is_wish(sentence, w)]
    if not awaited and not wishes:
        return False
    lower = [w.lower for w in sentence.words]
    stages = [*_places(sentence), *((first, stage) for first, stage in _years(sentence) if awaited)] if awaited else []
    if any(_near(wait, sentence, first) and year > stage and _PAST.isdisjoint(lower[:wait.first - sentence.first])
           for wait in awaited for first, stage in stages):
        return True
    # "She hopes to be in the Year 6 play" is overtaken when Year 6 lies two years back.
    return any(first >= wish.last - sentence.first and year - stage >= _FEW_YEARS and _PAST.isdisjoint(lower[:first])
               for wish in wishes for first, stage in _years(sentence))


def _is_wish(sentence: Sentence, wish: Hit) -> bool:
    # "I like Year 2 helpers" is of today; "he wants to go on the Year 2 trip" waits for it.
    found = [w.lower for w in sentence.words[wish.first - sentence.first:wish.last - sentence.first + 1]]
    return "would" in found or not any(word.startswith(_LIKES) for word in found)


def _near(wait: Hit, sentence: Sentence, first: int) -> bool:
    return 0 <= first - (wait.last - sentence.first) <= _REACH


def _places(sentence: Sentence) -> list[tuple[int, int]]:
    return [(place, stage) for name, stage in _STAGES.items() for place in sentence.at(name)]


def _years(sentence: Sentence) -> list[tuple[int, int]]:
    offset = sentence.words[0].start if sentence.words else 0
    lead = len(sentence.raw) - len(sentence.raw.lstrip("“\"‘'([ "))
    starts = [w.start - offset + lead for w in sentence.words]
    return [(bisect_right(starts, m.start()) - 1, int(m[1])) for m in _YEAR.finditer(sentence.raw)]


def _gives_old_year(sentence: Sentence, year: int | None) -> bool:
    if year is None or "voice_sibling" in sentence.hits:
        return False
    for match in _NOW_IN.finditer(sentence.raw):
        stated = int(match["year"]) if match["year"] else 0 if match["place"].lower() == "reception" else -1
        if year - stated >= _FEW_YEARS:
            return True
    return False


def _gives_old_age(sentence: Sentence, age: int | None, names: frozenset[str]) -> bool:
    if age is None or "voice_sibling" in sentence.hits:
        return False
    for match in _AGE.finditer(sentence.raw):
        word = match["age"].lower()
        stated = int(word) if word.isdigit() else NUMBERS.get(word, 0) if len(word) > 2 else 0
        before = sentence.raw[:match.start()].lower().split()[-3:]
        own = not before or any(w in ("i", "he", "she") or w in names for w in before) or match[0].lower().startswith(("age", "'m", "’m"))
        if own and 2 < stated <= age - _FEW_YEARS:
            return True
    return False
