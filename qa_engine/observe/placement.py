"""Observe section I: what placement is named, of what type, and whether it is the setting of the front page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa_engine.language.lexicon import Text
from qa_engine.observe.context import Context

_KINDS = frozenset(("school", "academy", "college", "centre", "playgroup", "preschool", "pre-school", "campus", "university",
                    "kindergarten", "pru", "infants", "juniors"))
_NAME = re.compile(
    r"\b(?:[A-Z][\w’'.&-]*\s+(?:of |the |and |on |in |at |le |upon )*){1,6}?"
    r"(?:School|Academy|College|Nursery|Pre-?school|Playgroup|Centre|Sixth Form|Infants?|Juniors?|Campus|University|Kindergarten|PRU)\b")
_NO_NAME = frozenset((
    "the", "a", "an", "name", "type", "of", "special", "mainstream", "primary", "secondary", "maintained", "independent", "local",
    "authority", "specialist", "further", "education", "community", "day", "nursery", "infant", "junior", "sixth", "form", "fe", "free",
    "state", "residential", "non-maintained", "section", "placement", "draft", "final"))
_MAX_EMPTY = 2


@dataclass(frozen=True, slots=True)
class Placement:
    """`state` is blank, deferred (left for the final plan), eotas, named_and_type, named, type or other."""

    state: str
    named: bool
    type: bool
    eotas: bool
    setting_differs: bool


def observe_placement(context: Context) -> Placement:
    """What section I says of the placement. Whether it may say so at this stage is for the rules."""
    words = " ".join(i.text for i in context.plan.sections["I"].items)
    text = context.lexicon.part("placement_").read(words)
    setting = context.plan.particulars.setting or ""
    named = bool(_proper_name(words)) or _same_place(setting, words)
    of_type, eotas = text.has("placement_type"), text.has("placement_eotas")
    differs = named and not eotas and bool(_telling(setting)) and not text.has("placement_ahead") and not _same_place(setting, words)
    return Placement(_state(text, named, of_type, eotas), named, of_type, eotas, differs)


def _state(text: Text, named: bool, of_type: bool, eotas: bool) -> str:
    if len(text.words) < _MAX_EMPTY:
        return "blank"
    if eotas:
        return "eotas"
    if named:
        return "named_and_type" if of_type else "named"
    if text.has("placement_deferred"):
        return "deferred"
    return "type" if of_type else "other"


def _proper_name(words: str) -> str:
    for match in _NAME.finditer(words):
        if _telling(match[0]):
            return match[0]
    return ""


def _telling(name: str) -> set[str]:
    return {w.strip(".,’'()").lower() for w in name.split() if w[:1].isupper()} - _NO_NAME - _KINDS


def _same_place(setting: str, words: str) -> bool:
    telling = _telling(setting)
    return bool(telling) and telling <= {w.strip(".,’'()").lower() for w in words.split()}
