"""Whether probabilities mean what they say: bins, expected calibration error, Brier score."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 15
_SIMULATIONS = 200
_SEED = 1


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of about one probability: their number, mean prediction, and how many were right."""

    count: int
    predicted: float
    right: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """`surplus` is the mean prediction less the share that was right: above 0, search is too sure.

    `by_chance` is the expected calibration error that perfect probabilities would show on so few rows.
    """

    rows: int
    error: float
    by_chance: float
    brier: float
    surplus: float

    @classmethod
    def over(cls, predicted: Sequence[float], right: Sequence[bool]) -> "Calibration":
        """Of `predicted` in [0, 1], each of which was `right` or not; at least one."""
        return cls(
            rows=len(predicted),
            error=expected_calibration_error(predicted, right),
            by_chance=_error_by_chance(predicted),
            brier=brier_score(predicted, right),
            surplus=float(np.mean(predicted) - np.mean(right)),
        )


def expected_calibration_error(predicted: Sequence[float], right: Sequence[bool], bins: int = BINS) -> float:
    """The mean over bins of |share right - mean prediction|, each weighed by its rows.

    Bins have equal width, the m-th being ((m - 1) / bins, m / bins], and 0 lies in the first. Naeini, Cooper,
    Hauskrecht 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (AAAI); with 15 bins and the
    likeliest class as here, Guo, Pleiss, Sun, Weinberger 2017, "On Calibration of Modern Neural Networks" (ICML).
    """
    values, hits = np.asarray(predicted, dtype=np.float64), np.asarray(right, dtype=np.float64)
    places = np.clip(np.ceil(values * bins).astype(int) - 1, 0, bins - 1)
    sums = np.bincount(places, weights=hits - values, minlength=bins)
    return float(np.abs(sums).sum() / len(values))


def brier_score(predicted: Sequence[float], right: Sequence[bool]) -> float:
    """The mean square of prediction less outcome (1 or 0) of the one event "the likeliest is right" (Brier 1950)."""
    return float(np.mean((np.asarray(predicted, dtype=np.float64) - np.asarray(right, dtype=np.float64)) ** 2))


def equal_count_bins(predicted: Sequence[float], right: Sequence[bool], count: int = 10) -> list[Bin]:
    """The rows in the order of their prediction, in at most `count` bins whose sizes differ by one at most."""
    order = np.argsort(np.asarray(predicted), kind="stable")
    values, hits = np.asarray(predicted, dtype=np.float64)[order], np.asarray(right, dtype=bool)[order]
    parts = np.array_split(np.arange(len(values)), min(count, max(1, len(values))))
    return [Bin(len(part), float(values[part].mean()), int(hits[part].sum())) for part in parts if len(part)]


def _error_by_chance(predicted: Sequence[float]) -> float:
    values = np.asarray(predicted, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).random((_SIMULATIONS, len(values))) < values
    return float(np.mean([expected_calibration_error(predicted, hits.tolist()) for hits in drawn]))
