"""Plans made of a few invented sentences, for the tests of what is observed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from qa_engine.language.lexicon import Lexicon
from qa_engine.model.plan import SECTIONS, Advice, Item, Particulars, Plan, Section, Subject
from qa_engine.observe.context import Context

ISSUE = date(2026, 5, 28)
MIA = Subject("Mia Tolland", "Mia", year=6, age=10, pronouns="she")
_KINDS = {"A": "view", "B": "need", "C": "need", "D": "need", "E": "outcome", "I": "placement", "J": "budget", "K": "advice"}


@cache
def lexicon() -> Lexicon:
    """The national word lists, read once."""
    return Lexicon.load([Path(__file__).parent.parent / "rules" / "terms"])


def plan_of(subject: Subject = MIA, setting: str | None = None, advice: tuple[Advice, ...] = (), issue: date | None = ISSUE,
            **sections: list[tuple[str, str]] | str) -> Context:
    """A plan with these sections, each a text or (heading, text) pairs; a text in C, D, G, H1 or H2 is a statement of none."""
    made = {letter: Section(letter, "blank", True) for letter in SECTIONS}
    for letter, content in sections.items():
        kind = "nil" if isinstance(content, str) and letter in ("C", "D", "G", "H1", "H2") else _KINDS.get(letter, "provision")
        pairs = [("", content)] if isinstance(content, str) else content
        items = tuple(Item(f"{letter}{n}", letter, kind, text, headings=tuple(h for h in head.split(" > ") if h))
                      for n, (head, text) in enumerate(pairs, 1))
        made[letter] = Section(letter, "content", True, (), items)
    particulars = Particulars(setting=setting, issue_date=issue)
    return Context(Plan("plan.docx", "0" * 64, "final", subject, particulars, made, advice=advice), lexicon())


def without(context: Context, letter: str) -> Context:
    """The same plan with a section missing altogether."""
    return Context(replace(context.plan, sections={**context.plan.sections, letter: Section(letter)}), context.lexicon)
