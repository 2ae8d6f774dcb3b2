"""Which services a plan rests on, and whether sections for a service that knows the child say little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qa_engine.across.model import PlanReliance, ServiceReliance, Thin
from qa_engine.across.shelf import Record
from qa_engine.language.lexicon import Hit, Lexicon, Text
from qa_engine.language.words import holds
from qa_engine.store.model import Case

_NOT_OUTSIDE = frozenset(("parent or young person", "education", "other"))  # K-07 leaves family and school out too
_CITED = {
    "cited_education": "education", "cited_psychology": "educational psychology", "cited_health": "health", "cited_therapy": "therapy",
    "cited_care": "social care", "cited_sensory": "sensory", "cited_adulthood": "preparation for adulthood",
}
_FEWEST, _LEANING = 3, 60  # pieces with a source in a plan, and the per cent of them from which it leans on one service
# What makes the name of a service in a line of provision its source and not who gives it.
_SOURCE = re.compile(r"\b(?:report|advice|assessment|recommend\w*|advis(?:ed|es)|source)\b", re.IGNORECASE)
_MAY_BE_SOURCE = re.compile(rf"\(|{_SOURCE.pattern}", re.IGNORECASE)
_NEAR = 30  # characters
# Quicker than the lists: without one of these pieces none of their phrases can stand in a text.
_MAY_BE_STATUS = ("looked after", "care order", "section 17", "section 20", "section 31", "in the care of", "in need", "protection",
                  "cin plan", "cp plan")
_STATUS = {"considered_status_lac": "looked after", "considered_status_cp": "child protection plan",
           "considered_status_cin": "child in need"}
_PRINTED = {"LAC": "looked after", "CP": "child protection plan", "CIN": "child in need"}
_KNOWN_HEALTH = ("health", "therapy")


def lists_of(lexicon: Lexicon) -> Lexicon:
    """The few word lists needed here, read many times faster than all."""
    wanted = {name: phrases for name, phrases in lexicon.lists.items()
              if name in _CITED or name.removeprefix("form_").startswith("considered_status_")}
    return Lexicon({name.removeprefix("form_"): phrases for name, phrases in wanted.items()}, apart=())


@dataclass(slots=True)
class _Count:
    plans: int = 0
    leaning: int = 0
    only: int = 0
    named: int = 0
    on_one: int = 0


@dataclass(slots=True)
class Services:
    """Counts over plans, one plan at a time."""

    lists: Lexicon
    counts: dict[str, _Count] = field(default_factory=dict)
    reliance: list[PlanReliance] = field(default_factory=list)
    thin: list[Thin] = field(default_factory=list)
    in_care: int = 0
    known_to_care: int = 0
    known_to_health: int = 0

    def put(self, case: Case, record: Record) -> None:
        """Count one plan."""
        self._rest(case, record)
        self._known(case, record)

    def summed(self) -> tuple[ServiceReliance, ...]:
        """By service, those on which most plans lean first."""
        made = [ServiceReliance(name, c.plans, c.leaning, c.only, c.named, c.on_one) for name, c in self.counts.items()]
        return tuple(sorted(made, key=lambda s: (-s.leaning, -s.only, s.service)))

    def _rest(self, case: Case, record: Record) -> None:
        listed = _listed(record)
        outside = sorted(set(listed) - _NOT_OUTSIDE)
        sources = list(self._sources(record))
        alone: Counter[str] = Counter(next(iter(named)) for named in sources if len(named) == 1)
        for name in outside:
            self._at(name).plans += 1
        for named in sources:
            for name in named:
                self._at(name).named += 1
                self._at(name).on_one += len(named) == 1
        self._lean(case, outside, alone, len(sources))

    def _lean(self, case: Case, outside: list[str], alone: Counter[str], named: int) -> None:
        team, only = case.about.get("team", ""), len(outside) == 1
        name, most = alone.most_common(1)[0] if alone else ("", 0)
        leans = named >= _FEWEST and 100 * most >= _LEANING * named
        if only:
            self._at(outside[0]).only += 1
        if leans:
            self._at(name).leaning += 1
        if leans or only:
            service = name if leans else outside[0]
            self.reliance.append(PlanReliance(case.case, team, service, named, alone[service], tuple(outside)))

    def _at(self, name: str) -> _Count:
        return self.counts.setdefault(name, _Count())

    def _sources(self, record: Record) -> Iterator[set[str]]:
        """The services that a need or a line of provision names as its source, where it names one."""
        for letters, kind in ((("B", "C", "D"), "need"), (("F", "G", "H1", "H2"), "provision")):
            for item in _items(record, *letters, kind=kind):
                if kind == "provision" and not _MAY_BE_SOURCE.search(item["text"]):
                    continue
                text = self.lists.read(item["text"])
                named = {_CITED[hit.name] for hit in text.of(*_CITED) if kind == "need" or _is_source(text, hit)}
                if named:
                    yield named

    def _known(self, case: Case, record: Record) -> None:
        care, health = self._care(record), _health(record)
        self.in_care += care == "looked after"
        self.known_to_care += bool(care)
        self.known_to_health += bool(health)
        told: tuple[tuple[Literal["social care", "health"], str, tuple[str, ...]], ...] = (
            ("social care", care, (*_lacking(record, "need", "D"), *_lacking(record, "provision", "H1", "H2"))),
            ("health", health, (*_lacking(record, "need", "C"), *_lacking(record, "provision", "G"))))
        for service, known_by, sections in told:
            if known_by and sections:
                self.thin.append(Thin(case.case, case.about.get("team", ""), service, known_by, sections))

    def _care(self, record: Record) -> str:
        """The standing with social care as printed, else as the plan's words tell it; "" where the child is not known to it."""
        subject = record["subject"]
        printed = str(subject.get("social_care_status") or "")
        if subject.get("in_care") or _PRINTED.get(printed.upper()):
            return "looked after" if subject.get("in_care") else _PRINTED[printed.upper()]
        told = (item["text"] for item in _items(record, "A", "B", "C", "D", "E", "F", "G", "H1", "H2"))
        texts = (self.lists.read(text) for text in told if holds(text.lower(), _MAY_BE_STATUS))
        met = {name for text in texts for name in _STATUS if text.has(name) and _holds(text, name)}
        return next((words for name, words in _STATUS.items() if name in met), "")


