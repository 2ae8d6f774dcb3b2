"""Observe section J: whether the personal budget is clear, underdeveloped or absent, and direct payments named elsewhere."""

from __future__ import annotations

import re

from qa_engine.language.lexicon import Text
from qa_engine.observe.context import Context

_NEGATIVE = frozenset(("no", "not", "none", "nor", "never", "without"))
_EMPTY_REST = 1
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_BOX_NO = re.compile(r"\b(?:requested|request|wanted|required)\s*[?:–-]+\s*(?:☐\s*yes\s*)?☒?\s*no\b", re.IGNORECASE)


def personal_budget(context: Context) -> str:
    """clear: details, or a "none" with its reason or with who was told; underdeveloped: mentioned without amount or use; absent: bare."""
    # What stands in square brackets is the template's word to its writer.
    words = _BRACKETS.sub(" ", " ".join(i.text for i in context.plan.sections["J"].items))
    text = context.lexicon.part("budget_").read(words)
    if not text.words:
        return "absent"
    if text.has("budget_decided") or _BOX_NO.search(words):
        return "clear"
    if _denied(text):
        return "clear" if text.has("budget_told") else "absent"
    if _empty(text):
        return "absent"
    detailed = _amount(text) and text.has("budget_use", "budget_outcome")
    return "clear" if detailed or _reasoned_none(text) else "underdeveloped"


def direct_payment_elsewhere(context: Context) -> bool:
    """Whether a direct payment is named in C, D or the provision sections."""
    return any("direct payment" in i.text.lower() for i in context.plan.items("C", "D", "F", "G", "H1", "H2"))


def _amount(text: Text) -> bool:
    # Hours told beside a request that is not yet answered are those of the provision, and no amount of the budget.
    return "£" in text.raw or (text.has("budget_amount") and not text.has("budget_pending"))


def _reasoned_none(text: Text) -> bool:
    return text.has("budget_reason") and any(w.lower in _NEGATIVE for w in text.words)


def _denied(text: Text) -> bool:
    # A denial in any person, with no sum beside it: there is no budget whose amount could be given.
    denials = text.of("budget_denied")
    present = any(not any(d.first <= h.last and h.first <= d.last for d in denials) for h in text.of("budget_present"))
    return bool(denials) and not (_amount(text) or present or text.has("budget_pending"))


def _empty(text: Text) -> bool:
    if text.has("budget_present") and not any(w.lower in _NEGATIVE for w in text.words):
        return False
    covered = {n for hit in text.of("budget_empty", "budget_form") for n in range(hit.first, hit.last + 1)}
    return len(text.words) - len(covered) <= _EMPTY_REST
