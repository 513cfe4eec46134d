import math

import pytest

from nlu.transliteration.pair_model import PairModel, unpack_levels
from nlu.transliteration.train import letter_model

from .conftest import PAIRS


@pytest.fixture(scope="module")
def model() -> PairModel:
    """A model of the dozen pairs of the tests, nothing left out."""
    return PairModel(*letter_model(dict.fromkeys(PAIRS, 1.0), rarest=1, change=0.0))


def test_words_that_were_not_in_training_are_read(model: PairModel) -> None:
    assert model.to_urdu("taat", 3)[0][0] == "تات"
    assert "غارب" in {word for word, _ in model.to_urdu("gharab", 3)}


def test_words_that_were_not_in_training_are_spelt(model: PairModel) -> None:
    assert model.to_roman("باغار", 10)[0][0] == "baghar"
    assert {"taat", "tat"} <= {spelling for spelling, _ in model.to_roman("تات", 10)}


def test_the_best_come_first_and_each_once(model: PairModel) -> None:
    found = model.to_roman("رات", 20)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert len({word for word, _ in found}) == len(found) <= 20
    assert found[0][1] < 0.0


def test_letters_without_a_graphone_lead_nowhere(model: PairModel) -> None:
    assert model.to_urdu("zzz", 5) == []
    assert model.to_roman("ڈ", 5) == []


def test_known_words_are_followed_up_first(model: PairModel) -> None:
    found = model.to_urdu("baat", 50, "بات".startswith)
    assert found[0][0] == "بات"


def test_the_chance_of_a_word_is_the_sum_over_its_spellings(model: PairModel) -> None:
    spelt = model.to_roman("بات", 1000)
    assert model.word_chance("بات") == pytest.approx(math.log(sum(math.exp(score) for _, score in spelt)), abs=0.05)
    assert model.word_chance("ڈ") == pytest.approx(-20.0)


def test_stored_levels_are_read_back(model: PairModel) -> None:
    from nlu.transliteration.tables import Tables
    from nlu.transliteration.train import letter_tables

    levels, graphones = letter_model(dict.fromkeys(PAIRS, 1.0), rarest=1, change=0.0)
    rest = dict.fromkeys(Tables.__dataclass_fields__)
    read, pieces = unpack_levels(Tables(**{**rest, **letter_tables(levels, graphones)}))
    assert pieces == graphones
    for stored, level in zip(read, levels, strict=True):
        assert stored.parents.tolist() == level.parents.tolist()
        assert stored.symbols.tolist() == level.symbols.tolist()
        assert stored.chances == pytest.approx(level.chances, abs=0.05)
