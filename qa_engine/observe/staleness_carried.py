"""People and places of an earlier time told as today's, and hopes that stand beside words already found stale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line, in_quotation
from qa_engine.observe.staleness_history import KIN, History
from qa_engine.observe.staleness_settings import is_same_school
from qa_engine.observe.staleness_when import Stale, When

_VISITS = re.compile(
    r"\b(?:(?:will|is to|are to|due to|going to) (?:\w+ ){1,3}|there will be )(?:[\w-]+ ){0,4}visits? (?:to|at) "
    r"(?:the |his |her |their )?(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|of|the|and))*)")
_ACTS = re.compile(
    rf"\b(?:when )?(?:my|his|her|their) (?P<kin>{KIN}) (?:always |often |sometimes |usually |also )?(?P<verb>[a-z]{{2,}}s)\b",
    re.IGNORECASE)
_HOME = re.compile(r"\b(?:I|he|she|they|[A-Z]\w+) lives? with (?P<names>[A-Z][\w'’-]+(?:(?: and|,) [A-Z][\w'’-]+)*)")
_STAFF_DO = re.compile(
    r"\b(?P<who>(?:Mr|Mrs|Miss|Ms|Mx)\.? [A-Z][\w’-]+) (?:will |always |also )?(?P<verb>[a-z]{2,}s)\b(?: [\w'’-]+){0,6}")
_SERVES = (r"(?:['’]s?)? (?:(?:County|Borough|City|District|Metropolitan|Unitary|Council|Council['’]s|[Cc]hildren['’]s|"
           r"adult|local|child|community|family|early|health|social|specialist|sensory) )*"
           r"(?:[Cc]ouncil|[Ss]ocial [Cc]are|[Ss]ervices?|[Tt]eam|[Cc]linic|[Hh]ospital|[Hh]elp|CAMHS|authority)\b")
_AWAITED = re.compile(
    r"[^.;]*\b(?:looking forward to|can['’]t wait (?:to|for)|going to a (?:different|new|bigger) school|going to the same school"
    r"|(?:worried|nervous|anxious|excited|scared) about (?:going|starting|moving|leaving|the new)"
    r"|(?:hopes?|would like|want|wants)(?: that)? (?:\w+ ){0,3}(?:have|stay with|keep) \w+ (?:again|next year))\b[^.;]*", re.IGNORECASE)
_AWAITING_WORDS = bag("forward wait different bigger same worried nervous anxious excited scared again next")
_FIRST_PERSON = bag("i we my our us me")
_NO_VERB = bag("was has his this is does as its says said always visits writes sends rings telephones")
_FAMILY = re.compile(rf"{KIN}|mummy|daddy|parents", re.IGNORECASE)
_VISIT_WORDS = bag("visit visits")
_BEFORE_A_MOVE = frozenset((-1, 2, 6, 11))  # school years that end with a move to another school
_LIVE = bag("live lives")
_TITLES = bag("mr mrs miss ms mx")


def stale_history(line: Line, when: When, history: History) -> Iterator[Stale]:
    """People and places of the child's earlier life that a sentence tells as today's."""
    if line.any(_VISIT_WORDS):
        yield from _visits_to_own_school(line, when)
    if history.died:
        yield from _the_dead(line, history)
    if history.carers and line.any(_LIVE) and not line.past:
        yield from _old_home(line, history)
    if history.staff and line.any(_TITLES) and not line.past and not line.any(_FIRST_PERSON):
        for match in _STAFF_DO.finditer(line.raw):
            if match["who"].lower() in history.staff and match["verb"] not in _NO_VERB:
                yield _stale(line, match, "of a school that the child has left")
    if history.places and line.item.section != "A" and not line.past:
        yield from _old_authority(line, history)


def still_awaited(line: Line) -> Iterator[Stale]:
    """What a passage already found stale looks forward to."""
    if line.any(_AWAITING_WORDS) and not line.past:
        match = _AWAITED.search(line.raw)
        if match and not in_quotation(line.raw, match.start()):
            yield _stale(line, match, "stands among words of an earlier time")


def _visits_to_own_school(line: Line, when: When) -> Iterator[Stale]:
    if not when.setting or not when.years or not when.years.isdisjoint(_BEFORE_A_MOVE):
        return
    for match in _VISITS.finditer(line.raw):
        if is_same_school(match["name"].lower(), when.setting) and not in_quotation(line.raw, match.start()):
            yield _stale(line, match, "the child is at this school")


def _the_dead(line: Line, history: History) -> Iterator[Stale]:
    for match in _ACTS.finditer(line.raw):
        if match["kin"].lower() in history.died and match["verb"] not in _NO_VERB:
            yield _stale(line, match, "the plan says elsewhere that this person has died")


def _old_home(line: Line, history: History) -> Iterator[Stale]:
    for match in _HOME.finditer(line.raw):
        names = re.findall(r"[A-Z][\w'’-]+", match["names"])
        if history.carers.isdisjoint(n.lower() for n in names) and not any(_FAMILY.fullmatch(n) for n in names):
            yield _stale(line, match, "the plan says elsewhere that the child has moved home")


def _old_authority(line: Line, history: History) -> Iterator[Stale]:
    for place in history.places:
        match = re.search(re.escape(place) + _SERVES, line.raw) if place in line.raw else None
        if match:
            yield _stale(line, match, "the family has moved away from there")


def _stale(line: Line, match: re.Match[str], why: str) -> Stale:
    return Stale(line.start + match.start(), line.start + match.end(), why)
