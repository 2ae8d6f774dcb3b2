"""Find words that time has overtaken: ages, years and phases that no longer fit, deadlines gone by, the past told as future, old names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa_engine.language.words import bag
from qa_engine.observe.context import Context
from qa_engine.observe.names_people import People
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_age import stale_ages, stale_years
from qa_engine.observe.staleness_carried import stale_history, still_awaited
from qa_engine.observe.staleness_dates import stale_dates
from qa_engine.observe.staleness_doses import stale_doses
from qa_engine.observe.staleness_history import History
from qa_engine.observe.staleness_home import stale_homes
from qa_engine.observe.staleness_phase import stale_phases
from qa_engine.observe.staleness_settings import SCHOOL_WORDS, Schools, stale_settings
from qa_engine.observe.staleness_stage import stale_classrooms, stale_stage
from qa_engine.observe.staleness_terms import OldNames, stale_terms
from qa_engine.observe.staleness_when import PHASE_WORDS, SPOKEN_NUMBERS, Stale, When
from qa_engine.vocabulary import PhraseFact

_NUMBERS = frozenset(SPOKEN_NUMBERS) | {str(number) for number in range(2, 26)}
_STAGE_WORDS = bag("sats gcse gcses mocks options option phonics class nurseries sixth portage visitor")
_TIME_WORDS = PHASE_WORDS | SCHOOL_WORDS | _NUMBERS | _STAGE_WORDS | bag("aged age years by before until end")
_FINDERS = (stale_ages, stale_years, stale_dates, stale_phases, stale_stage)


def observe_staleness(context: Context, lines: list[Line], people: People) -> list[PhraseFact]:
    """Stale words of sections A to J, each once in an item; where two overlap, the first found."""
    when = When.of(context.plan, people)
    schools = Schools.of(lines, when)
    history = History.of(lines, when, schools, (context.plan.particulars.authority or "").lower())
    names = OldNames.of(context.lexicon)
    kept = _Kept()
    for line in lines:
        kept.take((line, stale) for stale in _all(line, when, names, schools))
        kept.take((line, stale) for stale in stale_history(line, when, history))
    kept.take(stale_doses(lines))
    kept.take(stale_homes(lines, context.plan.subject))
    # Views that give a year or age gone by are of that time as a whole.
    old = {line.item.id for line, stale in kept.found if line.item.section == "A" and stale.why in (when.why_year, when.why_age)}
    kept.take((line, stale) for line in lines if line.item.id in old for stale in still_awaited(line))
    kept.take((line, stale) for line in lines for stale in stale_classrooms(line, when, line.item.id in old))
    return [_fact(line, stale) for line, stale in kept.found]


class _Kept:
    """Stale words found so far, none over another."""

    def __init__(self) -> None:
        self.found: list[tuple[Line, Stale]] = []
        self._places: dict[int, list[tuple[int, int]]] = {}

    def take(self, more: Iterable[tuple[Line, Stale]]) -> None:
        """Keep those that stand clear of what is kept already."""
        for line, stale in more:
            taken = self._places.setdefault(id(line), [])
            if not any(stale.start < b and a < stale.end for a, b in taken):
                taken.append((stale.start, stale.end))
                self.found.append((line, stale))


def _all(line: Line, when: When, names: OldNames, schools: Schools) -> Iterator[Stale]:
    if line.capitals or line.hits:
        yield from stale_terms(line, names)
    # Most sentences speak of no year, age, date or school: for them nothing more is asked.
    if line.any(_TIME_WORDS) or "20" in line.raw or "/" in line.raw:
        for find in _FINDERS:
            yield from find(line, when)
        yield from stale_settings(line, when, schools)


def _fact(line: Line, stale: Stale) -> PhraseFact:
    return PhraseFact("out_of_date", line.quote(stale.start, stale.end), line.item.section, line.item.id, stale.why, stale.confidence)
