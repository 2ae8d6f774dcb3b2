"""Tell a reasoned "none" (who advised, when, what was checked, why) from a bare one, in sections C, D, G, H1 and H2."""

from __future__ import annotations

import re

from qa_engine.model.plan import Section
from qa_engine.observe.context import Context
from qa_engine.observe.dates_of_views import latest_day

_GROUNDS_NEEDED = 2
_TOLD = 30  # so many words on what goes well are no "none"
_POINTER = 20  # so many words hold no need beside a pointer
_POINTS = re.compile(
    r"\b(?:see|refer to|as (?:set out|described|detailed) in|contained in|held in|recorded in)\b[^.;]{0,60}"
    r"\b(?:plan|report|reports|assessment|advice|document|documents|appendix|appendices|file|paperwork)\b", re.IGNORECASE)
NIL_SECTIONS = ("C", "D", "G", "H1", "H2")


def health_nil_unreasoned(context: Context) -> bool:
    """Whether section C says or leaves "none" without grounds. A section missing altogether is no nil."""
    return _unreasoned(context, "C")


def social_care_nil_unreasoned(context: Context) -> bool:
    """Whether section D says or leaves "none" without grounds. A section missing altogether is no nil."""
    return _unreasoned(context, "D")


def is_nil(section: Section) -> bool:
    """Whether a section that is there holds no need or provision: a statement of none, a pointer to another paper, or nothing."""
    if section.status == "missing" or any(i.kind in ("need", "provision") and not _points_elsewhere(i.text) for i in section.items):
        return False
    return sum(len(i.text.split()) for i in section.items if i.kind == "strength") < _TOLD


def _points_elsewhere(text: str) -> bool:
    """Whether a few words only send the reader to another paper, which is no part of the plan: "See his child in need plan"."""
    return len(text.split()) <= _POINTER and _POINTS.search(text) is not None


def nil_reasoned(context: Context, section: Section) -> bool:
    """Whether a nil gives at least two grounds: who advised, when, what was checked or asked, why there is none."""
    if section.letter not in NIL_SECTIONS or not is_nil(section):
        return False
    return grounds(context, " ".join(i.text for i in section.items)) >= _GROUNDS_NEEDED


def grounds(context: Context, words: str) -> int:
    """How many of the four grounds a statement gives, 0 to 4."""
    text = context.lexicon.part("reason_").read(words)
    who = text.has("reason_adviser", "reason_reported")
    return sum((who, latest_day(words) is not None, text.has("reason_checked"), text.has("reason_why")))


def _unreasoned(context: Context, letter: str) -> bool:
    section = context.plan.sections[letter]
    return is_nil(section) and not nil_reasoned(context, section)
