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
