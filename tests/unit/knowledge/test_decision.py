import pytest

from knowledge.decision import Costs, decide
from knowledge.interfaces import Decision

COSTS = Costs(
    wrong_answer=1.0,
    answered_out_of_scope=1.0,
    clarified=0.2,
    clarified_without_it=0.7,
    clarified_out_of_scope=0.4,
    refused=1.0,
)


def test_the_costs_are_those_computed_by_hand() -> None:
    # 0.5, 0.2, 0.1, 0.05 and none 0.15: in scope 0.85, offered 0.8, not offered 0.05
    verdict = decide([0.05, 0.5, 0.1, 0.2], 0.15, COSTS)
    assert verdict.answer == pytest.approx(0.35 * 1.0 + 0.15 * 1.0)
    assert verdict.clarify == pytest.approx(0.8 * 0.2 + 0.05 * 0.7 + 0.15 * 0.4)
    assert verdict.no_answer == pytest.approx(0.85 * 1.0)
    assert verdict.decision is Decision.CLARIFY


@pytest.mark.parametrize(
    ("probabilities", "none", "decision"),
    [
        ([0.97, 0.01], 0.02, Decision.ANSWER),
        ([0.45, 0.45], 0.10, Decision.CLARIFY),
        ([0.05, 0.03], 0.92, Decision.NO_ANSWER),
        ([], 1.0, Decision.NO_ANSWER),
        ([1.0], 0.0, Decision.ANSWER),
    ],
)
def test_the_least_cost_wins(probabilities: list[float], none: float, decision: Decision) -> None:
    assert decide(probabilities, none).decision is decision
