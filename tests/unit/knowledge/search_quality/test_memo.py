from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.search_quality.memo import FailedEmbedder, RememberingEmbedder


class Counting(HashingEmbedder):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(texts)
        return super().encode(texts)


def test_every_text_is_computed_once() -> None:
    inner = Counting()
    embedder = RememberingEmbedder(inner)
    first = embedder.encode(["dog", "lamp", "dog"])
    assert (embedder.encode(["lamp", "dog"]) == first[[1, 0]]).all()
    assert inner.asked == ["dog", "lamp"]
    assert embedder.encode([]).shape == (0, embedder.dimension)
    assert embedder.fingerprint == inner.fingerprint


def test_kept_vectors_are_found_again(tmp_path: Path) -> None:
    first = RememberingEmbedder(HashingEmbedder(), tmp_path / "vectors")
    vectors = first.encode(["dog", "بتی"])
    first.keep()
    inner = Counting()
    again = RememberingEmbedder(inner, tmp_path / "vectors")
    assert (again.encode(["dog", "بتی"]) == vectors).all()
    assert inner.asked == []


def test_nothing_is_kept_without_a_folder(tmp_path: Path) -> None:
    RememberingEmbedder(HashingEmbedder()).keep()
    RememberingEmbedder(HashingEmbedder(), tmp_path / "vectors").keep()
    assert not (tmp_path / "vectors").exists()


def test_a_failed_embedder_gives_no_numbers() -> None:
    vectors = FailedEmbedder(3).encode(["dog", "lamp"])
    assert vectors.shape == (2, 3)
    assert np.isnan(vectors).all()
