import pytest

from nlu.number_patterns import ascii_digits, compact, is_iban


def test_digits_of_every_set() -> None:
    assert ascii_digits("۰۳-٢١ ab ９") == "03219"


def test_compact_drops_gaps() -> None:
    assert compact("pk36 scbl-۰۱") == "PK36SCBL01"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("PK36SCBL0000001123456702", True),
        ("pk36 scbl 0000 0011 2345 6702", True),
        ("PK37SCBL0000001123456702", False),
        ("PK36SCBL000000112345670", False),
        ("GB82WEST12345698765432", False),
        ("", False),
    ],
)
def test_check_digits_of_iban(text: str, right: bool) -> None:
    assert is_iban(text) is right