def _is_source(text: Text, hit: Hit) -> bool:
    before, after = text.raw[max(0, hit.start - _NEAR):hit.start], text.raw[hit.end:hit.end + _NEAR]
    bracketed = before.rfind("(") > before.rfind(")") and ")" in after
    return bracketed or bool(_SOURCE.search(before) or _SOURCE.match(after.lstrip("' s’")))


def _holds(text: Text, name: str) -> bool:
    """Whether it is said of this child and of now: no word such as "was" or "brother" stands in the same sentence before it."""
    for hit in text.of(name):
        start = max((a for a, _ in text.sentences if a <= hit.start), default=0)
        if not any(start <= denial.start < hit.start for denial in text.of("considered_status_not")):
            return True
    return False


def _listed(record: Record) -> list[str]:
    """Services whose advice section K lists; one that did not reply is none."""
    entries = (item.get("observed", {}) for item in _items(record, "K"))
    return [str(seen["service"]) for seen in entries if seen.get("service") and not seen.get("no_reply")]


def _health(record: Record) -> str:
    told = [name for name in _listed(record) if name in _KNOWN_HEALTH]
    return f"{told[0]} advice in K" if told else ""


def _lacking(record: Record, kind: str, *letters: str) -> list[str]:
    """These sections as one ("H"), where none of them has an item of this kind."""
    if any(True for _ in _items(record, *letters, kind=kind)):
        return []
    return ["H" if letters[0] == "H1" else letters[0]]


def _items(record: Record, *letters: str, kind: str = "") -> Iterator[Mapping[str, Any]]:
    for letter in letters:
        for item in record["sections"].get(letter, {}).get("items", ()):
            if not kind or item["kind"] == kind:
                yield item
