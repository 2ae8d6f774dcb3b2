"""What the plan's own story tells of people and places left behind: former schools' staff, carers, authorities, relatives who died."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_engine.language.words import bag
from qa_engine.observe.phrases_lines import Line
from qa_engine.observe.staleness_phase import has_outgrown
from qa_engine.observe.staleness_settings import SCHOOL_NAME, SCHOOL_WORDS, Schools
from qa_engine.observe.staleness_when import When

KIN = r"(?:grandad|granddad|grandpa|grandfather|nan|nana|nanny|gran|granny|grandma|grandmother|mum|mam|mother|dad|father|uncle|aunt|auntie)"
_DIED = re.compile(
    rf"\b(?:his|her|their|my) (?P<kin>{KIN})\b(?!['’]s)[^.;]{{0,60}}?\b(?:died|passed away)\b"
    rf"|\bdeath of (?:his|her|their|my) (?P<of>{KIN})\b(?!['’]s)", re.IGNORECASE)
_CARERS = re.compile(
    r"\b(?:his|her|their|my) (?:current|present|new|latest) (?:foster |kinship )?(?:carers?|family|placement)(?: is| are| with|,)* "
    r"(?P<names>[A-Z][\w'’-]+(?:(?: and|,) [A-Z][\w'’-]+)*)")
_MOVED = re.compile(
    r"\b(?:family|he|she|they|parents|and|who|[A-Z]\w+)(?: have| has)?(?: recently| then)? (?:moved|relocated)(?: house| home| here)? from "
    r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?: (?:to|into|in|on)\b|[.,;])"
    r"|\bplan was (?:first )?(?:issued|made|written|maintained) by (?P<by>[A-Z][\w'’-]+)(?: [A-Z]\w+)* (?:Council|Borough|County|City)\b")
_STAFF = re.compile(
    rf"\b(?P<who>(?:Mr|Mrs|Miss|Ms|Mx)\.? [A-Z][\w’-]+)(?:['’]s class)?(?:,? [^.;,]{{0,40}},)? (?:at|of|from) (?:the )?{SCHOOL_NAME}")
_TITLES = bag("mr mrs miss ms mx")
_DEATHS = bag("died passed death")
_MOVES = bag("moved relocated issued made maintained written")
_CARES = bag("carer carers placement family")


@dataclass(frozen=True, slots=True)
class History:
    """`died` kin words; `carers` first names of those who care for the child now; `places` left; `staff` of schools left; small letters."""

    died: frozenset[str]
    carers: frozenset[str]
    places: frozenset[str]
    staff: frozenset[str]

    @classmethod
    def of(cls, lines: list[Line], when: When, schools: Schools, authority: str) -> History:
        """Read it from every line of the plan; `authority` is the one printed."""
        died = {(m["kin"] or m["of"]).lower() for line in lines if line.any(_DEATHS) for m in _DIED.finditer(line.raw)}
        carers = {name for line in lines if line.any(_CARES) for m in _CARERS.finditer(line.raw)
                  for name in re.findall(r"[A-Z][\w'’-]+", m["names"])}
        places = {m["place"] or m["by"] for line in lines if line.any(_MOVES) for m in _MOVED.finditer(line.raw)}
        staff = {who for line in lines if line.any(_TITLES) and line.any(SCHOOL_WORDS) for who in _left_staff(line, when, schools)}
        return cls(frozenset(died), frozenset(c.lower() for c in carers), frozenset(_elsewhere(places, authority)), frozenset(staff))


def _left_staff(line: Line, when: When, schools: Schools) -> Iterator[str]:
    for match in _STAFF.finditer(line.raw):
        school = match["name"].lower()
        if school in schools.left or has_outgrown(school, when):
            yield match["who"].lower()


def _elsewhere(places: set[str], authority: str) -> Iterator[str]:
    """Places that are no part of the authority's own name."""
    for place in places:
        if place.split()[0].lower() not in authority and place not in ("Year", "Key", "Reception", "Nursery"):
            yield place
