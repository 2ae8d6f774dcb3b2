"""Invented plans for what only a batch can see: the sample plans' text dealt out so that no two share any, and passages planted in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from qa_engine.audit import Auditor
from qa_engine.model.plan import SECTIONS, Advice, Item, Particulars, Plan, Section, Subject
from qa_engine.pseudonyms import pseudonymise
from qa_engine.report.json import render_json
from qa_engine.store.cases import case_of
from qa_engine.store.model import Case
from tests.conftest import SAMPLES

CHILDREN = (
    ("Orrin", "he"), ("Tabitha", "she"), ("Leofric", "he"), ("Sunniva", "she"), ("Barnabus", "he"), ("Yusra", "she"), ("Ptolemy", "he"),
    ("Elowen", "she"), ("Caspian", "he"), ("Morwenna", "she"), ("Idris", "he"), ("Zuleika", "she"), ("Fergal", "he"), ("Keziah", "she"),
    ("Anselm", "he"), ("Dervla", "she"), ("Jolyon", "he"), ("Rosheen", "she"), ("Stellan", "he"), ("Tamsin", "she"), ("Umar", "he"),
    ("Verity", "she"), ("Wystan", "he"), ("Xanthe", "she"),
)
SURNAMES = ("Ashgrove", "Bellwether", "Cragside", "Dunmallow", "Eastlake", "Farrowdale")
COUNCILS = ("Marlshire County Council", "Dunmoor City Council")
TEAMS = ("North", "South", "Coast")
ISSUE = date(2026, 5, 28)
_KINDS = {"A": "view", "B": "need", "C": "need", "D": "need", "E": "outcome", "I": "placement", "J": "budget", "K": "advice"}
_POSSESSIVE = {"he": "his", "she": "her"}


@dataclass
class Draft:
    """A plan on the way: the child, the council, and (section, heading, text) of its items."""

    forename: str
    surname: str
    pronoun: str
    council: str
    team: str
    number: int
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    advice: tuple[Advice, ...] = ()
    in_care: bool | None = None
    ref: str = ""
    run: str = "2026-10"

    def add(self, section: str, text: str, heading: str = "") -> None:
        """Plant a passage; {c}, {he} and {his} stand for the child."""
        self.lines.append((section, heading, text.replace("{c}", self.forename).replace("{he}", self.pronoun)
                           .replace("{his}", _POSSESSIVE[self.pronoun])))

    def plan(self) -> Plan:
        """As structure would have found it in a document."""
        sections = {letter: self._section(letter) for letter in SECTIONS}
        born = date(2012 + self.number % 7, 1 + self.number % 12, 1 + self.number)
        subject = Subject(f"{self.forename} {self.surname}", self.forename, born, year=8, age=12, pronouns=self.pronoun,
                          other_names=(f"Marguerite {self.surname}",), in_care=self.in_care)
        particulars = Particulars(authority=self.council, status="final", issue_date=ISSUE, setting=f"School number {self.number}")
        key = sha256(f"{self.forename}{self.run}".encode()).hexdigest()
        return Plan(f"{self.forename}.docx", key, "final", subject, particulars, sections, advice=self.advice)

    def _section(self, letter: str) -> Section:
        mine = [(heading, text) for section, heading, text in self.lines if section == letter]
        items = tuple(Item(f"{letter}{n}", letter, _KINDS.get(letter, "provision"), text, headings=(heading,) if heading else ())
                      for n, (heading, text) in enumerate(mine, 1))
        if letter == "K":
            items = tuple(Item(a.item, "K", "advice", f"{a.title}, {a.author}") for a in self.advice)
        return Section(letter, "content" if items else "blank", True, (), items)


def drafts() -> list[Draft]:
    """Twenty-four children's plans in two councils and three teams, that have no passage in common."""
    made = [Draft(name, SURNAMES[n % len(SURNAMES)], pronoun, COUNCILS[n % 2], TEAMS[n % 3], n)
            for n, (name, pronoun) in enumerate(CHILDREN)]
    for draft, (section, text, names) in zip(cycle(made), _pieces(), strict=False):
        for name in names:
            text = text.replace(name, draft.forename)
        draft.add(section, text)
    return made


def cases(made: list[Draft], auditor: Auditor, names: bool = False) -> list[tuple[Case, bytes]]:
    """Each plan judged, as the store would hand it out."""
    return [_case(draft, auditor, names) for draft in made]


def version(draft: Draft, run: str = "2026-11", **more: Any) -> Draft:
    """The same child's plan in a later run."""
    return replace(draft, run=run, lines=list(draft.lines), **more)


def _case(draft: Draft, auditor: Auditor, names: bool) -> tuple[Case, bytes]:
    plan = draft.plan()
    record = auditor.judged(plan)
    data = render_json(record if names else pseudonymise(record, plan)).encode()
    return case_of(data, draft.run, draft.run, {"team": draft.team}, draft.ref), data


@cache
def _pieces() -> list[tuple[str, str, tuple[str, ...]]]:
    """Section, text and child's names of every outcome, line of provision and need of the sample plans."""
    found = []
    for path in sorted((SAMPLES / "content").glob("*.yaml")):
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        known = raw["subject"].get("known_as")
        name = (str(raw["subject"]["name"]).split()[0], *([str(known)] if known else []))
        found += [("E", o["text"], name) for o in raw["E"]["outcomes"]]
        found += [("F", i["text"], name) for block in raw["F"] for i in block.get("items") or []]
        found += [("B", n["text"], name) for block in raw["B"] for n in block.get("needs") or []]
    return found


def pairs() -> list[tuple[bool, str, str, str]]:
    """Whether it is a copy, what was done, and the two passages."""
    data = yaml.safe_load((Path(__file__).parent / "across_pairs.yaml").read_text(encoding="utf-8"))
    return [(kind == "copied", *map(str, line)) for kind in ("copied", "different") for line in data[kind]]  # type: ignore[misc]
