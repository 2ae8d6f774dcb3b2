"""Whose voices a report carries: the child's own, the family's story, and whether the author met the child."""

from __future__ import annotations

import re

from qa_engine.advice.model import AdviceDocument
from qa_engine.language.lexicon import Lexicon

_QUOTED = re.compile(r"[“\"][^”\"]{6,}[”\"]")
_TELLS = (
    r"(?:told|tells|said|says|asked|wants|would like|showed|signed|chose|drew|wrote|explained|"
    r"hopes|likes|enjoys|hates|wishes|described|put|pointed)"
)
_CLEAR, _THIN = 30, 6


def child_voice(advice: AdviceDocument, names: frozenset[str]) -> str:
    """Clear where the child's own words or wishes are told with something individual in them, thin where hardly, else absent."""
    own = advice.under("child_views")
    count = len(own.split())
    if count >= _CLEAR or (count >= _THIN and _QUOTED.search(own)):
        return "clear"
    told = _told(advice, names)
    if any(_QUOTED.search(s) for s in told) or len(told) > 1:
        return "clear"
    return "thin" if told or count >= _THIN else "absent"


def _told(advice: AdviceDocument, names: frozenset[str]) -> list[str]:
    who = "|".join(["[Hh]e", "[Ss]he", "[Tt]hey", *(re.escape(n) for n in sorted(names))])
    pattern = re.compile(rf"\b(?:{who}) (?:also |has |then )?{_TELLS}\b(?! (?:by|to be|into))", re.IGNORECASE)
    return [p.text for p in advice.passages if p.topic not in ("parent_views", "history") and pattern.search(p.text)]


def family_story(advice: AdviceDocument, lexicon: Lexicon) -> bool:
    """Whether the report uses what the family tells, or says that their account was shared."""
    reading = lexicon.part("advice_family").read(" ".join(p.text for p in advice.passages))
    return bool(advice.under("parent_views")) or reading.has("advice_family_story")


def met(advice: AdviceDocument, lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether the report says that the child was met, and whether it says that the child was not."""
    reading = lexicon.part("advice_seen", "advice_unseen").read(" ".join((*(p.text for p in advice.passages), *advice.printed[:25])))
    return reading.has("advice_seen"), reading.has("advice_unseen")
