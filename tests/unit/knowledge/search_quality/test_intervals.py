import pytest

from knowledge.search_quality.intervals import bootstrap, wilson


def test_wilson_by_hand() -> None:
    # 8 of 10: z² = 3.841459; centre (0.8 + 0.192073) / 1.384146 = 0.716740,
    # half 1.959964 / 1.384146 * sqrt(0.016 + 0.009604) = 0.226577.
    assert wilson(8, 10) == pytest.approx((0.490163, 0.943317), abs=2e-6)


def test_wilson_at_the_ends() -> None:
    # None of 5 (and, mirrored, all of 5): the other end is z² / (5 + z²) = 3.841459 / 8.841459.
    assert wilson(0, 5) == pytest.approx((0.0, 0.434482), abs=2e-6)
    assert wilson(5, 5) == pytest.approx((1 - 0.434482, 1.0), abs=2e-6)
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_bootstrap_holds_the_mean_and_repeats() -> None:
    values = [0.0, 1.0] * 50
    low, high = bootstrap(values)
    # The deviation of the mean is 0.5 / sqrt(100) = 0.05.
    assert (low, high) == pytest.approx((0.5 - 1.96 * 0.05, 0.5 + 1.96 * 0.05), abs=0.02)
    assert bootstrap(values) == (low, high)
    assert bootstrap([0.25]) == (0.25, 0.25)
    assert bootstrap([]) == (0.0, 1.0)
