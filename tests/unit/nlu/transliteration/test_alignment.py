from nlu.transliteration.alignment import SHAPES, align

from .conftest import PAIRS


def test_every_letter_of_both_words_is_in_one_graphone() -> None:
    for pair, graphones in zip(PAIRS, align(PAIRS, [1.0] * len(PAIRS)), strict=True):
        assert graphones is not None
        assert "".join(urdu for urdu, _ in graphones) == pair[0]
        assert "".join(roman for _, roman in graphones) == pair[1]
        assert all((len(urdu), len(roman)) in SHAPES for urdu, roman in graphones)


def test_what_is_alike_in_many_pairs_belongs_together() -> None:
    pairs = [("ب", "b"), ("ا", "a"), ("ا", "aa"), ("ت", "t"), ("بات", "baat"), ("تا", "ta")]
    cut = align(pairs, [20.0, 20.0, 20.0, 20.0, 1.0, 1.0])
    assert cut[4:] == [[("ب", "b"), ("ا", "aa"), ("ت", "t")], [("ت", "t"), ("ا", "a")]]


def test_a_pair_that_cannot_be_cut_is_none() -> None:
    assert align([("ب", "bbbbb"), ("ب", "b")], [1.0, 1.0]) == [None, [("ب", "b")]]


def test_it_is_repeatable() -> None:
    assert align(PAIRS, [2.0] * len(PAIRS)) == align(PAIRS, [2.0] * len(PAIRS))
