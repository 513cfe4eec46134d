import pytest

from nlu.script import Script, dominant_script, letter_counts


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("passport", Script.LATIN),
        ("پاسپورٹ", Script.ARABIC),
        ("मेरा", Script.DEVANAGARI),
        ("ਮੇਰਾ", Script.GURMUKHI),
        ("আমার", Script.BENGALI),
        ("паспорт", Script.CYRILLIC),
        ("护照", Script.HAN),
        ("パスポート", Script.JAPANESE),
        ("여권", Script.HANGUL),
        ("ελληνικά", Script.GREEK),
        ("አማርኛ", Script.OTHER),
        ("", Script.NONE),
        ("123 ؟ 😀", Script.NONE),
    ],
)
def test_the_script_of_most_letters(text: str, script: Script) -> None:
    assert dominant_script(text) is script


def test_letters_are_counted_by_script() -> None:
    assert letter_counts("CNIC کا 123") == {Script.LATIN: 4, Script.ARABIC: 2}


@pytest.mark.parametrize("text", ["😀" * 100_000, "\ud800" * 10, "\x00", "\u202e", "৳৳", "١٢٣"])
def test_what_has_no_letter_has_no_script(text: str) -> None:
    assert letter_counts(text) == {}
    assert dominant_script(text) is Script.NONE


def test_letters_of_a_script_without_a_name_are_counted_too() -> None:
    # Three Ethiopic letters, two Latin ones.
    assert letter_counts("አማር ok") == {Script.LATIN: 2, Script.OTHER: 3}
    assert dominant_script("தமிழ்") is Script.TAMIL
