"""Tell a reasoned "none" (who advised, when, what was checked, why) from a bare one, in sections C, D, G, H1 and H2."""

from __future__ import annotations

import re

from qa_engine.model.plan import Item, Section
from qa_engine.observe.context import Context
from qa_engine.observe.dates_of_views import latest_day

_GROUNDS_NEEDED = 2
_TOLD = 30  # so many words on what goes well are no "none"
_POINTER = 20  # so many words hold no need beside a pointer
_POINTS = re.compile(
    r"\b(?:see|refer to|as (?:set out|described|detailed) in|contained in|held in|recorded in)\b[^.;]{0,60}"
    r"\b(?:plan|report|reports|assessment|advice|document|documents|appendix|appendices|file|paperwork)\b", re.IGNORECASE)
_SHOWS_NEED = ("need_limit", "need_consequence", "need_condition", "need_occasion")
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


def sends_elsewhere(context: Context, item: Item) -> bool:
    """Whether an item of C or D only sends the reader to another paper, with no more than a status: "Is in care; see the care plan"."""
    if item.section not in ("C", "D") or not _points_elsewhere(item.text):
        return False
    # What the other paper is called ("child protection plan") is no need.
    text = context.lexicon.part("need_").read(_POINTS.sub(" ", item.text))
    labels = text.of("need_soft_label")
    shown = text.of(*_SHOWS_NEED, *(("need_diagnosis",) if item.section == "C" else ()))
    return all(any(w.first <= h.first and h.last <= w.last for w in labels) for h in shown)


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
