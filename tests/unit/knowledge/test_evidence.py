import numpy as np
import pytest

from knowledge import evidence as evidence_module
from knowledge.embedders.hashing import HashingEmbedder
from knowledge.evidence import gather, narrow
from knowledge.features import compute, service_names
from knowledge.fusion import Fusion
from knowledge.index.loaded import LoadedIndex
from knowledge.search import HybridSearch
from tests.benchmarks.scale import many_times

EMBEDDER = HashingEmbedder()
QUESTION = "register my puppy with the town"


class _Fixed:
    def __init__(self, index: LoadedIndex) -> None:
        self._index = index

    def current(self) -> LoadedIndex:
        return self._index


@pytest.fixture
def large(index: LoadedIndex) -> LoadedIndex:
    """120 services: more than are compared for one question."""
    return many_times(index, 40)[0]


def test_a_small_index_is_compared_whole(index: LoadedIndex) -> None:
    found = gather(index, QUESTION, EMBEDDER.encode([QUESTION])[0], "en")
    part, evidence, places = narrow(index, found)
    assert part is index
    assert evidence is found
    assert places.tolist() == [0, 1, 2]


@pytest.mark.parametrize("dense", [True, False])
def test_of_a_large_one_the_best_of_each_retriever_are_kept(large: LoadedIndex, dense: bool) -> None:
    vector = EMBEDDER.encode([QUESTION])[0] if dense else None
    evidence = gather(large, QUESTION, vector, "en")
    part, narrowed, places = narrow(large, evidence)
    assert 0 < len(places) <= evidence_module.CANDIDATES
    assert [large.services[place] for place in places] == list(part.services)
    assert all(service.startswith("dog-licence") for service in part.services[:1])
    best = large.services[int(large.owners[int(np.argmax(evidence.lexical["words"]))])]
    assert best in part.services
    for place, service in enumerate(part.services):
        mine = large.owners == large.services.index(service)
        for field, scores in evidence.lexical.items():
            np.testing.assert_array_equal(narrowed.lexical[field][part.owners == place], scores[mine])
        assert (large.languages[mine] == part.languages[part.owners == place]).all()


def test_a_candidate_owns_of_a_term_as_many_passages_as_in_the_whole_index(large: LoadedIndex) -> None:
    evidence = gather(large, "puppy town", EMBEDDER.encode(["puppy town"])[0], "en")
    part, narrowed, places = narrow(large, evidence)
    owned = compute(part, narrowed).services[:, service_names(True).index("words_owned")]
    total, possible = np.zeros(len(places)), 0.0
    for found in evidence.places["words"]:
        times = np.array([np.count_nonzero(large.owners[found] == place) for place in places])
        weight = np.log((1 + len(places)) / np.count_nonzero(times)) / np.log(1 + len(places))
        total, possible = total + weight * times / (times + 1), possible + weight
    assert possible > 0
    np.testing.assert_allclose(owned, total / possible)


def test_features_among_the_candidates_are_those_of_a_pack_of_them_alone(large: LoadedIndex) -> None:
    evidence = gather(large, QUESTION, EMBEDDER.encode([QUESTION])[0], "en")
    part, narrowed, _ = narrow(large, evidence)
    features = compute(part, narrowed)
    assert features.services.shape == (len(part.services), len(service_names(True)))
    assert np.isfinite(features.services).all()
    best = part.services[int(features.services[:, service_names(True).index("dense_best")].argmax())]
    assert best.startswith("dog-licence")


def test_search_among_many_services_finds_the_right_kind(large: LoadedIndex) -> None:
    found = HybridSearch(_Fixed(large), EMBEDDER, Fusion.load()).search(QUESTION)
    assert found.candidates
    assert found.candidates[0].service.startswith("dog-licence")
