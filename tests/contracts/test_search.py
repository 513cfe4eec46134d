"""What every `Search` keeps: the real one over an index, and the scripted fake."""

from pathlib import Path

import pytest

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.fusion import Fusion
from knowledge.index.builder import build_index
from knowledge.index.reader import IndexReader
from knowledge.interfaces import Decision, Search
from knowledge.pack.checks import check_pack
from knowledge.repository import Snapshot
from knowledge.scripted import ScriptedSearch
from knowledge.search import HybridSearch
from nlu.types import Language

TINY = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny"
KNOWN = "How do I become a member of the library?"
UNKNOWN = "zzzz qqqq"
ODD = ["", " ", "\ud800", "\x00", "😀", "x" * 200_000, "/restart", "<b>hi</b>", "क्या", "\u202e"]


@pytest.fixture(scope="module", params=["hybrid", "scripted"])
def search(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Search:
    if request.param == "scripted":
        return ScriptedSearch({KNOWN: (("library-card", 0.9), ("dog-licence", 0.05))})
    folder = tmp_path_factory.mktemp("index")
    embedder = HashingEmbedder()
    pack, _ = check_pack(TINY)
    build_index(folder, Snapshot("1", pack.services), embedder)
    reader = IndexReader(folder, embedder.fingerprint, embedder.dimension)
    return HybridSearch(reader, embedder, Fusion.load())


def test_a_known_question_is_answered(search: Search) -> None:
    result = search.search(KNOWN)
    assert result.decision is Decision.ANSWER
    assert result.candidates[0].service == "library-card"


def test_candidates_are_ordered_once_each_and_have_probabilities(search: Search) -> None:
    candidates = search.search(KNOWN).candidates
    probabilities = [candidate.probability for candidate in candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0.0 <= probability <= 1.0 for probability in probabilities)
    assert sum(probabilities) <= 1.0 + 1e-6
    assert len({candidate.service for candidate in candidates}) == len(candidates)


def test_an_unknown_question_is_not_answered(search: Search) -> None:
    assert search.search(UNKNOWN).decision is Decision.NO_ANSWER


def test_limit_bounds_the_candidates(search: Search) -> None:
    assert len(search.search(KNOWN, limit=1).candidates) == 1
    assert search.search(KNOWN, limit=1).decision is search.search(KNOWN).decision


def test_a_language_that_is_given_is_kept(search: Search) -> None:
    assert search.search(KNOWN, Language.UR_LATN).language is Language.UR_LATN


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_no_text_breaks_it(search: Search, text: str) -> None:
    assert search.search(text).decision in Decision
