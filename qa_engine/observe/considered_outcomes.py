"""Outcomes whose subject is staff or a service, not the child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qa_engine.language.lexicon import Text
from qa_engine.observe.considered_readings import Readings
from qa_engine.observe.context import Context
from qa_engine.observe.needs_clauses import child_names
from qa_engine.vocabulary import OutcomeFact

_CHILD = frozenset(("he", "she", "they", "i"))


def about_adults(context: Context, readings: Readings, outcomes: Mapping[str, OutcomeFact]) -> dict[str, OutcomeFact]:
    """The outcomes with `adult_subject`: adults will do something, and the child is not named before them."""
    child = child_names(context.plan) | _CHILD
    texts = {item.id: readings.text(item) for item in context.plan.items("E", kind="outcome")}
    adults = {name for name, text in texts.items() if _adult(text, child)}
    return {name: replace(fact, adult_subject=True) if name in adults else fact for name, fact in outcomes.items()}


def _adult(text: Text, child: frozenset[str]) -> bool:
    hits = text.of("considered_adult_subject")
    return bool(hits) and not any(word.lower in child for word in text.words[:hits[0].first])
