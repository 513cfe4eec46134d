import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from nlu.embedding.train.corpora import Paraphrases
from nlu.embedding.train.evaluate import bitext, grouped, ndcg, read_pairs

PLACES = {"a": (1.0, 0.0), "b": (0.0, 1.0), "a2": (0.9, 0.1), "b2": (0.8, 0.2), "near": (0.95, 0.05)}


def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    vectors = np.array([PLACES[text] for text in texts], dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_bitext_counts_nearest_neighbours_both_ways() -> None:
    # a finds a2; b finds b2; a2 finds a; b2 (nearly along a) finds a, wrongly.
    assert bitext(encode, ["a", "b"], ["a2", "b2"]) == (1.0, 0.5)


def test_a_misleading_text_that_is_nearer_counts_against() -> None:
    groups = [
        Paraphrases((("en", "a"), ("ur", "a2")), (("en", "near"),)),
        Paraphrases((("en", "b"), ("ur", "b")), ()),
    ]
    # a and a2 both have `near` nearest; the two b have each other; nobody wrote Roman.
    found = grouped(encode, groups)
    assert (found["en"], found["ur"]) == (0.5, 0.5)


def test_ndcg_counts_how_far_down_the_right_passage_stands() -> None:
    # a finds a2 first; b finds b2 first, a2 second.
    assert ndcg(encode, ["a", "b"], ["a2", "b2"], [0, 1]) == 1.0
    assert ndcg(encode, ["b"], ["a2", "b2"], [0]) == pytest.approx(1 / np.log2(3))


def test_columns_are_read_from_plain_and_packed_files(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.tsv", tmp_path / "a.tsv.gz"
    plain.write_text('en\tur\n"x\ty\n', encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_pairs(plain, 0, 1, header=True) == read_pairs(packed, 0, 1, header=True) == (['"x'], ["y"])
