import pytest

from nlu.components.requested_language import requested_language
from nlu.types import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("English please", Language.EN),
        ("speak urdu", Language.UR),
        ("urdu mein baat karein", Language.UR),
        ("roman me likho", Language.UR_LATN),
        ("Roman Urdu mein jawab do", Language.UR_LATN),
        ("اردو میں بات کریں", Language.UR),
        ("رومن اردو میں لکھیں", Language.UR_LATN),
        ("انگریزی میں بتائیں", Language.EN),
        ("angrezi mein batao", Language.EN),
        ("I do not understand Urdu, English please", Language.EN),
        ("not in Urdu, English", Language.EN),
        ("english samajh nahi aati, urdu mein batao", Language.UR),
        ("مجھے انگریزی سمجھ نہیں آتی، اردو میں بتائیں", Language.UR),
        ("انگریزی سے اردو میں کریں", Language.UR),
        ("I can't read Urdu script", None),
        ("mujhe angrezi nahi aati", None),
        ("zaban badlo", None),
        ("زبان تبدیل کریں", None),
        ("romantic film", None),
        ("", None),
    ],
)
def test_the_language_that_is_asked_for(text: str, language: Language | None) -> None:
    assert requested_language(text) is language
