"""Find template text left in a plan: prompts, merge fields, blanks to fill, choices never made."""

from __future__ import annotations

from qa_engine.model.plan import Item, Plan
from qa_engine.observe.context import Context
from qa_engine.observe.residue_marks import marks, orders
from qa_engine.vocabulary import PhraseFact

_WHY = "template text left in"


def observe_residue(context: Context) -> list[PhraseFact]:
    """Template text in the plan: what its structure shows, and what stands inside items, each once in an item.

    In headings and in K, which lists the titles of others' papers, only what is in square brackets counts.
    """
    plan = context.plan
    found = {(words.lower(), item): PhraseFact("residue", words, section, item, _WHY) for words, section, item in plan.residue}
    for item in plan.items():
        for words in (residue_in(item, context) if item.section != "K" else orders(item.text)):
            found.setdefault((words.lower(), item.id), PhraseFact("residue", words, item.section, item.id, _WHY))
    for heading, item in _headings(plan).items():
        for words in orders(heading):
            found.setdefault((words.lower(), heading), PhraseFact("residue", words, item.section, item.id, _WHY))
    return list(found.values())


def _headings(plan: Plan) -> dict[str, Item]:
    """Each heading that holds a bracket, with the first item under it."""
    first: dict[str, Item] = {}
    for item in plan.items():
        for heading in item.headings:
            if "[" in heading:
                first.setdefault(heading, item)
    return first


def residue_in(item: Item, context: Context) -> list[str]:
    """The template words in one item as they stand, in order; where two overlap, the longer."""
    text = context.text(item)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(marks(text, item.section == "A"), key=lambda span: span[0] - span[1]):
        if not any(a < end and start < b for a, b in kept) and _counts(item, context.plan, text.raw[start:end]):
            kept.append((start, end))
    return [text.raw[start:end].strip() for start, end in sorted(kept)]


def _counts(item: Item, plan: Plan, words: str) -> bool:
    # The law keeps I open until the plan is final, and a name may begin with the letter that stands for nobody.
    if item.section == "I" and plan.state == "draft" and words.lower().startswith("tb"):
        return False
    return not (words == "X" and (plan.subject.name or "").startswith("X"))
