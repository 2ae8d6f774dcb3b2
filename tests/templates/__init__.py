"""Writes a plan's content into other councils' templates, with a record of what was printed where."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from .content import Plan
from .sheet import Sheet

FAMILIES = (
    "nationaldraft",
    "areatables",
    "workingwell",
    "headerstatus",
    "starredcontents",
    "contributorsfirst",
    "bracketletters",
    "noletters",
    "questionled",
    "outcomesfirst",
    "systemexport",
    "outcomepages",
    "profilefront",
    "adulthood",
    "trackedrows",
)


def sheet(raw: Mapping[str, Any], family: str) -> Sheet:
    """The plan content written into one family; raises ValueError for a family that does not exist."""
    if family not in FAMILIES:
        raise ValueError(f"no template family {family!r}; there are {', '.join(FAMILIES)}")
    return import_module(f"{__name__}.families.{family}").render(Plan(raw))  # type: ignore[no-any-return]


def render(raw: Mapping[str, Any], family: str) -> tuple[bytes, dict[str, Any]]:
    """The Word file's bytes and the record of what a perfect reader would find in it."""
    made = sheet(raw, family)
    return made.docx(), made.truth()
