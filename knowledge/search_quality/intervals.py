"""Intervals of 95 % around shares and means.

They take rows as independent, which translations of one question are not.
"""

from collections.abc import Sequence

import numpy as np

Z = 1.959963984540054
"""The standard normal deviate that leaves 2.5 % above it."""

_RESAMPLES = 1_000
_SEED = 1

Interval = tuple[float, float]


def wilson(right: float, count: int) -> Interval:
    """The score interval of a share of `right` among `count` (Wilson 1927, JASA 22, 209-212); (0, 1) of no row.

    `right` may be a fraction when it is a mean over several draws.
    """
    if count == 0:
        return 0.0, 1.0
    share, square = right / count, Z * Z
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = Z / (1 + square / count) * (share * (1 - share) / count + square / (4 * count * count)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)


def bootstrap(values: Sequence[float]) -> Interval:
    """The percentile interval of the mean (Efron 1979) over 1,000 resamples, the same at every call; (0, 1) of none."""
    if not len(values):
        return 0.0, 1.0
    found = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(found), size=(_RESAMPLES, len(found)))
    low, high = np.quantile(found[drawn].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)
