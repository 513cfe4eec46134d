from pathlib import Path

import pytest

from nlu.transliteration.corpora import read_corpora
from nlu.transliteration.lexicon import roman_key
from nlu.transliteration.train import learn
from nlu.transliteration.words import Words


@pytest.fixture
def words(data: Path) -> Words:
    return Words.of(learn(read_corpora(data), rarest=1))


def test_the_list_is_sorted_and_tells_beginnings(words: Words) -> None:
    assert words.lexicon.words == sorted(words.lexicon.words)
    assert words.lexicon.begins_word("با")
    assert words.lexicon.begins_word("بات")
    assert not words.lexicon.begins_word("باتت")
    assert not words.lexicon.begins_word("ے")


def test_a_common_word_is_more_common(words: Words) -> None:
    common, rare = words.lexicon.commonness("کی"), words.lexicon.commonness("تاب")
    assert common is not None
    assert rare is not None
    assert common[0] > rare[0]
    assert words.lexicon.commonness("ککک") is None


def test_a_known_spelling_has_its_words(words: Words) -> None:
    assert dict(words.lexicon.known("baat")).keys() == {"بات"}
    assert words.lexicon.known("tttt") == []


def test_a_key_is_the_same_on_every_machine() -> None:
    assert roman_key("bijli") == 3684227096


def test_probabilities_are_best_first_and_sum_to_at_most_one(words: Words) -> None:
    for roman in ("raat", "taat", "cnic", "milega", "bat"):
        chances = [chance for _, chance in words.urdu(roman, 20)]
        assert chances == sorted(chances, reverse=True)
        assert 0.0 < sum(chances) <= 1.0 + 1e-9
    for urdu in ("رات", "تات"):
        assert 0.0 < sum(chance for _, chance in words.roman(urdu, 20)) <= 1.0 + 1e-9


def test_no_letters_no_words(words: Words) -> None:
    assert words.urdu("zzzz", 5) == []
    assert words.roman("ڈڈڈ", 5) == []


def test_a_word_is_likelier_after_one_that_it_was_seen_after(words: Words) -> None:
    places, followers = words.lexicon.places, words.followers
    assert followers.bonus(places["کی"], places["رات"]) > followers.bonus(places["کی"], places["تار"])
    assert followers.bonus(None, places["رات"]) == 0.0
    assert followers.bonus(places["کی"], None) <= 0.0
    assert followers.bonus(followers.beginning, places["باغ"]) > 0.0


def test_known_spellings_come_with_those_that_the_letters_make(words: Words) -> None:
    known = [spelling for spelling, _ in words.lexicon.spellings("رات")]
    found = [spelling for spelling, _ in words.roman("رات", 20)]
    assert found[0] == known[0] == words.usual_roman("رات")
    assert set(known) < set(found)
    assert words.usual_roman("تات") == words.roman("تات", 1)[0][0]
    assert words.usual_roman("ڈڈڈ") is None
