"""How many plans to look at so that a share is known within a margin, and how few are too few to be told of."""

from __future__ import annotations

from math import ceil

from qa_engine.statistics.intervals import Z

FEW = 5  # a group of fewer is told of to nobody: a child could be known from its figures
_HALF = 0.5  # the share at which a sample must be largest
_TOLERANCE = 1e-9


def sample_size(margin: float, population: int, share: float = _HALF, z: float = Z) -> int:
    """Plans to draw from `population` so that a share near `share` is known within ± `margin` (0.1 is ten percentage points).

    Cochran (1977), Sampling Techniques, chapter 4: n0 = z² p (1 - p) / margin², then n0 / (1 + (n0 - 1) / N) for a finite population;
    rounded up, so that the margin is kept. `z` is 1.96 for 95 %. Raises ValueError for a margin that is not between 0 and 1.
    """
    if not 0 < margin < 1:
        raise ValueError(f"a margin of {margin} is not between 0 and 1")
    return _of_finite(z * z * share * (1 - share) / (margin * margin), population)


def wilson_sample_size(margin: float, population: int, z: float = Z) -> int:
    """The same where the interval will be Wilson's, whose half-width at a share of a half is z / (2 √(n + z²)): n0 = z² / (4 margin²) - z².

    It is some four plans fewer than `sample_size` before the correction for a finite population, which is the same.
    """
    if not 0 < margin < 1:
        raise ValueError(f"a margin of {margin} is not between 0 and 1")
    return _of_finite(max(1.0, z * z / (4 * margin * margin) - z * z), population)


def _of_finite(unlimited: float, population: int) -> int:
    if population < 1:
        return 0
    needed = unlimited / (1 + (unlimited - 1) / population)
    return min(population, max(1, ceil(needed - _TOLERANCE)))
