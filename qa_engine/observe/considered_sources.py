"""How a plan gives its sources: how many items say whose advice they rest on, and how many on the educational psychologist's alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_engine.model.plan import Item
from qa_engine.observe.context import Context
from qa_engine.vocabulary import AdviceFact

_FEWEST = 3
_OUTSIDE_FAMILY = tuple(f"adviser_{name}" for name in ("education", "psychology", "health", "therapy", "care", "sensory", "adulthood"))
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|"
                    r"\b(?:advice|report|assessment|letter|review)\b", re.IGNORECASE)
_ENTRY = re.compile(r"\s*(?:see |source:? ?)?(?:K|Appendix|App\.?|Advice)\s*-?\d", re.IGNORECASE)
_TAG_ALONE = 5  # a role of so many words in brackets, after a need, is a source; after a provision it may be who gives it


def source_tags(context: Context) -> int:
    """How many items of B to H say whose advice they rest on: in brackets, or by saying who found or said it.

    A role that delivers, trains or is only named is no source.
    """
    return sum(_tagged(context, item) for item in context.plan.items("B", "C", "D", "E", "F", "G", "H1", "H2"))


def _tagged(context: Context, item: Item) -> bool:
    if context.text(item).has("cited_telling"):
        return True
    return any(_is_source(context, piece, item.kind == "need") for piece in _BRACKETED.findall(item.text))


def _is_source(context: Context, piece: str, need: bool) -> bool:
    if _ENTRY.match(piece):
        return True
    named = context.lexicon.part("adviser_").read(piece).has(*_OUTSIDE_FAMILY)
    return named and (_DATED.search(piece) is not None or (need and len(piece.split()) <= _TAG_ALONE))


def psychology_share(context: Context, advice: Sequence[AdviceFact]) -> int | None:
    """Whole per cent of the advisers named in B, C and D that are the educational psychologist.

    None where fewer than three are named, or where no other advice in K is left unused.
    """
    unused = any(a.listed and not a.cited and a.adviser != "educational psychology" for a in advice)
    if not unused:
        return None
    lists = context.lexicon.part("adviser_")
    texts = (context.text(item).against(lists) for item in context.plan.items("B", "C", "D", kind="need"))
    named = [hit.name for text in texts for hit in text.of(*_OUTSIDE_FAMILY)]
    return round(100 * named.count("adviser_psychology") / len(named)) if len(named) >= _FEWEST else None
