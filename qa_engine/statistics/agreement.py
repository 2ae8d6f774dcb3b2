"""How far two people, or rules and people, agree on an ordered scale: exact, adjacent and kappa, honest where one plan counts often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from qa_engine.statistics.intervals import wilson
from qa_engine.statistics.kappa import LINEAR, QUADRATIC, Kappa, kappa, point, weights_of, with_error

FEW = 10
TOO_FEW = "too few plans for an interval that tells much"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two grades of one thing, as places on the scale from 0; `plan` tells which plan it is of."""

    plan: Hashable
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of pairs with its 95 % interval, 0 to 1; of no pairs the interval is all."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """`table` counts pairs, first down, second across. `exact` is the same grade, `adjacent` one apart or the same."""

    pairs: int
    plans: int
    exact: Share
    adjacent: Share
    linear: Kappa
    quadratic: Kappa
    table: tuple[tuple[int, ...], ...]

    @property
    def few(self) -> bool:
        """Whether the plans are too few for kappa to have an interval."""
        return self.plans < FEW


def agreement(pairs: Iterable[Pair], size: int) -> Agreement:
    """Agreement over pairs on a scale of `size` grades.

    Where each plan counts once, intervals are Wilson's and those of Fleiss, Cohen and Everitt. Where plans count several times (their
    areas, or several auditors) pairs of one plan are alike, and a jackknife that leaves out a plan at a time tells how much (Efron and
    Tibshirani 1993, chapter 11): kappa has its interval, and a share Wilson's of as many pairs as would be as sure if they were of
    different plans (Kish's effective size; where all or none agree, as many as there are plans). Under ten plans kappa has no interval.
    """
    kept = list(pairs)
    plans = len({pair.plan for pair in kept})
    table = _table(kept, size)
    exact, adjacent = (_share(kept, far) for far in (0, 1))
    linear, quadratic = (_kappa(kept, size, power, plans) for power in (LINEAR, QUADRATIC))
    return Agreement(len(kept), plans, exact, adjacent, linear, quadratic, tuple(map(tuple, table)))


def _table(pairs: Iterable[Pair], size: int) -> list[list[int]]:
    counts = Counter((pair.first, pair.second) for pair in pairs)
    return [[counts[i, j] for j in range(size)] for i in range(size)]


def _share(pairs: Sequence[Pair], far: int) -> Share:
    """The share of pairs that are at most `far` grades apart."""
    near: dict[Hashable, tuple[int, int]] = {}
    for pair in pairs:
        count, of = near.get(pair.plan, (0, 0))
        near[pair.plan] = count + (abs(pair.first - pair.second) <= far), of + 1
    count = sum(n for n, _ in near.values())
    size = _effective(list(near.values()), count / len(pairs)) if pairs else 0
    return Share(count, len(pairs), *wilson(count if size == len(pairs) else count / len(pairs) * size, size))


def _effective(plans: Sequence[tuple[int, int]], share: float) -> float:
    """How many pairs of different plans would tell the share as surely as these, given as (near, all) of each plan."""
    count, of, number = sum(n for n, _ in plans), sum(m for _, m in plans), len(plans)
    if of == number:
        return of
    without = [(count - n) / (of - m) for n, m in plans] if number > 1 else []
    mean = sum(without) / number
    spread = (number - 1) ** 2 / number**2 * sum((s - mean) ** 2 for s in without)
    return min(of, share * (1 - share) / spread) if spread else number


def _kappa(pairs: Sequence[Pair], size: int, power: int, plans: int) -> Kappa:
    plain = kappa(_table(pairs, size), power)
    if plain.value is None or plain.error is None:
        return plain
    if plans < FEW:
        return Kappa(plain.value, why=TOO_FEW)
    return plain if plans == len(pairs) else _jackknife(pairs, size, power, plain.value)


def _jackknife(pairs: Sequence[Pair], size: int, power: int, value: float) -> Kappa:
    by_plan: dict[Hashable, list[Pair]] = {}
    for pair in pairs:
        by_plan.setdefault(pair.plan, []).append(pair)
    whole, credit = _table(pairs, size), weights_of(power, size)
    without = [point(_minus(whole, _table(mine, size)), credit) for mine in by_plan.values()]
    told = [v for v in without if v is not None]
    if len(told) < len(without):
        return Kappa(value, why="its interval cannot be reckoned: one plan alone differs from the others")
    mean, number = sum(told) / len(told), len(told)
    return with_error(value, sqrt((number - 1) / number * sum((v - mean) ** 2 for v in told)))


def _minus(table: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> list[list[int]]:
    return [[a - b for a, b in zip(row, taken, strict=True)] for row, taken in zip(table, other, strict=True)]
