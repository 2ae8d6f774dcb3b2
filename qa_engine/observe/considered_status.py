"""The child's standing with social care: as the form prints it, else as the words of the plan tell it."""

from __future__ import annotations

from qa_engine.language.lexicon import Text
from qa_engine.observe.considered_readings import Readings, within
from qa_engine.observe.context import Context

# Gravest first: a child on a protection plan is also a child in need.
_STATUS = {"considered_status_lac": "LAC", "considered_status_cp": "CP", "considered_status_cin": "CiN"}
_TOLD_IN = ("A", "B", "C", "E", "F", "G", "H1", "H2")


def social_care_status(context: Context, readings: Readings) -> str:
    """CiN, CP or LAC, another status as printed, or an empty string. The words are asked only where section D gives no need."""
    printed = context.plan.subject.social_care_status or ""
    if printed or context.plan.sections["D"].status == "content":
        return printed
    texts = [readings.text(item) for item in context.plan.items(*_TOLD_IN)]
    return next((status for name, status in _STATUS.items() if any(_holds(text, name) for text in texts)), "")


def _holds(text: Text, name: str) -> bool:
    denials = text.of("considered_status_not")
    return any(not any(within(text, d.start, hit.start) for d in denials) for hit in text.of(name))
