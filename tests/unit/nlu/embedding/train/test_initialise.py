import numpy as np
import pytest

from nlu.embedding.train.initialise import company, starting_embeddings


def test_weight_is_the_joint_count_squared_over_both_counts() -> None:
    # English token 0 is in three pairs, 1 in one; new token 2 is in two pairs, both with 0, one with 1.
    weights = company([[0, 1], [0], [0, 0]], [[2, 2], [2], [3]], 4).toarray()
    assert weights[2, 0] == pytest.approx(2**2 / (2 * 3))
    assert weights[2, 1] == pytest.approx(1**2 / (2 * 1))
    assert weights[3, 0] == pytest.approx(1 / 3)
    assert weights[3, 1] == 0


def test_a_new_token_starts_as_the_weighted_mean_of_its_best_three_companions() -> None:
    old = np.eye(4, dtype=np.float32)
    weights = company([[0, 1, 2, 3], [0], [1], [1], [2], [2], [2], [2], [3], [3], [3], [3], [3]], [[4], *[[]] * 12], 5)
    # Joint count 1 with each, counts 2, 3, 5, 6: weights 1/2, 1/3, 1/5 and 1/6, which is left out.
    table = starting_embeddings(old, 4, weights, np.random.default_rng(0))
    total = 1 / 2 + 1 / 3 + 1 / 5
    np.testing.assert_array_equal(table[:4], old)
    np.testing.assert_allclose(table[4], [0.5 / total, 1 / 3 / total, 0.2 / total, 0], atol=1e-6)


def test_a_token_without_company_starts_near_the_mean() -> None:
    old = np.array([[1, 3], [3, 5]], dtype=np.float32)
    table = starting_embeddings(old, 2, company([[0]], [[0]], 3), np.random.default_rng(0))
    assert np.abs(table[2] - [2, 4]).max() < 0.5
