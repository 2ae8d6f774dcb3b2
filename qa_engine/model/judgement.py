"""What was judged: thirteen areas and the whole, each with reasons, what decided it, and how firm it is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

GRADES = ("Inadequate", "RI", "Good")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Frozen):
    """One judgement rule that fired: the grade it allows at most, why, and the figures that made it fire."""

    rule: str
    area: str
    grade: str
    reason: str
    facts: dict[str, str | int | bool | None]


class AreaJudgement(_Frozen):
    """`judgement` is Good, RI, Inadequate, NA or Not judged; `decided_by` names judgement and finding rules; `to_reach_next` says what
    would lift it; `stability` is stable or borderline."""

    judgement: str
    title: str
    reasons: tuple[str, ...]
    decided_by: tuple[str, ...]
    to_reach_next: tuple[str, ...] = ()
    works_well: tuple[str, ...] = ()
    stability: str = "stable"


class Overall(_Frozen):
    """The whole plan's judgement. `borderline_because` names the thresholds or weights that would change it."""

    judgement: str
    reasons: tuple[str, ...]
    decided_by: tuple[str, ...]
    to_reach_next: tuple[str, ...] = ()
    do_first: tuple[str, ...] = ()
    works_well: tuple[str, ...] = ()
    stability: str = "stable"
    borderline_because: tuple[str, ...] = ()


class Judgements(_Frozen):
    """All areas by their contract name, the whole, and every step in order."""

    areas: dict[str, AreaJudgement]
    overall: Overall
    steps: tuple[Step, ...] = ()
