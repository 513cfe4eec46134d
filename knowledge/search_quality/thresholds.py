"""The thresholds that follow from the costs of `knowledge.decision`: computed with `decide`, not from formulas."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.decision import MOST_CHOICES, Costs, Verdict, decide
from knowledge.interfaces import Decision

_STEPS = 1_000
_CROWD = 20
"""Services among which the mass beyond the offered ones is divided."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the probability that the first service does not have is divided; all together 1.

    `offered` are the other services that a clarifying question offers, highest first, `beyond` all further ones.
    """

    offered: tuple[float, ...]
    beyond: float
    none: float

    @classmethod
    def typical(cls, rows: Sequence[tuple[Sequence[float], float]]) -> "Spread":
        """Over rows of (probabilities of services, highest first; probability of none): by the mass of all of them."""
        sums = np.zeros(MOST_CHOICES + 1)
        for probabilities, none in rows:
            others = [*probabilities[1:MOST_CHOICES], *[0.0] * MOST_CHOICES][: MOST_CHOICES - 1]
            sums += [*others, sum(probabilities[MOST_CHOICES:]), none]
        total = float(sums.sum())
        shares = sums / total if total > 0 else np.eye(MOST_CHOICES + 1)[0]
        return cls(tuple(float(share) for share in shares[:-2]), float(shares[-2]), float(shares[-1]))

    def around(self, first: float) -> tuple[list[float], float]:
        """Probabilities of services and of none when the first service has `first`."""
        rest = 1.0 - first
        others = [rest * share for share in self.offered]
        return [first, *others, *[rest * self.beyond / _CROWD] * _CROWD], rest * self.none


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where each decision begins to be the cheapest; None where it never is.

    `answer_from` and `clarify_from` are probabilities of the first service, `none_from` is that of none. A clarifying
    question is the cheapest from `clarify_from` up to `answer_from`.
    """

    answer_from: float | None
    clarify_from: float | None
    none_from: float | None


def thresholds(costs: Costs, spread: Spread, among: Sequence[float]) -> Thresholds:
    """Where decisions change, to a thousandth.

    `spread` divides what the first service leaves. For `none_from` the services share what none leaves in the
    proportions of `among` (highest first, summing to 1).
    """
    verdicts = curve(costs, spread)
    nothing = None
    for place in grid():
        probabilities = [(1.0 - place) * share for share in among]
        if decide(probabilities, place, costs).decision is Decision.NO_ANSWER:
            nothing = place
            break
    return Thresholds(
        answer_from=_first(verdicts, Decision.ANSWER),
        clarify_from=_first(verdicts, Decision.CLARIFY),
        none_from=nothing,
    )


def curve(costs: Costs, spread: Spread) -> list[tuple[float, Verdict]]:
    """For each probability of the first service at which it is the first, what each decision costs."""
    found = []
    for place in grid():
        probabilities, none = spread.around(place)
        if place >= max(probabilities):
            found.append((place, decide(probabilities, none, costs)))
    return found


def grid() -> list[float]:
    """Thousandths from 0 to 1."""
    return [number / _STEPS for number in range(_STEPS + 1)]


def _first(verdicts: Sequence[tuple[float, Verdict]], decision: Decision) -> float | None:
    return next((place for place, verdict in verdicts if verdict.decision is decision), None)
