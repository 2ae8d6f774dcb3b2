"""Find sentences too long to follow, and sentences said twice."""

from __future__ import annotations

from qa_engine.observe.phrases_lines import Line
from qa_engine.vocabulary import PhraseFact

_LONG, _VERY_LONG = 35, 45
_REPEAT_FROM = 8


def observe_long_sentences(lines: list[Line]) -> list[PhraseFact]:
    """Sentences of more than 35 words; over 45 they are likely too long, below that possibly."""
    return [PhraseFact("long_sentence", line.raw, line.item.section, line.item.id, f"{len(line.words)} words",
                       "likely" if len(line.words) > _VERY_LONG else "possible")
            for line in lines if len(line.words) > _LONG]


def observe_repetition(lines: list[Line]) -> list[PhraseFact]:
    """Sentences of eight words or more that stand in two items of different kinds or sections, told at the second place."""
    first: dict[str, Line] = {}
    facts = []
    for line in lines:
        if len(line.words) < _REPEAT_FROM:
            continue
        earlier = first.setdefault(line.raw.lower(), line)
        if (earlier.item.section, earlier.item.kind) != (line.item.section, line.item.kind):
            facts.append(PhraseFact("repetition", line.raw, line.item.section, line.item.id, f"also in "
                f"{earlier.item.id}"))
    return facts
