from nlu.language_model.features import BUCKETS, latin_words, word_features


def test_words_are_latin_and_stretched_ones_are_shortened() -> None:
    assert latin_words("pleeeease don't 123 فیس kr-do") == ["pleease", "dont", "kr", "do"]


def test_features_are_the_same_on_every_machine() -> None:
    # CRC-32 of "=ab", then of the n-grams of "^ab$" in their order, low 16 bits.
    assert word_features("ab").tolist() == [62787, 13291, 32826, 60270, 48707, 18541, 38385, 61433, 65291]


def test_features_are_in_range_and_a_long_word_is_cut() -> None:
    features = word_features("ab" * 500)
    assert int(features.max()) < BUCKETS
    assert features.tolist() == word_features("ab" * 16).tolist()
