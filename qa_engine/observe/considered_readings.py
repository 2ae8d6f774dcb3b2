"""The items of a plan against the lists of what may be considered: each item is looked at only if a question reaches it, and once."""

from __future__ import annotations

from bisect import bisect_right

from qa_engine.language.lexicon import Text
from qa_engine.model.plan import Item
from qa_engine.observe.context import Context

WHOLE = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2")


class Readings:
    """Items read against the lists whose names begin with `considered_`. Belongs to one plan."""

    def __init__(self, context: Context):
        self._context = context
        self._lists = context.lexicon.part("considered_")
        self._texts: dict[str, Text] = {}

    def text(self, item: Item) -> Text:
        """The item's words with what was found in them; its words are not cut again."""
        if item.id not in self._texts:
            self._texts[item.id] = self._context.text(item).against(self._lists)
        return self._texts[item.id]

    def items(self, *letters: str, kind: str | None = None) -> list[Item]:
        """The plan's items of these sections, of one kind if given."""
        return self._context.plan.items(*letters, kind=kind)

    def said(self, name: str, *letters: str) -> bool:
        """Whether words of the list stand anywhere in these sections."""
        return any(self.text(item).has(name) for item in self.items(*letters))

    def sentences_with(self, name: str, *letters: str) -> int:
        """How many sentences of these sections hold words of the list."""
        return sum(len({sentence_at(text, hit.start) for hit in text.of(name)}) for text in map(self.text, self.items(*letters)))


def sentence_at(text: Text, place: int) -> int:
    """The ordinal of the sentence in which a character stands."""
    return max(0, bisect_right(text.sentences, (place, len(text.raw))) - 1)


def within(text: Text, one: int, other: int) -> bool:
    """Whether two characters stand in one sentence."""
    return sentence_at(text, one) == sentence_at(text, other)
