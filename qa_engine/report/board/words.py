"""Figures as a board reads them: rounded and put into words, never reckoned again."""

from __future__ import annotations

from qa_engine.board.model import Mix, Share, TimeLine
from qa_engine.judge.measures import share as whole_percent

GRADE_NAMES = {"good": "Good", "ri": "Requires Improvement", "inadequate": "Inadequate"}
NONE = "–"
SEVERITIES = {"statutory": "Apparent statutory point", "significant": "Significant", "practice": "Good practice"}
_STEPS = (25, 50, 75, 90)


def percent(of: Share | None) -> str:
    """ "24 %", rounded half up from the counts; a dash for nothing."""
    found = whole_percent(of.part, of.of) if of else None
    return NONE if found is None else f"{found}\u00a0%"


def interval(of: Share | None) -> str:
    """ "24 % (15 to 36)", in two parts that a narrow column does not break."""
    if of is None or of.low is None or of.high is None:
        return percent(of)
    return f"{percent(of)} ({of.low:.0f}\u00a0to\u00a0{of.high:.0f})"


def number(count: int | None) -> str:
    """With commas; a dash for what is not shown."""
    return NONE if count is None else f"{count:,}"


def lacking(line: TimeLine) -> str:
    """How many plans lack a date or have dates that cannot be; of one to four only that there are some."""
    told = [count for count in (line.not_known, line.impossible) if count is not None]
    if len(told) == 2:
        return number(sum(told))
    return f"over {sum(told):,}" if any(told) else "a few"


def graded(mix: Mix | None, grade: str) -> str:
    """The share of one grade."""
    return percent(getattr(mix, grade)) if mix else NONE


def depth(of: Share | None) -> int:
    """How dark a cell of the heat map is: 1 for under a quarter, to 5 for 90 % and more; 0 for nothing."""
    found = whole_percent(of.part, of.of) if of else None
    return 0 if found is None else 1 + sum(found >= step for step in _STEPS)


def kappa(value: float | None) -> str:
    """To two places, with a true minus sign."""
    return NONE if value is None else f"{value:.2f}".replace("-", "−")
