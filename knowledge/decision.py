"""From probabilities to `answer`, `clarify` or `no_answer`: whichever costs least, by written costs.

The costs say how bad each outcome is for the citizen, on a scale where being answered about the wrong
service is 1. Thresholds follow from them and are nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.interfaces import Decision

MOST_CHOICES = 3
"""Services offered by a clarifying question; WhatsApp shows three buttons."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What each outcome costs.

    A wrong answer misleads (1). An answer to a question about no service of ours misleads less: its
    title shows that it is beside the point. A clarifying question costs a tap when the right service is
    offered and an effort in vain when it is not; asked about no service of ours, "none of these" is one tap
    too. Refusing a question that could have been answered sends the citizen away.
    """

    wrong_answer: float = 1.0
    answered_out_of_scope: float = 1.0
    clarified: float = 0.22
    clarified_without_it: float = 0.7
    clarified_out_of_scope: float = 0.25
    refused: float = 1.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision and what each of the three would have cost."""

    decision: Decision
    answer: float
    clarify: float
    no_answer: float


def decide(probabilities: Sequence[float], none: float, costs: Costs | None = None) -> Verdict:
    """Choose by the least expected cost. `probabilities` are of services, `none` that of no service."""
    costs = costs or Costs()
    if not probabilities:
        return Verdict(Decision.NO_ANSWER, costs.answered_out_of_scope, costs.clarified_out_of_scope, 0.0)
    ordered = sorted(probabilities, reverse=True)
    in_scope = max(0.0, 1.0 - none)
    offered = min(in_scope, sum(ordered[:MOST_CHOICES]))
    answer = (in_scope - ordered[0]) * costs.wrong_answer + none * costs.answered_out_of_scope
    clarify = (
        offered * costs.clarified
        + (in_scope - offered) * costs.clarified_without_it
        + none * costs.clarified_out_of_scope
    )
    no_answer = in_scope * costs.refused
    least = min(answer, clarify, no_answer)
    if answer == least:
        decision = Decision.ANSWER
    elif clarify == least:
        decision = Decision.CLARIFY
    else:
        decision = Decision.NO_ANSWER
    return Verdict(decision, answer, clarify, no_answer)
