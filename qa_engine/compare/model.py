"""What a comparison of two versions of a plan holds: the public JSON. `schemas/compare.schema.json` is made from these models."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
Kind = Literal["kept", "moved", "reworded", "changed", "weakened", "strengthened", "added", "removed"]
KINDS: tuple[Kind, ...] = ("weakened", "removed", "added", "strengthened", "changed", "moved", "reworded", "kept")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Version(_Part):
    """One of the two files. Dates are ISO (YYYY-MM-DD)."""

    file: str
    name: str | None = None
    dob: str | None = None
    state: str = "unknown"
    issue_date: str | None = None
    authority: str | None = None
    setting: str | None = None


class Passage(_Part):
    """An item as it stands in one version. `area` is the area of need that it stands under, where one is printed."""

    item: str
    section: str
    area: str | None = None
    kind: str
    where: str
    text: str


class Reason(_Part):
    """Why a change is what it is, in plain words. `sign` is weaker, stronger or note."""

    sign: Literal["weaker", "stronger", "note"]
    text: str


class Piece(_Part):
    """A run of words that both versions have (same), that only the old has (gone) or that only the new has (new)."""

    op: Literal["same", "gone", "new"]
    text: str


class Change(_Part):
    """What became of one item. `likeness` is from 0 to 1; `words` is word against word, in reading order, empty unless both stand there.

    kept: the same words in the same place. moved: the same words elsewhere. reworded: other words, same sense and amounts. changed: facts
    or figures differ, neither shown to be weaker nor stronger. weakened, strengthened: see the reasons. added, removed: no counterpart.
    """

    kind: Kind
    old: Passage | None = None
    new: Passage | None = None
    likeness: float = Field(0.0, ge=0, le=1)
    moved: bool = False
    only_date: bool = False
    reasons: tuple[Reason, ...] = ()
    words: tuple[Piece, ...] = ()

    @property
    def section(self) -> str:
        """The section it stands in now, or stood in."""
        return (self.new or self.old).section if self.new or self.old else ""  # type: ignore[union-attr]


class SectionChange(_Part):
    """A section as a whole. `same_words` is the share (0 to 1) of the old section's words that stand in the new one in items kept word for
    word; `carried_over` is true where that is all, and the section is not empty."""

    section: str
    old_status: str
    new_status: str
    old_words: int
    new_words: int
    same_words: float = Field(ge=0, le=1)
    carried_over: bool
    counts: dict[Kind, int]


class Views(_Part):
    """Section A: the share of its words carried over, the newest date that it gives, and how old that is when the new version is issued."""

    same_words: float = Field(ge=0, le=1)
    carried_over: bool
    newest_date: str | None = None
    months_old: int | None = None


class Stale(_Part):
    """Words of the new version that stood in the old one and that time has overtaken."""

    item: str
    section: str
    where: str
    words: str
    why: str


class Deadline(_Part):
    """An outcome carried over. `what` is past_deadline (its date is gone), new_date_only (nothing else changed) or same (word for word)."""

    item: str
    where: str
    what: Literal["past_deadline", "new_date_only", "same"]
    text: str


class AdviceChange(_Part):
    """An entry of the list of advice. `kind` is new, newer (same adviser, later date), same or gone."""

    kind: Literal["new", "newer", "same", "gone"]
    text: str
    old_date: str | None = None
    new_date: str | None = None
    months_old: int | None = None


class Comparison(_Part):
    """Two versions of a plan against each other. `ask_first` is what an annual review would ask first, gravest first."""

    schema_version: str = SCHEMA_VERSION
    old: Version
    new: Version
    notes: tuple[str, ...] = ()
    ask_first: tuple[str, ...]
    counts: dict[Kind, int]
    sections: tuple[SectionChange, ...]
    changes: tuple[Change, ...]
    views: Views
    stale: tuple[Stale, ...] = ()
    outcomes: tuple[Deadline, ...] = ()
    advice: tuple[AdviceChange, ...] = ()


def compare_schema() -> dict[str, Any]:
    """What `schemas/compare.schema.json` holds."""
    schema = Comparison.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Comparison of two versions of a plan"}
