from pathlib import Path

import numpy as np
import pytest

from nlu.language_model.features import NGRAMS, ngram_features
from nlu.language_model.model import (
    MOST_OF_A_STRANGER,
    Kind,
    LanguageModelError,
    Word,
    WordModel,
    pairs_around,
    read_model,
    shipped_model,
    write_model,
)

WORDS = {
    "fee": Word(Kind.LOAN, -0.03),
    "imran": Word(Kind.NAME, 0.0),
    "kab": Word(Kind.URDU, 2.0),
    "table": Word(Kind.ENGLISH, -1.0),
    "is": Word(Kind.BOTH, -1.0),
    "he": Word(Kind.BOTH, 0.5),
}
PAIRS = {
    ("is", "U"): 3.0,
    ("is", "kab"): 0.5,
    ("-", "is"): 0.25,
    ("is", "he"): -2.0,
    ("B", "he"): 0.125,
    ("he", "-"): 1.0,
}


def model(weight: float = 0.0) -> WordModel:
    """Every n-gram weighs `weight`."""
    return WordModel(WORDS, np.full(NGRAMS, weight, dtype=np.float32), PAIRS)


def said(text: str) -> list[float]:
    words = text.split()
    made = model()
    return made.scores(words, [made.word(word) for word in words])


def test_a_known_word_says_what_it_was_trained_to_say() -> None:
    assert model(1.0).word("kab") == Word(Kind.URDU, 2.0)


def test_the_letters_of_a_stranger_share_one_vote_that_is_bounded() -> None:
    # "zz" has the n-grams z, ^z, zz, z$, ^zz, zz$, ^zz$: 7 / sqrt(7) of a weight of 0.1.
    assert len(ngram_features("zz")) == 7
    assert model(0.1).word("zz") == Word(Kind.STRANGER, pytest.approx(0.7 / 7**0.5))
    assert model(5.0).word("zz").score == MOST_OF_A_STRANGER
    assert model(-5.0).word("zz").score == -MOST_OF_A_STRANGER


@pytest.mark.parametrize("word", ["imranofficial", "officialimran", "z" * 15])
def test_accounts_made_of_a_name_and_very_long_words_say_nothing(word: str) -> None:
    assert model(5.0).word(word).score == 0.0


def test_a_word_of_both_languages_says_what_its_neighbours_make_of_it() -> None:
    # is: -1 + 0.25 at the start + 3 before an Urdu word + 0.5 before this word.
    assert said("is kab") == [2.75, 2.0]
    # is: -1 + 0.25 - 2 before he; he: 0.5 + 0.125 after a word of both + 1 at the end.
    assert said("is he") == [-2.75, 1.625]
    assert said("table is table") == [-1.0, -1.0, -1.0]


def test_the_pairs_of_a_word() -> None:
    words = ["kab", "is", "he"]
    known = [WORDS[word] for word in words]
    assert pairs_around(words, known, 1) == [("U", "is"), ("kab", "is"), ("is", "B"), ("is", "he")]
    assert pairs_around(words, known, 2) == [("B", "he"), ("he", "-")]
    assert pairs_around(["is"], [WORDS["is"]], 0) == [("-", "is"), ("is", "-")]


def test_words_by_kind() -> None:
    assert (model().english, model().urdu, model().shared) == ({"table"}, {"kab"}, {"fee"})


def test_it_is_stored_in_eight_bits_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "words.npz"
    write_model(model(2.0), path)
    read = read_model(path)
    assert read.ngrams.tolist() == pytest.approx([2.0] * NGRAMS)
    assert read.words.keys() == WORDS.keys()
    for word, known in WORDS.items():
        assert read.word(word).kind is known.kind
        assert read.word(word).score == pytest.approx(known.score, abs=0.01)
    assert dict(read.pairs) == pytest.approx(PAIRS, abs=0.02)


@pytest.mark.parametrize("content", [None, b"", b"not a model", b"PK\x03\x04"])
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "words.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LanguageModelError, match=r"words\.npz"):
        read_model(path)


def test_a_model_of_another_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.npz"
    write_model(WordModel({}, np.ones(8, dtype=np.float32), {}), path)
    with pytest.raises(LanguageModelError, match="weights"):
        read_model(path)


def test_the_shipped_file_is_small_and_knows_its_kinds() -> None:
    shipped = shipped_model()
    assert Path("nlu/language_model/words.npz").resolve().stat().st_size < 250 * 1024
    assert {"passport", "fee", "cnic", "bill"} <= shipped.shared
    assert all(shipped.word(word).kind is Kind.BOTH for word in ("main", "to", "is", "he", "me", "us", "so"))
    assert all(shipped.word(word).kind is Kind.NAME for word in ("imran", "pti", "khan"))
