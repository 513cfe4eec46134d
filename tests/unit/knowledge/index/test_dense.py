from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.index import dense as dense_module
from knowledge.index.dense import FAR, DenseIndex


@pytest.fixture
def vectors() -> NDArray[np.float32]:
    # Texts of a few dozen meanings, as passages are: vectors spread evenly in 16 directions have no neighbours.
    chance = np.random.default_rng(1)
    meanings = chance.normal(size=(40, 16))
    found = np.repeat(meanings, 15, axis=0) + 0.3 * chance.normal(size=(600, 16))
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def inverted(vectors: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch) -> DenseIndex:
    monkeypatch.setattr(dense_module, "EXACT", 500)
    return DenseIndex.build(vectors)


def test_a_small_index_compares_every_vector(vectors: NDArray[np.float32]) -> None:
    index = DenseIndex.build(vectors)
    np.testing.assert_allclose(index.scores(vectors[3]), vectors @ vectors[3], atol=1e-6)
    np.testing.assert_array_equal(index.vectors(), vectors)


def test_a_large_one_finds_nearly_all_of_the_nearest(inverted: DenseIndex, vectors: NDArray[np.float32]) -> None:
    hits = 0
    for vector in vectors[::20]:
        true = set(np.argsort(-(vectors @ vector))[:10].tolist())
        scores = inverted.scores(vector)
        hits += len(true & set(np.argsort(-scores)[:10].tolist()))
        near = scores > FAR
        np.testing.assert_allclose(scores[near], (vectors @ vector)[near], atol=0.02)  # eight bits a number
    assert hits / 300 > 0.9


def test_a_large_one_gives_its_vectors_to_eight_bits(inverted: DenseIndex, vectors: NDArray[np.float32]) -> None:
    np.testing.assert_allclose(inverted.vectors(), vectors, atol=0.01)


def test_the_largest_keep_no_second_copy_of_the_vectors(
    vectors: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense_module, "EXACT", 500)
    monkeypatch.setattr(dense_module, "KEPT", 550)
    index = DenseIndex.build(vectors)
    assert index.vectors().shape == (0, 16)
    assert index.size == 600


def test_sums_of_runs_by_hand(inverted: DenseIndex, vectors: NDArray[np.float32]) -> None:
    starts = np.array([0, 2, 599])
    expected = [vectors[:2].sum(0), vectors[2:599].sum(0), vectors[599]]
    np.testing.assert_allclose(DenseIndex.build(vectors[:400]).sums(np.array([0, 1]))[0], vectors[0], atol=1e-6)
    np.testing.assert_allclose(inverted.sums(starts), expected, atol=0.5)
    np.testing.assert_allclose(inverted.sums(starts)[0], expected[0], atol=0.03)


def test_a_large_index_is_the_same_after_reading(inverted: DenseIndex, tmp_path: Path) -> None:
    inverted.save(tmp_path / "index")
    read = DenseIndex.load(tmp_path / "index")
    vector = np.full(16, 0.25, dtype=np.float32)
    np.testing.assert_array_equal(read.scores(vector), inverted.scores(vector))
    np.testing.assert_allclose(read.sums(np.array([0])), inverted.sums(np.array([0])), rtol=1e-5)
