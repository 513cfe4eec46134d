import pytest

from nlu.language_model.features import NGRAMS, latin_words, ngram_features


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pleeeease don't 123 فیس kr-do", ["pleease", "dont", "kr", "do"]),
        ("na-120 ka result na aya", ["ka", "result", "na", "aya"]),
        ("pp 7 mein na245 electionresults2018", ["mein"]),
        ("2din 500rs", ["din", "rs"]),
        ("covid19", ["covid"]),
        ("123 456", []),
    ],
)
def test_words_are_latin_without_codes_and_seats(text: str, words: list[str]) -> None:
    assert latin_words(text) == words


def test_features_are_the_same_on_every_machine() -> None:
    # CRC-32 of a, b, ^a, ab, b$, ^ab, ab$ and ^ab$, low 15 bits, in this order.
    assert ngram_features("ab") == [15939, 28665, 13291, 18541, 32523, 58, 5617, 27502]


def test_features_are_in_range_and_a_long_word_is_cut() -> None:
    features = ngram_features("ab" * 500)
    assert max(features) < NGRAMS
    assert features == ngram_features("ab" * 16)


def test_an_empty_word_has_only_its_border() -> None:
    assert len(ngram_features("")) == 1
