"""An EHC plan as structure found it: the child, the dates, sections A to K, and one item for each need, outcome or provision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qa_engine.model.document import Hazards, Place

SECTIONS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")
NEEDS, OUTCOMES, PROVISION = ("B", "C", "D"), ("E",), ("F", "G", "H1", "H2")


@dataclass(frozen=True, slots=True)
class Item:
    """One statement of a section: a view, strength, need, outcome, step, provision, nil, placement, budget or advice entry.

    `id` is the section and the plan's own number for it, or its ordinal ("F12", "H2.1"), the same for the same file. `kind` is one
    of: view, strength, need, outcome, step, provision, nil, placement, budget, advice, other. `text` is as a reader sees it,
    whitespace-normalised; the cells of a row that form one item are joined by a space and kept apart in `columns` as (role, text)
    with roles what, who, how_much, how_often, group, need, outcome, review, when, date, author, role, service, attached. `headings`
    are headings, row labels and column heads it stands under, outermost first. `label` is its own printed number ("B3", "2.1").
    `serves` holds ids of items of other sections that the document itself says it serves (by number, row or heading), resolved.
    """

    id: str
    section: str
    kind: str
    text: str
    area: str | None = None
    headings: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    label: str = ""
    tags: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def where(self) -> str:
        """Where a person finds it: "Section F, item F12 (table 4, row 3)"."""
        place = next(iter(self.places), None)
        spot = f" ({place.spot})" if place and place.spot else ""
        return f"Section {self.section}, item {self.id}{spot}"

    def column(self, role: str) -> str:
        """Text of the column with this role, or an empty string."""
        return " ".join(text for name, text in self.columns if name == role)


@dataclass(frozen=True, slots=True)
class Section:
    """One lettered section. `status` is content, explicit_none, blank or missing; `label_present` says that its letter is printed."""

    letter: str
    status: str = "missing"
    label_present: bool = False
    titles: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """The child or young person as printed. `year` is the National Curriculum year as a number (0 Reception, below 0 earlier), stated
    or else computed from dob and issue date; `age` is in whole years at issue. `pronouns` is he, she, they or None."""

    name: str | None = None
    known_as: str | None = None
    dob: date | None = None
    year_group: str | None = None
    pronouns: str | None = None
    year: int | None = None
    computed_year: int | None = None
    age: int | None = None
    other_names: tuple[str, ...] = ()
    in_care: bool | None = None
    social_care_status: str | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the plan says of itself, as printed: authority, status (draft, final, amended final, ...), dates, setting."""

    authority: str | None = None
    status: str | None = None
    issue_date: date | None = None
    review_due: date | None = None
    first_issue: date | None = None
    setting: str | None = None
    officer: str | None = None
    signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One entry of section K: a report or contribution listed as advice."""

    item: str
    title: str = ""
    author: str = ""
    role: str = ""
    service: str = ""
    date: date | None = None
    attached: bool | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan. `state` is draft, final, amended final, amendment notice, working document or unknown. `unplaced` is the share
    of words (0 to 1) given to no section; `why_not` says why it cannot be judged, or is empty. `residue` holds template text met
    (prompts, merge fields, undeleted choices) as (words, section or "", item id or "")."""

    name: str
    sha256: str
    state: str
    subject: Subject
    particulars: Particulars
    sections: dict[str, Section]
    merged: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()
    residue: tuple[tuple[str, str, str], ...] = ()
    hazards: Hazards = field(default_factory=Hazards)
    unplaced: float = 0.0
    unplaced_text: tuple[str, ...] = ()
    why_not: str = ""
    format: str = "docx"

    def items(self, *letters: str, kind: str | None = None) -> list[Item]:
        """Items of these sections (all when none is named), in document order of sections A to K, of one kind if given."""
        chosen = letters or SECTIONS
        return [i for s in chosen for i in self.sections[s].items if kind is None or i.kind == kind]
