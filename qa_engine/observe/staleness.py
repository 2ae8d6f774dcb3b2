"""Find words that time has overtaken: ages, years and phases that no longer fit, deadlines gone by, the past told as future, old names."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.observe.context import Context
from qa_engine.observe.names_people import People
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_age import stale_ages, stale_years
from qa_engine.observe.staleness_dates import stale_dates
from qa_engine.observe.staleness_phase import stale_phases
from qa_engine.observe.staleness_settings import SCHOOL_WORDS, Schools, stale_settings
from qa_engine.observe.staleness_terms import stale_terms
from qa_engine.observe.staleness_when import PHASE_WORDS, SPOKEN_NUMBERS, Stale, When
from qa_engine.vocabulary import PhraseFact

_NUMBERS = frozenset(SPOKEN_NUMBERS) | {str(number) for number in range(2, 26)}
_TIME_WORDS = PHASE_WORDS | SCHOOL_WORDS | _NUMBERS | bag("aged age years by before until end")
_FINDERS = (stale_ages, stale_years, stale_dates, stale_phases)


def observe_staleness(context: Context, lines: list[Line], people: People) -> list[PhraseFact]:
    """Stale words of sections A to J, each once in an item; where two overlap, the first found."""
    when = When.of(context.plan, people)
    schools = Schools.of(lines, when)
    facts: list[PhraseFact] = []
    taken: list[tuple[Line, int, int]] = []
    for line in lines:
        for stale in _all(line, when, context, schools):
            if any(line is other and stale.start < b and a < stale.end for other, a, b in taken):
                continue
            taken.append((line, stale.start, stale.end))
            facts.append(_fact(line, stale))
    return facts


def _all(line: Line, when: When, context: Context, schools: Schools) -> Iterator[Stale]:
    if line.capitals or line.hits:
        yield from stale_terms(line, when, context)
    # Most sentences speak of no year, age, date or school: for them nothing more is asked.
    if line.any(_TIME_WORDS) or "20" in line.raw or "/" in line.raw:
        for find in _FINDERS:
            yield from find(line, when)
        yield from stale_settings(line, when, schools)


def _fact(line: Line, stale: Stale) -> PhraseFact:
    return PhraseFact("out_of_date", line.quote(stale.start, stale.end), line.item.section, line.item.id, stale.why, stale.confidence)
