import sys
from pathlib import Path

import pytest

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.embedders.opening import open_embedder
from knowledge.embedders.shipped import ShippedEmbedder
from knowledge.errors import EmbedderUnavailable, UnknownEmbedder


def test_names_open_what_they_name() -> None:
    assert isinstance(open_embedder("hashing"), HashingEmbedder)
    assert isinstance(open_embedder("shipped"), ShippedEmbedder)


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(UnknownEmbedder, match="KNOWLEDGE_EMBEDDER"):
        open_embedder("  ")


def test_a_missing_model_says_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="restore"):
        ShippedEmbedder.load(tmp_path)


def test_without_the_library_the_name_of_a_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderUnavailable, match="make setup"):
        open_embedder("intfloat/multilingual-e5-small")


def test_shared_letters_are_nearer_than_none() -> None:
    vectors = HashingEmbedder().encode(["passport renewal", "renew my passport", "بجلی کا بل"])
    assert vectors[0] @ vectors[1] > 0.4
    assert abs(vectors[0] @ vectors[2]) < 0.2
