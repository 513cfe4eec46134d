import pytest

from nlu.transliteration.edits import edits


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("ab", "ba", 2)],
)
def test_the_distance_is_that_counted_by_hand(first: str, second: str, expected: int) -> None:
    assert edits(first, second) == expected


def test_words_are_compared_whole() -> None:
    assert edits(["mera", "card", "kab"], ["mera", "kard", "kab", "milega"]) == 2


def test_texts_may_be_longer_than_a_machine_word() -> None:
    assert edits("ab" * 100, "ab" * 99 + "b") == 1
