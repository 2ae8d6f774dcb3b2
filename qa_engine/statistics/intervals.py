"""How sure a share of plans is: Wilson's 95 % interval."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def wilson(part: float, whole: float) -> tuple[float, float]:
    """Lower and upper bound, 0 to 1, of the share `part` of `whole` at 95 % (Wilson 1927, no continuity correction); 0 and 1 of nothing.

    Both are counts; broken ones are for shares of plans that were each counted several times. Raises ValueError where `part` is not
    between 0 and `whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    # At the ends the bound is exact; rounding must not carry it past.
    return (0.0 if part == 0 else middle - half), (1.0 if part == whole else middle + half)
