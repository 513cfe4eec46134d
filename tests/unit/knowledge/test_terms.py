import pytest

from knowledge.terms import FIELDS, grams, romanised, skeleton, skeletons, words


@pytest.mark.parametrize(
    ("urdu", "roman"),
    [
        ("شناختی", "shanakhti"),
        ("شناختی", "shnakhti"),
        ("پاسپورٹ", "passport"),
        ("بجلی", "bijli"),
        ("گاڑی", "gari"),
        ("تجدید", "tajdeed"),
        ("سرٹیفکیٹ", "certificate"),
        ("چالان", "challan"),
    ],
)
def test_both_scripts_meet_in_the_skeleton(urdu: str, roman: str) -> None:
    assert skeleton(urdu) == skeleton(roman)


def test_different_words_keep_different_skeletons() -> None:
    assert len({skeleton(word) for word in ("passport", "bijli", "gari", "zameen", "license")}) == 5


def test_a_number_stays_whole_in_any_digits() -> None:
    assert words("8171 پر") == words("۸۱۷۱ پر")
    assert "8171" in skeletons("8171 pe bhejen")


def test_spellings_of_a_roman_word_share_a_term() -> None:
    assert words("shanakhti card")[1] == words("Shanakhti CARD")[1]
    assert words("chahiye") == words("chahye")


@pytest.mark.parametrize(
    ("urdu", "latin"),
    [("این ٹی این نمبر", "ntn"), ("ایف آر سی", "frc"), ("پی ایس آئی ڈی کی تاریخ", "psid"), ("آئی ایم ای آئی", "imei")],
)
def test_abbreviations_spelled_in_urdu_are_read_as_latin_letters(urdu: str, latin: str) -> None:
    assert words(urdu)[0] == words(latin)[0]


def test_a_single_name_of_a_letter_stays_a_word() -> None:
    assert words("بی فارم") == ["بی", "فارم"]


def test_words_of_one_consonant_have_no_skeleton() -> None:
    assert skeletons("aa ka ki") == []


def test_grams_mark_the_ends_of_words() -> None:
    assert set(grams("میز")) == {" می", "میز", "یز ", " میز", "میز "}


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "😀", "؟!", "x" * 100_000])
def test_any_text_has_terms_or_none(text: str) -> None:
    for extract in FIELDS.values():
        assert all(isinstance(term, str) and term for term in extract(text))


def test_both_writings_of_a_word_meet_in_latin_letters() -> None:
    for urdu, roman in (("بجلی", "bijlee"), ("پاسپورٹ", "passport"), ("شناختی", "shanakhti"), ("تنخواہ", "tankhwa")):
        assert romanised(urdu) == romanised(roman)
    assert romanised("بجلی") != romanised("bill")


def test_numbers_abbreviations_and_strange_words_stay() -> None:
    assert romanised("8171 این ٹی این 你好 !") == ["8171", "ntn", "你好"]
    assert romanised("") == []
