from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding_evaluation.metrics import standard
from knowledge.embedding_evaluation.systems import Dense, Hybrid, Lexical

PASSAGES = ["lost identity card", "passport renewal fee", "card of identity", "electricity bill"]
QUESTIONS = ["identity card", "bill too high"]


class _Counting:
    """An embedder that sees how many letters of each kind a text has."""

    name, fingerprint, dimension = "counting", "counting", 26

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.array([[text.count(chr(97 + n)) for n in range(26)] for text in texts], dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_the_embedder_has_half_of_the_say_and_both_fields_of_bm25_the_other() -> None:
    dense = Dense(_Counting())
    alone = standard(dense.scores(QUESTIONS, PASSAGES))
    words, grams = (standard(Lexical(field).scores(QUESTIONS, PASSAGES)) for field in ("words", "grams"))
    np.testing.assert_allclose(
        Hybrid(dense).scores(QUESTIONS, PASSAGES), alone + words / 2 + grams / 2, rtol=1e-5, atol=1e-5
    )
