import pytest

from knowledge.decision import Costs
from knowledge.search_quality.thresholds import Spread, thresholds

COSTS = Costs(
    wrong_answer=1.0,
    answered_out_of_scope=1.0,
    clarified=0.22,
    clarified_without_it=0.7,
    clarified_out_of_scope=0.25,
    refused=1.2,
)


@pytest.mark.parametrize(
    ("spread", "answer_from"),
    [
        # All of the rest offered: answering costs 1 - p, asking 0.22.
        (Spread((1.0, 0.0), 0.0, 0.0), 0.78),
        # All beyond the three: 1 - p = 0.22 p + 0.7 (1 - p), p = 0.3 / 0.52; two of the many beyond are offered
        # too, a tenth of them: 1 - p = 0.22 p + (1 - p) (0.1 * 0.22 + 0.9 * 0.7), p = 0.348 / 0.568.
        (Spread((0.0, 0.0), 1.0, 0.0), 0.6127),
        # All none: 1 - p = 0.22 p + 0.25 (1 - p), p = 0.75 / 0.97.
        (Spread((0.0, 0.0), 0.0, 1.0), 0.7732),
    ],
)
def test_answering_is_cheapest_from_where_it_was_computed(spread: Spread, answer_from: float) -> None:
    found = thresholds(COSTS, spread, [1.0]).answer_from
    assert found == pytest.approx(answer_from, abs=0.001)


def test_refusing_is_cheapest_from_where_it_was_computed() -> None:
    # One service has what none leaves: asking costs 0.22 (1 - n) + 0.25 n, refusing 1.2 (1 - n): n = 0.98 / 1.23.
    found = thresholds(COSTS, Spread((1.0, 0.0), 0.0, 0.0), [1.0])
    assert found.none_from == pytest.approx(0.98 / 1.23, abs=0.001)


def test_asking_back_is_cheapest_below_answering() -> None:
    # The second has all of the rest, so the first is the first from one half, and there asking is cheapest.
    assert thresholds(COSTS, Spread((1.0, 0.0), 0.0, 0.0), [1.0]).clarify_from == pytest.approx(0.5)


def test_a_decision_that_never_pays_has_no_threshold() -> None:
    costs = Costs(clarified=5.0, clarified_without_it=5.0, clarified_out_of_scope=5.0)
    assert thresholds(costs, Spread((1.0, 0.0), 0.0, 0.0), [1.0]).clarify_from is None


def test_the_typical_spread_goes_by_mass() -> None:
    # The rests: 0.2 + 0.1 second and third, 0.1 beyond, 0.1 none; and 0.1 second, 0.4 none. In all 1.0.
    found = Spread.typical([([0.5, 0.2, 0.1, 0.06, 0.04], 0.1), ([0.5, 0.1], 0.4)])
    assert found.offered == pytest.approx((0.3, 0.1))
    assert (found.beyond, found.none) == pytest.approx((0.1, 0.5))
