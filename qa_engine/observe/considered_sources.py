"""How much of what a plan says rests on the educational psychologist alone."""

from __future__ import annotations

from collections.abc import Sequence

from qa_engine.observe.context import Context
from qa_engine.vocabulary import AdviceFact

_FEWEST = 3
_OUTSIDE_FAMILY = tuple(f"adviser_{name}" for name in ("education", "psychology", "health", "therapy", "care", "sensory", "adulthood"))


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
