import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.index import lexical
from knowledge.index.lexical import LexicalIndex

DOCUMENTS = [["card", "lost"], ["card", "bill"], ["card"], ["bill", "high"]]


def _scores(index: LexicalIndex, *terms: str) -> NDArray[np.float32]:
    return index.scores(index.numbers(terms))


def test_the_rarest_terms_are_followed_first_and_the_commonest_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    index = LexicalIndex.build(DOCUMENTS)
    whole = _scores(index, "card", "bill", "lost")
    # `lost` stands in 1 passage, `bill` in 2, `card` in 3: five passages may be looked at, so `card` is left out.
    monkeypatch.setattr(lexical, "POSTINGS", 5)
    cut = _scores(index, "card", "bill", "lost")
    assert cut[2] == 0.0 < whole[2]
    assert cut[3] == whole[3] > 0.0
    assert 0.0 < cut[0] < whole[0]
    monkeypatch.setattr(lexical, "POSTINGS", 0)
    np.testing.assert_array_equal(_scores(index, "lost"), np.zeros(4, dtype=np.float32))


def test_a_passage_with_all_the_terms_leads_and_unknown_terms_lower_the_share() -> None:
    index = LexicalIndex.build(DOCUMENTS)
    known = _scores(index, "card", "lost")
    assert int(known.argmax()) == 0
    assert known.max() < 1.0
    assert _scores(index, "card", "lost", "zebra")[0] < known[0]
    np.testing.assert_array_equal(_scores(index, "zebra"), np.zeros(4, dtype=np.float32))


def test_a_term_counts_once_and_a_number_that_no_passage_has_not_at_all() -> None:
    index = LexicalIndex.build([*DOCUMENTS, ["8171", "card"]])
    assert index.numbers(["card", "2025", "lost", "card"]) == index.numbers(["card", "lost"])
    assert index.numbers(["2025"]) == ()
    assert _scores(index, "8171")[4] > 0.0


def test_the_places_of_a_term_ascend_and_an_unknown_term_has_none() -> None:
    index = LexicalIndex.build(DOCUMENTS)
    numbers = index.numbers(["bill", "zebra", "card"])
    assert numbers[1] is None
    assert [found.tolist() for found in index.places(numbers)] == [[1, 3], [], [0, 1, 2]]
