"""What drawing a sample needs to know of an audited plan, and the groups it may be drawn by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NOT_KNOWN: Final = "not known"
EVERY_PLAN: Final = "all plans"
GRADE: Final = "grade"
# What people call a group, and the manifest's column for it; the grade is in the audit itself.
GROUPS: Final = {"team": "team", "need": "primary need", GRADE: "", "kind": "kind"}


@dataclass(frozen=True, slots=True)
class Plan:
    """An audited plan: `case` is its pseudonym, `run` the batch it was audited in ("" from a folder), `about` the manifest's columns."""

    case: str
    sha256: str
    run: str
    overall: str
    about: Mapping[str, str]

    def group(self, by: str) -> str:
        """Its group of one of `GROUPS`."""
        value = self.overall if by == GRADE else self.about.get(GROUPS[by], "")
        return " ".join(value.split()) or NOT_KNOWN


def stratum(plan: Plan, by: Sequence[str]) -> str:
    """The group that a plan is drawn in, in words: "team North, kind new"."""
    return ", ".join(f"{name} {plan.group(name)}" for name in by) or EVERY_PLAN
