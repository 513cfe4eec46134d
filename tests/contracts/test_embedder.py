"""What every `Embedder` keeps: the shipped model and the hashing fake."""

import numpy as np
import pytest

from knowledge.embedders.opening import open_embedder
from knowledge.interfaces import Embedder

TEXTS = ["How do I renew my passport?", "پاسپورٹ کی تجدید", "passport renew karwana hai"]
ODD = ["", "   ", "\ud800", "a\x00b", "😀", "x" * 100_000, "\u202e", "۱۲۳"]


@pytest.fixture(scope="module", params=["shipped", "hashing"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    return open_embedder(request.param)


def test_vectors_have_the_shape_and_length_that_is_promised(embedder: Embedder) -> None:
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-3)


def test_the_same_text_gets_the_same_vector_whatever_stands_beside_it(embedder: Embedder) -> None:
    alone = embedder.encode(TEXTS[:1])[0]
    among = embedder.encode([*TEXTS[1:], "a much longer text that pads the others " * 5, TEXTS[0]])[-1]
    assert float(alone @ among) == pytest.approx(1.0, abs=0.02)


def test_different_texts_get_different_vectors(embedder: Embedder) -> None:
    vectors = embedder.encode(TEXTS)
    assert float(vectors[0] @ vectors[1]) < 0.999


def test_no_text_breaks_it(embedder: Embedder) -> None:
    vectors = embedder.encode(ODD)
    assert vectors.shape == (len(ODD), embedder.dimension)
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(ODD)), abs=1e-3)


def test_no_text_at_all_is_no_vector(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_it_has_a_fingerprint(embedder: Embedder) -> None:
    assert embedder.fingerprint
    assert embedder.fingerprint == open_embedder(embedder.fingerprint.split("-")[0]).fingerprint
