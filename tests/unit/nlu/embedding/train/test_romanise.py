import random

from nlu.embedding.train.romanise import Romaniser, by_letters, hurried, with_typing_noise


def _chance(seed: int) -> random.Random:
    return random.Random(seed)


def _romaniser() -> Romaniser:
    return Romaniser([("نہیں", "nahi", 3), ("نہیں", "nahin", 1), ("کتاب", "Kitab", 2)], lambda text: text)


def test_known_words_are_spelt_as_people_spelt_them_and_by_how_often() -> None:
    chance = _chance(1)
    spelt = [_romaniser().sentence("نہیں", chance) for _ in range(400)]
    assert set(spelt) == {"nahi", "nahin"}
    assert 250 < spelt.count("nahi") < 350


def test_digits_punctuation_and_latin_words_stay() -> None:
    assert _romaniser().sentence("کتاب 500 PDF?", _chance(1)) == "kitab 500 PDF?"


def test_an_unknown_word_is_written_letter_by_letter() -> None:
    assert by_letters("وقت") == "waqt"
    assert by_letters("کتابچہ") == "katabachh"


def test_an_unknown_word_is_spelt_as_guessed_where_something_guesses() -> None:
    asked: list[str] = []

    def guess(word: str) -> list[tuple[str, float]]:
        asked.append(word)
        return [("belfast", 0.8), ("bailfast", 0.2)] if word == "بیلفاسٹ" else []

    romaniser, chance = Romaniser([("نہیں", "nahi", 3)], lambda text: text, guess), _chance(2)
    spelt = [romaniser.sentence("بیلفاسٹ نہیں وقت", chance) for _ in range(300)]
    assert set(spelt) == {"belfast nahi waqt", "bailfast nahi waqt"}
    assert 190 < spelt.count("belfast nahi waqt") < 250  # 0.725 of 300: chances of 0.8 and 0.2, to the power 0.7
    assert asked == ["بیلفاسٹ", "وقت"]


def test_typing_noise_is_seeded_and_leaves_most_words() -> None:
    text = "mera shanakhti card kahan milega aur kitne paise lagenge " * 20
    noisy = with_typing_noise(text, _chance(3))
    assert noisy == with_typing_noise(text, _chance(3))
    changed = sum(a != b for a, b in zip(text.split(), noisy.split(), strict=True))
    assert 0 < changed < len(text.split()) / 2


def test_no_noise_is_asked_for_none_is_added() -> None:
    assert with_typing_noise("Mera Shanakhti Card", _chance(3), share=0) == "mera shanakhti card"


def test_a_hurried_message_loses_inner_vowels_and_nothing_else() -> None:
    text = "mera shanakhti card gum gaya banwana"
    found = {hurried(text, _chance(seed)) for seed in range(40)}
    assert len(found) > 10
    assert any("shnkhti" in message for message in found)
    for message in found:
        words = message.split()
        assert len(words) == 6
        assert words[1] in ("shanakhti", "shnkhti")
        assert words[5] in ("banwana", "bnwna")


def test_hurried_leaves_digits_and_urdu_alone() -> None:
    assert hurried("2 PDF بل", _chance(1)) in ("2 pdf بل",)
