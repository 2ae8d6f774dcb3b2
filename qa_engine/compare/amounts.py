"""Say whether an amount was cut, raised or dropped between two versions of a provision, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from qa_engine.compare.doses import Dose, doses
from qa_engine.compare.model import Reason
from qa_engine.compare.shares import without_shares
from qa_engine.compare.spelling import clock_times, number

# Amounts this near are the same: a month and four weeks, a term and twelve weeks are written for each other.
_NEAR, _SAME = 0.08, 0.005
_WEEKS, _TERMS = 39, 3
_SHORT_A_WEEK = 10
Sign = Literal["weaker", "stronger"]
Tell = Callable[[float], str]
_OFTEN = ((195, "every school day"), (39, "once a week"), (19.5, "once a fortnight"), (10, "once a month"), (6, "once a half term"),
          (3, "once a term"), (1, "once a year"))


@dataclass(frozen=True, slots=True)
class Amounts:
    """All amounts of one version, those with a yearly total apart."""

    all: tuple[Dose, ...]
    clocks: int

    @classmethod
    def of(cls, said: str) -> Amounts:
        """Read a spelt text."""
        return cls(doses(without_shares(said)), clock_times(said))

    def totals(self, unit: str) -> list[float]:
        """Yearly totals in a unit, greatest first."""
        return sorted((d.yearly for d in self.all if d.yearly is not None and d.unit == unit), reverse=True)

    def sizes(self, unit: str) -> list[float]:
        """Sizes in a unit for which no frequency is given."""
        return sorted((d.size for d in self.all if d.size is not None and d.yearly is None and d.unit == unit), reverse=True)

    @property
    def rates(self) -> list[float]:
        """Frequencies to which no length belongs, most often first."""
        return sorted((d.rate * (d.count or 1) for d in self.all if d.size is None and d.rate is not None), reverse=True)


def amount_reasons(old: Amounts, new: Amounts) -> list[Reason]:
    """What was cut or raised. Amounts only dropped or only added are told by the slots of the provision."""
    found: list[Reason] = []
    for unit in ("minutes", "days"):
        found += _totals(old.totals(unit), new.totals(unit), unit)
        if not (old.totals(unit) or new.totals(unit)):
            one, other = old.sizes(unit), new.sizes(unit)
            found += _plain(_together(one, other), _together(other, one), _LENGTH_IN[unit], "the length")
    found += _lost(old, new)
    found += _plain(old.rates, new.rates, _often, "how often") or _greatest(old.rates, new.rates)
    if not found and old.clocks and new.clocks and old.clocks != new.clocks:
        found.append(Reason(sign=_sign(new.clocks < old.clocks), text=f"times of day: {old.clocks} → {new.clocks}"))
    return found


def _totals(old: list[float], new: list[float], unit: str) -> list[Reason]:
    if not old or not new:
        return []
    if len(old) == len(new) and not _near(sum(old), sum(new), _SAME):
        pairs = [(o, n) for o, n in zip(old, new, strict=True) if not _near(o, n)]
        return [_reason(o, n, lambda v: _total(v, unit), "the amount") for o, n in pairs]
    if _near(sum(old), sum(new)):
        return []
    return [_reason(sum(old), sum(new), lambda v: _total(v, unit), "the amount in all")]


def _plain(old: list[float], new: list[float], tell: Tell, what: str) -> list[Reason]:
    if len(old) != len(new):
        return []
    return [_reason(o, n, tell, what) for o, n in zip(old, new, strict=True) if not _near(o, n)]


def _together(mine: list[float], theirs: list[float]) -> list[float]:
    """Lengths one by one where both versions give as many, or else in all."""
    return mine if len(mine) == len(theirs) or not mine else [sum(mine)]


def _greatest(old: list[float], new: list[float]) -> list[Reason]:
    """Of several frequencies the greatest was lost ("in every lesson"), or put in."""
    if not old or not new or len(old) == len(new) or _near(old[0], new[0]) or (old[0] > new[0]) != (len(old) > len(new)):
        return []
    return [_reason(old[0], new[0], _often, "how often")]


def _reason(old: float, new: float, tell: Tell, what: str) -> Reason:
    less = new < old
    said = ("less often" if less else "more often") if what == "how often" else f"{what} was {'cut' if less else 'raised'}"
    return Reason(sign=_sign(less), text=f"{said}: {tell(old)} → {tell(new)}")


def _sign(less: bool) -> Sign:
    return "weaker" if less else "stronger"


def _lost(old: Amounts, new: Amounts) -> list[Reason]:
    """An amount that lost its length or its frequency, or gained it."""
    was, now = bool(old.totals("minutes")), bool(new.totals("minutes"))
    if was == now:
        return []
    less = new if was else old
    gone = "no longer said" if was else "now said"
    if less.sizes("minutes"):
        return [Reason(sign=_sign(was), text=f"how often is {gone}")]
    if less.rates:
        return [Reason(sign=_sign(was), text=f"for how long is {gone}")]
    return []


def _near(one: float, other: float, within: float = _NEAR) -> bool:
    return abs(one - other) <= within * max(one, other)


def _total(yearly: float, unit: str) -> str:
    if unit == "days":
        return f"{number(round(yearly, 1))} days a year"
    weekly = yearly / _WEEKS
    if weekly >= _SHORT_A_WEEK:
        return f"{_length(round(weekly), unit)} a week"
    if yearly >= _TERMS * _SHORT_A_WEEK:
        return f"{_length(round(yearly / _TERMS), unit)} a term"
    return f"{_length(round(yearly), unit)} a year"


def _length(size: float, unit: str) -> str:
    if unit == "days":
        return f"{number(size)} day{'' if size == 1 else 's'}"
    hours, minutes = divmod(round(size), 60)
    if not hours:
        return f"{minutes} minutes"
    return f"{hours} hour{'' if hours == 1 else 's'}" + (f" {minutes} minutes" if minutes else "")


def _often(rate: float) -> str:
    if rate > _OFTEN[0][0]:
        return f"about {number(round(rate / 195, 1))} times a day"
    for year, words in _OFTEN:
        if _near(rate, year):
            return words
    return f"about {number(round(rate / _WEEKS, 1))} times a week" if rate > _WEEKS else f"about {number(round(rate, 1))} times a year"


_LENGTH_IN: dict[str, Tell] = {unit: partial(_length, unit=unit) for unit in ("minutes", "days")}
