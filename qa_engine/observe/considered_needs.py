"""What needs usually call for, whether B says where the child starts from, and which broad areas its headings pass over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qa_engine.language.lexicon import Lexicon, Text
from qa_engine.observe.considered_readings import Readings, within
from qa_engine.observe.context import Context
from qa_engine.vocabulary import NeedFact

_BROAD = {"area_communication": "communication and interaction", "area_cognition": "cognition and learning",
          "area_semh": "social, emotional and mental health", "area_sensory": "sensory and/or physical"}
_LOCAL = ("area_adulthood", "area_independence")
_REACH = 6  # words between a denial and what it denies


def needs_that_call_for(context: Context, readings: Readings, needs: Mapping[str, NeedFact]) -> dict[str, NeedFact]:
    """The needs with what they usually call for: equipment, a qualified teacher of a sense, teaching that only B can lead to."""
    texts = {item.id: readings.text(item) for item in context.plan.items("B", "C", kind="need")}
    return {name: replace(fact, **_calls(readings, texts[name], fact)) if name in texts else fact for name, fact in needs.items()}


def _calls(readings: Readings, text: Text, fact: NeedFact) -> dict[str, Any]:
    sense = _impaired(text)
    taught = fact.section == "C" and text.has("considered_teaching_need")
    return {"sensory_impairment": sense, "needs_equipment": sense or text.has("considered_equipment_need"),
            "belongs_in_b": taught and not readings.said("considered_teaching_taken_up", "B")}


def _impaired(text: Text) -> bool:
    """Whether hearing or sight is impaired, and not "no hearing loss" or a brother's."""
    whole = text.of("considered_sense_whole")
    return any(not any(0 < hit.first - w.last <= _REACH and within(text, w.start, hit.start) for w in whole)
               for hit in text.of("considered_sense"))


def baseline_stated(context: Context, readings: Readings) -> bool:
    """Whether a need or strength of B gives a level, a score, a count, or when it was seen."""
    items = [item for item in context.plan.items("B") if item.kind in ("need", "strength")]
    return any(readings.text(item).has("considered_level", "considered_when_seen") for item in items)


def areas_unaddressed(context: Context) -> tuple[str, ...]:
    """Broad areas that no heading of B names. Empty unless every need stands under a heading that names a broad area."""
    lists = context.lexicon.part("area_")
    titles: dict[tuple[str, ...], frozenset[str]] = {}
    named: set[str] = set()
    for item in context.plan.sections["B"].items:
        headings = (*item.headings, item.area or "")
        if headings not in titles:
            titles[headings] = _areas(lists, "; ".join(headings))
        if item.kind == "need" and not titles[headings] & _BROAD.keys():
            return ()
        named |= titles[headings]
    if not named or named.intersection(_LOCAL):
        return ()
    return tuple(area for name, area in _BROAD.items() if name not in named)


def _areas(lists: Lexicon, title: str) -> frozenset[str]:
    return frozenset(lists.read(title).hits)
