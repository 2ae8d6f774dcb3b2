"""Words in the wrong place or that hurt: targets in A, more than a placement in I, pasted letters in C, blame anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from qa_engine.language.lexicon import Hit, Text
from qa_engine.observe.considered_readings import WHOLE, Readings, sentence_at, within
from qa_engine.observe.context import Context
from qa_engine.observe.phrases_lines import in_quotation
from qa_engine.vocabulary import PhraseFact, SectionFact

_DENIALS = frozenset(("not", "never", "no", "isn't", "wasn't", "nor", "than", "rather", "called", "seen"))
_REACH = 3  # words between a denial and what it denies


def misplaced(context: Context, readings: Readings, eotas: bool) -> tuple[PhraseFact, ...]:
    """One fact for each item of A, I or C that holds what belongs elsewhere, and one for each hurting phrase outside A.

    `eotas` is whether education is arranged outside a setting: section I may then say more than a name.
    """
    found = [*_of(readings, "A", "misplaced", _targets), *_of(readings, "C", "pasted_report", _pasted), *_belittling(context)]
    return tuple(found if eotas else [*found, *_of(readings, "I", "misplaced", _extra)])


def with_jargon(sections: Iterable[SectionFact], phrases: Iterable[PhraseFact]) -> tuple[SectionFact, ...]:
    """The sections with how many unexplained terms stand in each."""
    counts = Counter(p.section for p in phrases if p.subject == "jargon")
    return tuple(replace(section, jargon=counts[section.section]) for section in sections)


def _of(readings: Readings, section: str, subject: str, find: Callable[[Text], list[Hit]]) -> Iterator[PhraseFact]:
    for item in readings.items(section):
        text = readings.text(item)
        hits = find(text)
        if hits:
            yield PhraseFact(subject, _sentence(text, hits[0]), section, item.id, confidence="possible")


def _targets(text: Text) -> list[Hit]:
    """Deadlines and hours, but for what somebody hopes or what was."""
    hopes = text.of("considered_hope")
    return [hit for hit in text.of("considered_target", "considered_hours") if not any(within(text, h.start, hit.start) for h in hopes)]


def _pasted(text: Text) -> list[Hit]:
    return text.of("considered_pasted")


def _extra(text: Text) -> list[Hit]:
    return text.of("considered_placement_extra")


def _belittling(context: Context) -> Iterator[PhraseFact]:
    for item in context.plan.items(*WHOLE[1:]):  # in A people say it of themselves
        text = context.text(item)
        for hit in text.of("considered_belittling"):
            before = {word.lower for word in text.words[max(0, hit.first - _REACH):hit.first]}
            if not in_quotation(text.raw, hit.start) and _DENIALS.isdisjoint(before):
                yield PhraseFact("disrespect", text.quote(hit), item.section, item.id, confidence="possible")


def _sentence(text: Text, hit: Hit) -> str:
    start, end = text.sentences[sentence_at(text, hit.start)]
    return text.raw[start:end]
