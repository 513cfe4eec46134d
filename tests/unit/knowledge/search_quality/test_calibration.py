import pytest

from knowledge.search_quality.calibration import (
    Bin,
    Calibration,
    brier_score,
    equal_count_bins,
    expected_calibration_error,
)


def test_the_expected_calibration_error_by_hand() -> None:
    # Two bins. (0, 0.5]: 0.2 wrong, 0.5 right, |1 - 0.7| = 0.3. (0.5, 1]: 0.6 wrong, 0.9 and 1 right, |2 - 2.5| = 0.5.
    predicted, right = [0.2, 0.5, 0.6, 0.9, 1.0], [False, True, False, True, True]
    assert expected_calibration_error(predicted, right, bins=2) == pytest.approx((0.3 + 0.5) / 5)


def test_with_fifteen_bins_every_prediction_stands_alone() -> None:
    # 0.2 = 3/15 closes the third bin, 0.5 is in the eighth, 0 in the first.
    assert expected_calibration_error([0.2, 0.5, 0.0], [True, False, False]) == pytest.approx((0.8 + 0.5 + 0.0) / 3)


def test_errors_within_a_bin_cancel_and_between_bins_do_not() -> None:
    assert expected_calibration_error([0.5, 0.5], [True, False]) == pytest.approx(0.0)
    assert expected_calibration_error([0.25, 0.75], [True, False], bins=2) == pytest.approx(0.75)


def test_the_brier_score_by_hand() -> None:
    assert brier_score([0.8, 0.4, 1.0], [True, False, False]) == pytest.approx((0.04 + 0.16 + 1.0) / 3)


def test_bins_of_equal_count_by_hand() -> None:
    bins = equal_count_bins([0.9, 0.1, 0.5, 0.3, 0.7], [True, False, True, False, False], count=2)
    assert [part.count for part in bins] == [3, 2]
    assert [part.right for part in bins] == [1, 1]
    assert [part.predicted for part in bins] == pytest.approx([0.3, 0.8])
    assert equal_count_bins([0.4], [True]) == [Bin(1, 0.4, 1)]


def test_certain_and_right_is_perfect() -> None:
    found = Calibration.over([1.0, 1.0], [True, True])
    assert (found.rows, found.error, found.by_chance, found.brier, found.surplus) == (2, 0.0, 0.0, 0.0, 0.0)


def test_a_surplus_is_being_too_sure_and_chance_has_its_error() -> None:
    found = Calibration.over([0.9, 0.9], [True, False])
    assert found.surplus == pytest.approx(0.4)
    assert found.error == pytest.approx(0.4)
    # Of two rows at 0.9: both right with 0.81 (error 0.1), one with 0.18 (0.4), none with 0.01 (0.9): mean 0.162.
    assert found.by_chance == pytest.approx(0.162, abs=0.04)
