import numpy as np
import pytest

from knowledge.index import lexical
from knowledge.index.lexical import LexicalIndex

DOCUMENTS = [["card", "lost"], ["card", "bill"], ["card"], ["bill", "high"]]


def test_the_rarest_terms_are_followed_first_and_the_commonest_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    index = LexicalIndex.build(DOCUMENTS)
    whole = index.scores(["card", "bill", "lost"])
    # `lost` stands in 1 passage, `bill` in 2, `card` in 3: five passages may be looked at, so `card` is left out.
    monkeypatch.setattr(lexical, "POSTINGS", 5)
    cut = index.scores(["card", "bill", "lost"])
    assert cut[2] == 0.0 < whole[2]
    assert cut[3] == whole[3] > 0.0
    assert 0.0 < cut[0] < whole[0]


def test_a_passage_with_all_the_terms_leads_and_unknown_terms_lower_the_share() -> None:
    index = LexicalIndex.build(DOCUMENTS)
    known = index.scores(["card", "lost"])
    assert int(known.argmax()) == 0
    assert known.max() < 1.0
    assert index.scores(["card", "lost", "zebra"])[0] < known[0]
    np.testing.assert_array_equal(index.scores(["zebra"]), np.zeros(4, dtype=np.float32))


def test_a_number_that_no_passage_has_does_not_count() -> None:
    index = LexicalIndex.build([*DOCUMENTS, ["8171", "card"]])
    np.testing.assert_array_equal(index.scores(["card", "lost", "2025"]), index.scores(["card", "lost"]))
    assert len(index.places(["card", "2025", "zebra"])) == 2
    assert index.scores(["8171"])[4] > 0.0
