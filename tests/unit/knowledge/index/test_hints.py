from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.content import Neighbour
from knowledge.embedders.hashing import HashingEmbedder
from knowledge.errors import IndexRefused
from knowledge.evidence import gather
from knowledge.features import compute, service_names
from knowledge.index.builder import index_in_memory
from knowledge.index.hints import Hints
from knowledge.repository import Snapshot
from knowledge.terms import FIELDS

EMBEDDER = HashingEmbedder()
WHEN = "The puppy chewed the borrowed books"


@pytest.fixture
def hinted(snapshot: Snapshot) -> Snapshot:
    services = tuple(
        replace(service, neighbours=(Neighbour("library-card", WHEN), Neighbour("nowhere", "No such service")))
        if service.slug == "dog-licence"
        else replace(service, neighbours=())
        for service in snapshot.services
    )
    return replace(snapshot, services=services)


def test_a_hint_lifts_the_service_it_leads_to_and_marks_the_one_it_leads_away_from(hinted: Snapshot) -> None:
    index = index_in_memory(hinted, EMBEDDER)
    assert len(index.hints.vectors) == 1  # the one to a service that is not there is left out
    question = "my puppy chewed borrowed books"
    features = compute(index, gather(index, question, EMBEDDER.encode([question])[0], "en"))
    here, away = (
        features.services[:, service_names(True).index(name)] for name in ("dense_sent_here", "dense_sent_away")
    )
    dog, library = (index.services.index(slug) for slug in ("dog-licence", "library-card"))
    cosine = float(EMBEDDER.encode([WHEN])[0] @ EMBEDDER.encode([question])[0])
    expected = (cosine - index.manifest.near_mean) / index.manifest.near_deviation
    assert here[library] == pytest.approx(expected, abs=1e-4)
    assert away[dog] == pytest.approx(expected, abs=1e-4)
    assert here[dog] == away[library] == pytest.approx(-2.0)


def test_a_service_that_is_hidden_whole_is_in_no_hint(hinted: Snapshot) -> None:
    index = index_in_memory(hinted, EMBEDDER)
    library = index.services.index("library-card")
    evidence = gather(index, WHEN, EMBEDDER.encode([WHEN])[0], "en", tuple(FIELDS))
    features = compute(index, evidence, index.owners == library)
    column = service_names(True).index("dense_sent_away")
    assert features.services[:, column] == pytest.approx([-2.0] * 3)


def test_hints_among_some_services_are_counted_within_them() -> None:
    hints = Hints(np.eye(3, dtype=np.float32), np.array([0, 4, 7]), np.array([4, 7, 2]))
    slots = np.full(8, -1)
    slots[[4, 5, 7]] = [0, 1, 2]
    some = hints.among(slots)
    assert (some.sources.tolist(), some.targets.tolist()) == ([0], [2])
    np.testing.assert_array_equal(some.vectors, [[0, 1, 0]])


def test_they_are_the_same_after_reading_and_a_broken_file_is_refused(tmp_path: Path) -> None:
    hints = Hints(np.eye(2, dtype=np.float32), np.array([0, 1]), np.array([1, 0]))
    hints.save(tmp_path / "hints.npz")
    read = Hints.load(tmp_path / "hints.npz")
    np.testing.assert_array_equal(read.vectors, hints.vectors)
    (tmp_path / "hints.npz").write_bytes(b"none")
    with pytest.raises(IndexRefused, match=r"hints\.npz cannot be read"):
        Hints.load(tmp_path / "hints.npz")
