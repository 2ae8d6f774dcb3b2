"""One side of a contradiction, and the fact that two sides make."""

from __future__ import annotations

from dataclasses import dataclass

from qa_engine.observe.phrases_lines import Line
from qa_engine.vocabulary import PhraseFact


@dataclass(frozen=True, slots=True)
class Side:
    """A statement: its line and character range in the item's text."""

    line: Line
    start: int
    end: int

    @property
    def words(self) -> str:
        """The statement as it stands."""
        return self.line.quote(self.start, self.end)


def clash(first: Side, second: Side, confidence: str) -> PhraseFact:
    """The fact that the second statement contradicts the first."""
    item = second.line.item
    return PhraseFact("contradiction", second.words, item.section, item.id, f"“{first.words}” in {first.line.item.id}", confidence)
