import numpy as np
import pytest

from knowledge.embedding_evaluation.metrics import bitext, ndcg, ranks, recall, standard


def test_accuracy_and_f1_by_hand() -> None:
    # Texts 0 and 2 find their own, text 1 finds 0. Place 0 was given twice: F1 = 2 * (1/2 * 1) / (1/2 + 1) = 2/3;
    # place 1 never: 0; place 2 once: 1.
    scores = np.array([[0.9, 0.1, 0.0], [0.8, 0.2, 0.0], [0.0, 0.1, 0.7]], dtype=np.float32)
    found = bitext(scores)
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx((2 / 3 + 0 + 1) / 3)


def test_f1_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import f1_score

    scores = np.random.default_rng(1).normal(size=(60, 60)).astype(np.float32) + 2 * np.eye(60, dtype=np.float32)
    expected = f1_score(np.arange(60), scores.argmax(1), average="weighted", zero_division=0)
    assert 0.2 < expected < 0.9
    assert bitext(scores).f1 == pytest.approx(expected)


def test_rank_ndcg_and_recall_by_hand() -> None:
    scores = np.array([[3, 2, 1], [3, 2, 1], [1, 1, 0]], dtype=np.float32)
    places = ranks(scores, [0, 2, 1])
    assert places.tolist() == [1, 3, 2]  # the last one is a tie, which counts against it
    assert ndcg(places) == pytest.approx((1 + 1 / 2 + 1 / np.log2(3)) / 3)
    assert ndcg(places, depth=2) == pytest.approx((1 + 0 + 1 / np.log2(3)) / 3)
    assert recall(places, 1) == pytest.approx(1 / 3)
    assert recall(places, 2) == pytest.approx(2 / 3)


def test_standard_scores_have_no_scale() -> None:
    scores = np.array([[1, 3], [5, 5]], dtype=np.float32)
    np.testing.assert_allclose(standard(scores), [[-1, 1], [0, 0]])
    np.testing.assert_allclose(standard(7 * scores + 2), standard(scores), atol=1e-6)
