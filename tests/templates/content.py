"""A plan's content, free of any template, seen the way templates ask for it: by area, by outcome, with dates as printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Item = Mapping[str, Any]
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")
SOCIAL_CARE = {
    "none": "Not known",
    "early help": "Early Help",
    "CiN": "Child in need",
    "CP": "Child protection plan",
    "LAC": "Looked after",
}


@dataclass(slots=True)
class Area:
    """One area of need with all that stands under it in B, E and F."""

    name: str
    strengths: list[str] = field(default_factory=list)
    needs: list[Item] = field(default_factory=list)
    outcomes: list[Item] = field(default_factory=list)
    provision: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Columns:
    """One provision sentence as a three-column table holds it; an empty cell where the sentence does not say."""

    what: str
    who: str
    when: str


class Plan:
    """Reads one plan content mapping (subject, plan, A to K)."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.subject: Mapping[str, Any] = raw["subject"]
        self.plan: Mapping[str, Any] = raw["plan"]
        self.rendering: Mapping[str, Any] = raw.get("rendering") or {}
        self.forename, _, self.surname = str(self.subject["name"]).partition(" ")
        self.known_as = str(self.subject.get("known_as") or self.forename)
        self.status = str(self.plan["status"])
        self.views: list[Item] = raw["A"]

    @property
    def omitted(self) -> list[str]:
        """Letters that the plan leaves out altogether, heading and all."""
        return list(self.rendering.get("omit") or (self.raw.get("labels") or {}).get("missing_sections") or [])

    @property
    def single_h(self) -> bool:
        """True when H1 and H2 stand under one "Section H"."""
        merged = self.rendering.get("merge") or (self.raw.get("labels") or {}).get("merged_sections") or []
        return "H" in merged

    def needs(self, letter: str) -> list[Item]:
        return list(self.raw[letter].get("needs") or [])

    def strengths(self, letter: str) -> list[str]:
        return list(self.raw[letter].get("strengths") or [])

    def items(self, letter: str) -> list[Item]:
        return list(self.raw[letter].get("items") or [])

    def nil(self, letter: str) -> str:
        return str(self.raw[letter].get("nil") or "")

    def outcomes(self) -> list[Item]:
        return list(self.raw["E"]["outcomes"])

    def provision(self) -> list[Item]:
        return [item for block in self.raw["F"] for item in block.get("items") or []]

    def advice(self) -> list[Item]:
        return list(self.raw["K"].get("advice") or [])

    def text(self, letter: str) -> str:
        return str(self.raw[letter].get("text") or "").strip()

    def areas(self) -> list[Area]:
        """Areas in the order B, E and F name them; outcomes or provision under a name of their own make an area of their own."""
        found: dict[str, Area] = {}

        def at(name: str) -> Area:
            return found.setdefault(name.casefold(), Area(name))

        for block in self.raw["B"]:
            area = at(str(block["area"]))
            area.strengths += block.get("strengths") or []
            area.needs += block.get("needs") or []
        for outcome in self.outcomes():
            at(str(outcome.get("area") or "All areas")).outcomes.append(outcome)
        for block in self.raw["F"]:
            at(str(block["area"])).provision += block.get("items") or []
        return list(found.values())

    def year(self) -> str:
        """The year group as printed: "Year 8", "Reception", "Nursery", "Post-16 Y12", "College year 2"."""
        year = str(self.subject["year_group"])
        if year.isdigit():
            return f"Year {year}"
        return {"R": "Reception"}.get(year, year[:1].upper() + year[1:])

    def parents(self) -> list[tuple[str, str]]:
        return [(str(p["name"]), str(p["relation"])) for p in self.subject.get("parents") or []]

    def social_care(self) -> str:
        return SOCIAL_CARE.get(str(self.subject.get("social_care_status")), "Not known")


def day(when: object, form: str = "slash") -> str:
    """A date as councils print it: slash 28/05/2026, dots 28.05.2026, words 28 May 2026, ordinal 28th May 2026."""
    if not isinstance(when, date):
        return str(when or "")
    if form in ("slash", "dots"):
        return when.strftime("%d/%m/%Y" if form == "slash" else "%d.%m.%Y")
    ending = "th" if 10 <= when.day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th")
    return f"{when.day}{ending if form == 'ordinal' else ''} {when.strftime('%B %Y')}"


_SUBJECT = re.compile(
    r"^((?:An?|The|One|Two|His|Her|Their|Our)\s[^.;:]{3,110}?)\s+(will|should|could|may|must)\s(?=\w)"
)
_ROLE = re.compile(
    r"assistant|teacher|therapist|psychologist|senco|tutor|worker|nurse|mentor|practitioner|specialist|coach|lead|officer|keyworker|person",
    re.IGNORECASE,
)
_COUNT = r"(?:once|twice|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+times|daily|weekly|every\s+day)"
_SPAN = r"(?:a|an|each|every|per)\s(?:school\s)?(?:day|week|fortnight|month|half[ -]term|term|year)"
_MINUTES = r"(?:for\s+)?\d+\s+(?:minutes?|hours?)"
_AMOUNT = re.compile(
    rf",?\s+({_MINUTES}(?:,?\s+(?:{_COUNT}|{_SPAN}))+(?:\s+{_SPAN})?|{_COUNT}(?:\s+{_SPAN})?|in every lesson)(?=[,.;]|$)",
    re.IGNORECASE,
)


def columns(sentence: str) -> Columns:
    """Deal one provision sentence over what, who and how often, moving words, never adding or losing any but "will"."""
    what, who, when = " ".join(sentence.split()), "", ""
    amount = _AMOUNT.search(what)
    if amount:
        when, what = amount[1], (what[: amount.start()] + what[amount.end() :]).strip()
    doer = _SUBJECT.match(what)
    if doer and _ROLE.search(doer[1]):
        who, what = doer[1], f"{doer[2].capitalize()} {what[doer.end() :]}"
    return Columns(what, who, when[:1].upper() + when[1:])
