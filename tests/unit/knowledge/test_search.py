from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.fusion import Fusion
from knowledge.index.loaded import LoadedIndex
from knowledge.interfaces import Decision
from knowledge.passages import PassageKind
from knowledge.search import CURATED_CERTAINTY, HybridSearch
from nlu.types import Language


class Held:
    """An index source that holds one index."""

    def __init__(self, index: LoadedIndex) -> None:
        self._index = index

    def current(self) -> LoadedIndex:
        return self._index


class BrokenEmbedder(HashingEmbedder):
    """Fails at every question."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RuntimeError("no model")


class FarEmbedder(HashingEmbedder):
    """Puts every question opposite to everything."""

    def __init__(self, index: LoadedIndex) -> None:
        self._away = -index.vectors.sum(axis=0) / np.linalg.norm(index.vectors.sum(axis=0))

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.tile(self._away, (len(texts), 1)).astype(np.float32)


@pytest.fixture
def search(index: LoadedIndex) -> HybridSearch:
    return HybridSearch(Held(index), HashingEmbedder(), Fusion.load())


@pytest.mark.parametrize(
    ("text", "service", "language"),
    [
        ("How do I become a library member?", "library-card", Language.EN),
        ("کتے کے لائسنس کی تجدید کیسے ہوگی", "dog-licence", Language.UR),
        ("hamari gali ki batti band hai", "street-lamp", Language.UR_LATN),
    ],
)
def test_it_finds_the_service_and_the_language(
    search: HybridSearch, text: str, service: str, language: Language
) -> None:
    result = search.search(text)
    assert result.candidates[0].service == service
    assert result.decision is not Decision.NO_ANSWER
    assert result.language is language


def test_the_language_that_is_given_wins(search: HybridSearch) -> None:
    assert search.search("dog licence", Language.UR).language is Language.UR


def test_without_an_embedder_lexical_results_stand(index: LoadedIndex) -> None:
    result = HybridSearch(Held(index), BrokenEmbedder(), Fusion.load()).search("register my puppy with the town")
    assert result.candidates[0].service == "dog-licence"


def test_keywords_alone_do_not_count_when_nothing_is_near(index: LoadedIndex) -> None:
    result = HybridSearch(Held(index), FarEmbedder(index), Fusion.load()).search("my puppy and the town register")
    assert (result.decision, result.candidates) == (Decision.NO_ANSWER, ())


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "؟؟؟", "...", "\u200f"])
def test_a_text_without_a_letter_is_no_question(search: HybridSearch, text: str) -> None:
    result = search.search(text)
    assert (result.decision, result.candidates) == (Decision.NO_ANSWER, ())


def test_a_curators_example_is_answered_with_its_service(search: HybridSearch, index: LoadedIndex) -> None:
    for passage in index.passages:
        if passage.kind is PassageKind.QUESTION:
            result = search.search(f" {passage.text.upper()} ? ")
            assert (result.decision, result.candidates[0].service) == (Decision.ANSWER, passage.service)
            assert result.candidates[0].probability >= CURATED_CERTAINTY
            assert sum(candidate.probability for candidate in result.candidates) <= 1.0 + 1e-9


def test_limit_cuts_the_list(search: HybridSearch) -> None:
    assert len(search.search("card for the dog lamp", limit=1).candidates) <= 1
    assert search.search("dog licence", limit=0).candidates == ()
