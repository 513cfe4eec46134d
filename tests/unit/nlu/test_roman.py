import pytest

from nlu.roman import fold


@pytest.mark.parametrize(
    "spellings",
    [
        "hai hay he h hy",
        "kyun kiun kyoon kion q",
        "nahi nahin nhi ni nai",
        "shanakhti shnakhti shinakhti shanakti shanaakhti",
        "fees fee fis feez",
        "passport pasport paasport",
        "kaghzat kagzat kagazat kaghzaat",
        "zameen zamin zamen",
        "walid waalid valid",
        "bijli bijlee bijly",
        "phone fone",
        "tareekh tarikh",
        "tajdeed tajdid",
        "license lisence licence",
        "chahiye chahye chaiye chahie",
        "banwana bnwana banwani",
        "zhob zob",
        "qism kism",
        "KITNI kitni Kitne",
    ],
)
def test_spellings_of_one_word_meet(spellings: str) -> None:
    assert len({fold(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("card", "karz"), ("passport", "password"), ("bill", "bijli"), ("fees", "file"), ("kab", "kya"), ("din", "dena")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_with_digits_keep_their_spelling() -> None:
    assert fold("W-11") == "w11"
    assert fold("8171") == "8171"


@pytest.mark.parametrize("word", ["", "فیس", "😀", "'", "\ud800", "\x00"])
def test_nothing_latin_is_an_empty_key(word: str) -> None:
    assert fold(word) == ""


def test_accents_are_dropped() -> None:
    assert fold("Café") == fold("cafe")


def test_a_long_word_is_cut() -> None:
    assert fold("ab" * 500_000) == fold("ab" * 32)
