import random

import pytest

from nlu.masking import mask, unmask

VALID_IBAN = "PK36SCBL0000001123456702"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mera cnic 61101-9876543-2 hai", "mera cnic <CNIC-1> hai"),
        ("6110198765432", "<CNIC-1>"),
        ("61101 9876543 2", "<CNIC-1>"),
        ("6 1 1 0 1 9 8 7 6 5 4 3 2", "<CNIC-1>"),
        ("شناختی کارڈ ۶۱۱۰۱-۹۸۷۶۵۴۳-۲ ہے", "شناختی کارڈ <CNIC-1> ہے"),
        ("٦١١٠١٩٨٧٦٥٤٣٢", "<CNIC-1>"),
        ("61101–9876543–2.", "<CNIC-1>."),
        ("61101-9876543-2/61101-9876543-4", "<CNIC-1>/<CNIC-2>"),
    ],
)
def test_identity_numbers(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "number",
    [
        "03217654321",
        "0321-7654321",
        "0321 765 4321",
        "+923217654321",
        "+92 321 7654321",
        "0092-321-7654321",
        "923217654321",
        "+92 (0) 321 7654321",
        "۰۳۲۱-۷۶۵۴۳۲۱",
        "٠٣٢١ ٧٦٥٤٣٢١",
    ],
)
def test_mobile_numbers(number: str) -> None:
    masked = mask(f"call {number} please")
    assert masked.text == "call <PHONE-1> please"
    assert masked.values == {"<PHONE-1>": number}


@pytest.mark.parametrize("iban", [VALID_IBAN, "PK36 SCBL 0000 0011 2345 6702", VALID_IBAN.lower()])
def test_iban_with_right_check_digits(iban: str) -> None:
    assert mask(f"account {iban}").text == "account <IBAN-1>"


def test_iban_with_wrong_check_digits_is_a_number() -> None:
    masked = mask(VALID_IBAN.replace("PK36", "PK63")).text
    assert "IBAN" not in masked
    assert "1123456702" not in masked


@pytest.mark.parametrize("number", ["AB1234567", "AB 1234567", "ab1234567"])
def test_passport_numbers(number: str) -> None:
    assert mask(f"passport {number}").text == "passport <PASSPORT-1>"


def test_email_addresses() -> None:
    assert mask("likhein a.b+c@mail.example.pk par").text == "likhein <EMAIL-1> par"


@pytest.mark.parametrize(
    "number", ["123456789012", "14 11234 0123456", "042-35761234", "5105 1051 0510 5100", "9" * 30]
)
def test_other_long_numbers(number: str) -> None:
    assert mask(f"no {number} ok").text == "no <NUMBER-1> ok"


@pytest.mark.parametrize(
    "text",
    [
        "8171 668 118 1122 15",
        "8171, 8300, 8484",
        "send 668 to 7000",
        "SHT-261123-12345",
        "sht261123ab3de",
        "12-12-2026 14-11-2025",
        "Rs 1,500,000",
        "is 1234567 ok",
        "18 saal",
        "2026/11/23",
        "<CNIC-1>",
        "",
        "😀",
        "\ud800",
    ],
)
def test_short_codes_dates_amounts_and_tickets_stay(text: str) -> None:
    masked = mask(text)
    assert masked.text == text
    assert masked.values == {}


def test_equal_strings_share_a_placeholder() -> None:
    masked = mask("61101-9876543-2 ya 61101-9876543-2 ya 61101 9876543 2")
    assert masked.text == "<CNIC-1> ya <CNIC-1> ya <CNIC-2>"


def test_a_typed_placeholder_is_not_confused_with_ours() -> None:
    text = "<CNIC-1> aur 61101-9876543-2"
    masked = mask(text)
    assert masked.text == "<CNIC-1> aur <CNIC-2>"
    assert unmask(masked.text, masked.values) == text


def test_unmask_leaves_what_it_does_not_know() -> None:
    assert unmask("<CNIC-1> <PHONE-7>", {"<CNIC-1>": "x"}) == "x <PHONE-7>"


def test_any_text_round_trips_and_masking_twice_changes_nothing() -> None:
    chance = random.Random(5)  # not for security
    pieces = [*"0123456789۰۳٣-  .+<>@", "PK36", "03", "+92", "AB", "SHT-261123-12345", "<CNIC-1>", "a@b.pk", VALID_IBAN]
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randrange(1, 40)))
        masked = mask(text)
        assert unmask(masked.text, masked.values) == text, text
        assert mask(masked.text).text == masked.text, text


@pytest.mark.parametrize("unit", ["1", "1 ", "a", "a.b", "12-", "123-", "PK", "@", "0 3 ", "a@b.", "SHT-", "<CNIC-1>"])
def test_a_megabyte_round_trips(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    masked = mask(text)
    assert unmask(masked.text, masked.values) == text
