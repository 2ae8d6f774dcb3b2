"""A school told as today's that is not the one on the plan's front."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.model.plan import Plan
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_settings import is_same_school
from qa_engine.vocabulary import PhraseFact

_TODAY = re.compile(
    r"\b(?:(?:currently |now )?attends|is (?:currently |now |still )?(?:a pupil |a student |on roll |placed "
    r"|educated |in (?:Year \d+|Reception) )?at|(?:he|she|they|I) (?:now )?go(?:es)? to)"
    r" (?P<name>(?:The )?[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ |of |the |and ){0,5}?(?:School|Academy|College|Nursery"
    r"|Pre-?[Ss]chool|Primary|Infants|Junior|Centre|Unit))\b")
_OTHERS = re.compile(
    r"\b(?:brother|sister|cousin|friend|mum|dad|mother|father|on (?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?"
    r"|Fridays?)|day a week|days a week|club|respite|clinic|link)\b", re.IGNORECASE)
_KINDS = bag("school academy college nursery pre preschool primary infants junior centre unit")
_NOW = re.compile(r"\b(?:currently|now|still)\b")


def differing_settings(plan: Plan, lines: list[Line]) -> Iterator[PhraseFact]:
    """The first sentence that places the child today in a school other than the printed one or those of section I."""
    setting = (plan.particulars.setting or "").lower()
    named = setting + " " + " ".join(item.text for item in plan.items("I")).lower()
    for line in lines if setting else ():
        if not line.any(_KINDS):
            continue
        match = None if _OTHERS.search(line.raw) else _TODAY.search(line.raw)
        if match and not is_same_school(match["name"].lower(), named) and (not line.past or _NOW.search(match.group())):
            yield PhraseFact("contradiction", match.group(), line.item.section, line.item.id, f"the plan's setting is "
                f"{plan.particulars.setting}", "likely")
            return
