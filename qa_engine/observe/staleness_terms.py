"""Names of bodies, forms and measures that have been replaced, spoken of as today's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa_engine.language.lexicon import Lexicon
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_when import Stale

_LISTS = ("stale_name", "stale_pandemic")


@dataclass(frozen=True, slots=True)
class OldNames:
    """Letters that stood for bodies and forms now replaced: as printed, with what stands in their place, and in small letters."""

    instead: dict[str, str]
    small: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> OldNames:
        """Take them from the word lists."""
        instead = lexicon.glossary("stale_name_glossary")
        return cls(instead, frozenset(name.lower() for name in instead))


def stale_terms(line: Line, names: OldNames) -> Iterator[Stale]:
    """Old names in a sentence that is not history."""
    capitals = [line.words[n] for n in line.capitals] if line.any(names.small) else []
    acronyms = [(w.start, w.end, names.instead[old]) for w in capitals if (old := line.quote(w.start, w.end)) in names.instead]
    # "CELF-P3" is a test, and no P scale.
    phrases = [(h.start, h.end, "") for name in _LISTS for h in line.of(name) if not _ends_a_code(line, h.start)] if line.hits else []
    if (not acronyms and not phrases) or line.has("stale_history") or _tells_what_was(line):
        return
    for start, end, instead in acronyms + phrases:
        yield Stale(start, end, f"now: {instead}" if instead else "a name or measure no longer in use")


def _tells_what_was(line: Line) -> bool:
    # What is to be given is of today: "therapy commissioned by the CCG" tells no deed there.
    return line.plainly_past if line.item.kind == "provision" else line.past


def _ends_a_code(line: Line, start: int) -> bool:
    raw = line.text.raw
    return start > 1 and raw[start - 1] == "-" and raw[start - 2].isupper()
