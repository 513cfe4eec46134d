import pytest

from nlu.normalise import normalise
from nlu.transliteration.acronyms import spelt_out
from nlu.transliteration.letters import ROMAN_LETTERS, URDU_LETTERS, is_roman, is_urdu


def test_each_letter_is_there_once_and_in_its_normalised_form() -> None:
    assert len(set(URDU_LETTERS)) == len(URDU_LETTERS)
    assert len(ROMAN_LETTERS) == 26
    changed = [letter for letter in URDU_LETTERS if normalise(f"ب{letter}ب") != f"ب{letter}ب"]
    assert changed == []


@pytest.mark.parametrize(("word", "urdu", "roman"), [("بجلی", True, False), ("bijli", False, True), ("", False, False)])
def test_words_of_one_script_are_told(word: str, urdu: bool, roman: bool) -> None:
    assert is_urdu(word) is urdu
    assert is_roman(word) is roman


@pytest.mark.parametrize("word", ["Bijli", "b1", "بجلی1", "bijli ", "é"])
def test_anything_else_is_neither(word: str) -> None:
    assert not is_urdu(word)
    assert not is_roman(word)


def test_an_acronym_is_spelt_out_by_the_names_of_its_letters() -> None:
    assert spelt_out("cnic") == "سی این آئی سی"
    assert spelt_out("wxyz") == "ڈبلیو ایکس وائی زیڈ"
    assert spelt_out("b") == spelt_out("4g") == ""
