import numpy as np
import pytest

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.evidence import Evidence, gather
from knowledge.features import compute, query_names, service_names
from knowledge.index.grouped import KIND_CODES
from knowledge.index.loaded import LoadedIndex
from knowledge.passages import PassageKind
from knowledge.terms import FIELDS


def _evidence(index: LoadedIndex, text: str, *, dense: bool = True) -> Evidence:
    vector = HashingEmbedder().encode([text])[0] if dense else None
    return gather(index, text, vector, "en", tuple(FIELDS))


@pytest.mark.parametrize("dense", [True, False])
def test_there_is_one_column_per_name(index: LoadedIndex, dense: bool) -> None:
    features = compute(index, _evidence(index, "dog licence", dense=dense))
    assert features.services.shape == (3, len(service_names(dense)))
    assert features.query.shape == (len(query_names(dense)),)
    assert np.isfinite(features.services).all()


def test_the_service_that_is_asked_about_leads(index: LoadedIndex) -> None:
    features = compute(index, _evidence(index, "register my puppy with the town"))
    names = service_names(True)
    asked = index.services.index("dog-licence")
    for name in ("dense_best", "dense_top3", "words_best", "grams_top3", "dense_rank", "agreement"):
        assert features.services[:, names.index(name)].argmax() == asked, name


def test_best_top3_and_rank_are_those_computed_by_hand(index: LoadedIndex) -> None:
    evidence = _evidence(index, "street lamp")
    features = compute(index, evidence)
    names = service_names(True)
    mean, deviation = index.manifest.near_mean, index.manifest.near_deviation
    assert evidence.dense is not None
    for place in range(3):
        mine = np.maximum(np.sort(evidence.dense[index.owners == place])[::-1], mean - 2 * deviation)
        row = features.services[place]
        assert row[names.index("dense_best")] == pytest.approx((mine[0] - mean) / deviation, abs=1e-4)
        assert row[names.index("dense_top3")] == pytest.approx((mine[:3].mean() - mean) / deviation, abs=1e-4)
    ranks = 1 / features.services[:, names.index("dense_rank")]
    assert sorted(ranks) == [1.0, 2.0, 3.0]


def test_hidden_passages_do_not_count(index: LoadedIndex) -> None:
    text = "register my puppy with the town"
    place = next(n for n, passage in enumerate(index.passages) if passage.text == text)
    hidden = np.zeros(len(index.passages), dtype=bool)
    hidden[place] = True
    names = service_names(True)
    column = names.index("dense_best")
    owner = index.owners[place]
    evidence = _evidence(index, text)
    seen = compute(index, evidence).services[owner, column]
    unseen = compute(index, evidence, hidden).services[owner, column]
    assert seen > unseen
    centroid = names.index("dense_centroid")
    assert (
        compute(index, evidence).services[owner, centroid] > compute(index, evidence, hidden).services[owner, centroid]
    )


def test_a_service_with_everything_hidden_is_far(index: LoadedIndex) -> None:
    owner = index.services.index("dog-licence")
    evidence = _evidence(index, "dog licence")
    row = compute(index, evidence, index.owners == owner).services[owner]
    assert row[service_names(True).index("dense_best")] == pytest.approx(-2.0)
    assert row[service_names(True).index("words_best")] == 0.0


def test_titles_are_looked_at_apart(index: LoadedIndex) -> None:
    titles = index.kinds == KIND_CODES[PassageKind.TITLE]
    evidence = _evidence(index, "Dog licence")
    owner = index.services.index("dog-licence")
    title = compute(index, evidence).services[owner, service_names(True).index("words_title")]
    assert title == pytest.approx(float(evidence.lexical["words"][titles & (index.owners == owner)].max()))


def test_a_term_weighs_by_how_few_services_have_it(index: LoadedIndex) -> None:
    # "alsatian" stands in 2 passages of dog-licence alone (English and Roman), "zzz" in none:
    # weights 1 and 1, so the service has (2 / 3) / (1 + 1)
    features = compute(index, _evidence(index, "alsatian zzz"))
    names = service_names(True)
    owned = features.services[:, names.index("words_owned")]
    most = features.services[:, names.index("words_owned_most")]
    asked = index.services.index("dog-licence")
    assert owned[asked] == pytest.approx((2 / 3) / 2)
    assert most[asked] == pytest.approx(2 / 3)
    assert np.delete(owned, asked) == pytest.approx([0.0, 0.0])
