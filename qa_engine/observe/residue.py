"""Find template text left in a plan: prompts, merge fields, blanks to fill, choices never made."""

from __future__ import annotations

from qa_engine.model.plan import Item, Plan
from qa_engine.observe.context import Context
from qa_engine.observe.residue_marks import marks
from qa_engine.vocabulary import PhraseFact

_WHY = "template text left in"


def observe_residue(context: Context) -> list[PhraseFact]:
    """Template text in the plan: what its structure shows, and what stands inside items, each once in an item. K is left out."""
    plan = context.plan
    found = {(words.lower(), item): PhraseFact("residue", words, section, item, _WHY) for words, section, item in plan.residue}
    for item in plan.items():
        for words in residue_in(item, context) if item.section != "K" else ():
            found.setdefault((words.lower(), item.id), PhraseFact("residue", words, item.section, item.id, _WHY))
    return list(found.values())


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
