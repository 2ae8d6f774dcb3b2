"""Cohen's kappa, plain and weighted: how far two people agree beyond what chance would give, with a 95 % interval or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from qa_engine.statistics.intervals import Z

Table = Sequence[Sequence[int]]
Weights = Sequence[Sequence[float]]
UNWEIGHTED, LINEAR, QUADRATIC = 0, 1, 2
_NOTHING = 1e-12
NO_PAIRS = "nothing to compare"
ONE_GRADE = "cannot be reckoned: one side gives one grade only"
NO_SPREAD = "its interval cannot be reckoned: every pair agrees"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa, -1 to 1, its standard error, and its 95 % interval; None where it cannot be reckoned, and `why` says why."""

    value: float | None = None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def weights_of(power: int, size: int) -> list[list[float]]:
    """Credit for a pair of grades by their distance: 1 for the same, 1 - (distance / farthest) ** power else; with power 0 nothing."""
    if power == UNWEIGHTED or size < 2:
        return [[float(i == j) for j in range(size)] for i in range(size)]
    return [[1 - (abs(i - j) / (size - 1)) ** power for j in range(size)] for i in range(size)]


def kappa(table: Table, weights: int | Weights = QUADRATIC) -> Kappa:
    """Kappa of a square table of counts, first rater down, second across; `weights` is one of the three named, or a credit for each cell.

    Cohen (1960, 1968); the standard error is the large-sample one of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72: 323-327
    (the one for intervals, not the one for a test that kappa is nil).
    """
    credit = weights_of(weights, len(table)) if isinstance(weights, int) else weights
    number = sum(map(sum, table))
    if not number:
        return Kappa(why=NO_PAIRS)
    if any(sum(n > 0 for n in margin) < 2 for margin in _margins(table)):
        return Kappa(why=ONE_GRADE)
    value = point(table, credit)
    if value is None:
        return Kappa(why=ONE_GRADE)
    return with_error(value, _error(table, credit, value))


def with_error(value: float, error: float) -> Kappa:
    """Kappa with the interval that its standard error gives."""
    if error < sqrt(_NOTHING):
        return Kappa(value, why=NO_SPREAD)
    return Kappa(value, error, max(-1.0, value - Z * error), min(1.0, value + Z * error))


def point(table: Table, credit: Weights) -> float | None:
    """Kappa alone, or None where chance would agree always."""
    observed, chance = _observed(table, credit), _chance(table, credit)
    return None if 1 - chance < _NOTHING else (observed - chance) / (1 - chance)


def _margins(table: Table) -> tuple[list[int], list[int]]:
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def _shares(table: Table) -> tuple[list[float], list[float], int]:
    rows, columns = _margins(table)
    number = sum(rows)
    return [n / number for n in rows], [n / number for n in columns], number


def _observed(table: Table, credit: Weights) -> float:
    number = sum(map(sum, table))
    return sum(credit[i][j] * n for i, row in enumerate(table) for j, n in enumerate(row)) / number


def _chance(table: Table, credit: Weights) -> float:
    rows, columns, _ = _shares(table)
    return sum(credit[i][j] * r * c for i, r in enumerate(rows) for j, c in enumerate(columns))


def _error(table: Table, credit: Weights, value: float) -> float:
    rows, columns, number = _shares(table)
    chance = _chance(table, credit)
    by_row = [sum(c * credit[i][j] for j, c in enumerate(columns)) for i in range(len(rows))]
    by_column = [sum(r * credit[i][j] for i, r in enumerate(rows)) for j in range(len(columns))]
    spread = sum(n / number * (credit[i][j] - (by_row[i] + by_column[j]) * (1 - value)) ** 2
                 for i, row in enumerate(table) for j, n in enumerate(row))
    return sqrt(max(0.0, spread - (value - chance * (1 - value)) ** 2) / number) / (1 - chance)
