"""Shares with their intervals, and how a difference of two shares is told."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from qa_engine.board.model import Mix, Share
from qa_engine.judge.measures import share as whole_percent
from qa_engine.judge.wording import quantity
from qa_engine.statistics.intervals import wilson
from qa_engine.statistics.sizes import FEW as FEW

_PLACES = 1


def percent(part: int, of: int) -> float | None:
    """To one place, None of nothing."""
    return round(100 * part / of, _PLACES) if of else None


def share(part: int, of: int) -> Share:
    """A share of independent things (plans) with Wilson's 95 % interval; no interval of nothing."""
    if not of:
        return Share(part=part, of=of)
    low, high = wilson(part, of)
    return Share(part=part, of=of, percent=percent(part, of), low=round(100 * low, _PLACES), high=round(100 * high, _PLACES))


def piece_share(part: int, of: int) -> Share:
    """A share of things that are not independent (pieces of one plan are alike), and so without an interval."""
    return Share(part=part, of=of, percent=percent(part, of))


def mix(grades: Counter[str]) -> Mix:
    """Plans by grade, whatever else they may be called left out."""
    plans = sum(grades[grade] for grade in ("Good", "RI", "Inadequate"))
    return Mix(plans=plans, good=share(grades["Good"], plans), ri=share(grades["RI"], plans),
               inadequate=share(grades["Inadequate"], plans))


def difference(now: Share, before: Share) -> tuple[float, float, float]:
    """Percentage points from before to now, with the 95 % interval of the difference.

    Newcombe RG (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17, method 10.
    Both shares must be of something.
    """
    (low, high), (low_before, high_before) = wilson(now.part, now.of), wilson(before.part, before.of)
    a, b = now.part / now.of, before.part / before.of
    down, up = sqrt((a - low) ** 2 + (high_before - b) ** 2), sqrt((high - a) ** 2 + (b - low_before) ** 2)
    return round(100 * (a - b), _PLACES), round(100 * (a - b - down), _PLACES), round(100 * (a - b + up), _PLACES)


def told(of: Share, noun: str) -> str:
    """A fixed quantifier with its number beside it: "most plans (80 %, 47 of 59)"."""
    whole = whole_percent(of.part, of.of)
    word = quantity(whole)
    if of.part == of.of:
        return f"all {noun} (100 %, {of.part:,} of {of.of:,})"
    joined = f"{word} of the {noun}" if word in ("the majority", "less than half", "none") else f"{word} {noun}"
    return f"{joined} ({whole or 0} %, {of.part:,} of {of.of:,})"


def capital(text: str) -> str:
    """The first letter a capital."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """ "1 plan", "2,000 plans". """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
