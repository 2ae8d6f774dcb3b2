"""Names of bodies, forms and measures that have been replaced, spoken of as today's."""

from __future__ import annotations

from collections.abc import Iterator

from qa_engine.observe.context import Context
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_when import Stale, When

_LISTS = ("stale_name", "stale_pandemic")


def stale_terms(line: Line, when: When, context: Context) -> Iterator[Stale]:
    """Old names in a sentence that is not history."""
    names = context.lexicon.glossary("stale_name_glossary")
    capitals = (line.words[n] for n in line.capitals)
    acronyms = [(w.start, w.end, names[old]) for w in capitals if (old := line.quote(w.start, w.end)) in names]
    phrases = [(h.start, h.end, "") for name in _LISTS for h in line.of(name)]
    if (not acronyms and not phrases) or line.has("stale_history") or line.past:
        return
    for start, end, instead in acronyms + phrases:
        yield Stale(start, end, f"now: {instead}" if instead else "a name or measure no longer in use")
