"""An advice report as it was read: who advises, about whom, when, and each need, outcome and provision that it states."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from qa_engine.model.document import Place

KINDS = ("health", "educational psychology", "education", "social care", "parent", "young person", "other")
NEED, OUTCOME, PROVISION, NOTE = "need", "outcome", "provision", "note"
ASKED = (NEED, OUTCOME, PROVISION)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or row of a report under its heading. `topic` is about, history, child_views, parent_views, strengths, needs, effect,
    provision, outcomes, summary, admin, mixed or none. `listed` is true for a bullet or numbered point; `columns` as in a plan's item."""

    topic: str
    heading: str
    text: str
    place: Place
    listed: bool = False
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that says something for the plan. `id` is the kind and its ordinal ("need2"). `kind` is need, outcome, provision
    or note. `placed` is the section (F, G, H) that the adviser says it belongs in, or empty. `said` is the text with "I" and "me"
    put as the author's role, for comparing with a plan."""

    id: str
    kind: str
    text: str
    topic: str
    heading: str
    said: str
    place: Place
    placed: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def where(self) -> str:
        """Where a person finds it in the report."""
        spot = self.place.spot or f"paragraph {self.place.paragraph + 1}"
        return f"“{self.heading}” ({spot})" if self.heading else spot


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a report says of itself, as printed; None or "" where it does not say."""

    kind: str = "other"
    title: str = ""
    author: str = ""
    role: str = ""
    service: str = ""
    registration: str = ""
    requested: datetime.date | None = None
    date: datetime.date | None = None
    child: str = ""
    known_as: str = ""
    dob: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class AdviceDocument:
    """One advice report. `why_not` says why it is no usable advice, or is empty."""

    name: str
    sha256: str
    particulars: Particulars
    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    why_not: str = ""
    words: int = 0
    printed: tuple[str, ...] = field(default=(), repr=False)

    def of(self, *kinds: str) -> list[Statement]:
        """Statements of these kinds, in order."""
        return [s for s in self.statements if s.kind in kinds]

    def under(self, *topics: str) -> str:
        """The text of all passages with one of these topics."""
        return "\n".join(p.text for p in self.passages if p.topic in topics)
