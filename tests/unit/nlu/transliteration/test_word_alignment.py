import pytest

from nlu.transliteration.corpora import SentencePair
from nlu.transliteration.word_alignment import align_words, count_spellings, distance, plausible


def test_words_of_the_same_sounds_are_near() -> None:
    assert distance("شناختی", "shanakhti") == 0.0
    assert distance("پاسپورٹ", "passport") == 0.0
    assert distance("پہچان", "shanakht") > 0.5


def test_words_meet_in_order_and_strangers_stay_alone() -> None:
    urdu = ("میرا", "شناختی", "کارڈ", "گم", "ہے")
    assert align_words(urdu, ("mera", "card", "kahin", "gum", "hai")) == [
        ("میرا", "mera"), ("کارڈ", "card"), ("گم", "gum"), ("ہے", "hai"),
    ]  # fmt: skip


def test_two_words_that_are_typed_as_one_are_found() -> None:
    assert align_words(("کب", "ملے", "گا"), ("kab", "milega")) == [("کب", "kab"), ("ملے گا", "milega")]


@pytest.mark.parametrize(
    ("urdu", "roman", "expected"),
    [("ملے گا", "milega", True), ("ای میل", "email", True), ("کے ایک", "k", False), ("بجلی", "electricity", False)],
)
def test_only_what_may_be_a_spelling_is_plausible(urdu: str, roman: str, expected: bool) -> None:
    assert plausible(urdu, roman) is expected


def test_spellings_are_counted_by_weight() -> None:
    pairs = [SentencePair(("بجلی", "بل"), ("bijli", "bill"), 2.0), SentencePair(("بجلی",), ("bjli",), 0.5)]
    assert count_spellings([*pairs, pairs[0]]) == {("بجلی", "bijli"): 4.0, ("بل", "bill"): 4.0, ("بجلی", "bjli"): 0.5}
