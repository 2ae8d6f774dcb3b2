"""What every observer is given: the plan, its word lists, and each item's words read once."""

from __future__ import annotations

from qa_engine.language.lexicon import Lexicon, Text
from qa_engine.model.plan import Item, Plan


class Context:
    """One plan under observation. Not shared between plans."""

    def __init__(self, plan: Plan, lexicon: Lexicon):
        self.plan = plan
        self.lexicon = lexicon
        self._texts: dict[str, Text] = {}
        self._titles: dict[tuple[str, ...], Text] = {}

    def text(self, item: Item) -> Text:
        """The item's text with its words and phrases, read once."""
        if item.id not in self._texts:
            self._texts[item.id] = self.lexicon.read(item.text)
        return self._texts[item.id]

    def title(self, title: str, *stems: str) -> Text:
        """A heading with the phrases of lists kept apart (`Lexicon.part`); many items stand under one, and it is read once."""
        key = (title, *stems)
        if key not in self._titles:
            self._titles[key] = self.lexicon.part(*stems).read(title)
        return self._titles[key]
