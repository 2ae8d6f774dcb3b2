"""Which sections share a heading so that what belongs to each cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa_engine.model.document import Place
from qa_engine.model.plan import SECTIONS, Section
from qa_engine.structure.drafts import Draft
from qa_engine.structure.walk import Opening

_H = frozenset(("H1", "H2"))
Joint = frozenset[str]


def joints(openings: Sequence[Opening], drafts: Sequence[Draft]) -> tuple[Joint, ...]:
    """The sections of each lettered heading that holds more than one with nothing to tell them apart; the two parts of H among them."""
    labels = _labels(openings)
    found = [label for label in labels if len(label) > 1 and not label <= _H and _run_together(label, labels, drafts)]
    return tuple(dict.fromkeys((*found, *([_H] if _one_h(openings, drafts) else []))))


def letters_of(merged: Iterable[Joint]) -> tuple[str, ...]:
    """Their letters in order, H for either part of it."""
    letters = {x for joint in merged for x in joint}
    return tuple(dict.fromkeys("H" if x in _H else x for x in SECTIONS if x in letters))


def with_shared_status(sections: dict[str, Section], merged: Iterable[Joint]) -> dict[str, Section]:
    """A section that is only part of a shared heading is as full as the one that the content was put in."""
    shared = dict(sections)
    for joint in merged:
        status = next((s.status for s in sections.values() if s.letter in joint and s.items), None)
        if status:
            shared |= {x: replace(sections[x], status=status) for x in joint if not sections[x].items}
    return shared


def _labels(openings: Iterable[Opening]) -> list[Joint]:
    """The sections of each label with a letter, in order; H alone stands for both its parts."""
    by_place: dict[tuple[Place, ...], set[str]] = {}
    for opening in openings:
        if opening.printed:
            by_place.setdefault(opening.places, set()).update(_H if opening.letter == "H" else (opening.letter,))
    return [frozenset(found) for found in by_place.values()]


def _run_together(joint: Joint, labels: Iterable[Joint], drafts: Sequence[Draft]) -> bool:
    """Whether statements stand below with no part or column to sort them, and a section without another label has none of its own."""
    elsewhere = {x for label in labels if label != joint for x in label}
    empty = joint - elsewhere - {d.section for d in drafts}
    return bool(empty) and any(d.section in joint and not d.part for d in drafts)


def _one_h(openings: Sequence[Opening], drafts: Sequence[Draft]) -> bool:
    letters = {o.letter for o in openings}
    joint = [{o.letter for o in openings if o.places == x.places} for x in openings if x.letter in _H]
    if joint and all(found >= _H for found in joint) and not any(d.section == "H2" for d in drafts):
        return True
    return "H" in letters and not letters & _H
