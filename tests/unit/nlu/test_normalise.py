import random
import unicodedata

import pytest

from nlu.normalise import clean, normalise

HARD = [chr(code) for area in ((0, 0x250), (0x300, 0x370), (0x590, 0x900), (0x2000, 0x2070)) for code in range(*area)]
HARD += [chr(code) for code in range(0xFB50, 0x10000)] + [chr(code) for code in range(0xD800, 0xD900)]
HARD += list("اےیھہءئؤٔ ") * 20


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("شناختي كارڈ", "شناختی کارڈ"),
        ("شناختى کارڈ", "شناختی کارڈ"),
        ("يه", "یہ"),
        ("ھے", "ہے"),
        ("وھاں", "وہاں"),
        ("پڑھنا", "پڑھنا"),
        ("گھر", "گھر"),
        ("گۓ", "گئے"),
        ("گی\u0654ے", "گئے"),
        ("علماء", "علما"),
        ("أمّی", "امی"),
        ("زکوٰة", "زکوۃ"),
        ("آ\u0640\u0640پ", "آپ"),
        ("ا\u0653پ", "آپ"),
        ("مُلک", "ملک"),
        ("دوست\u200cی", "دوستی"),
        ("ﻧﺎﺩﺭﺍ", "نادرا"),
        ("درجۂ", "درجہ"),
    ],
)
def test_urdu_letters_have_one_form(typed: str, written: str) -> None:
    assert normalise(typed) == written


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"])
def test_every_digit_set_becomes_ascii(digits: str) -> None:
    assert normalise(digits) == "0123456789"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("  Passport \t\n FEE ", "passport fee"),
        ("Ｆｅｅ", "fee"),
        ("don’t", "don't"),
        ("B–Form", "b-form"),
        ("STRASSE ß", "strasse ss"),
        ("a\x00b\x07c", "a b c"),
        ("fee\ufeff", "fee"),
        ("\u202efee\u202c", "fee"),
        ("ca\u00adrd", "card"),
    ],
)
def test_latin_and_spaces(typed: str, written: str) -> None:
    assert normalise(typed) == written


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\u200b", "\ud800", "\x00\x01", "\u200f\u202a", "\u0640"])
def test_nothing_to_read_is_empty(nothing: str) -> None:
    assert normalise(nothing) == ""


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\u200b ", "\udfff", "\x00\x01", "\u200f\u202a"])
def test_nothing_to_show_is_empty(nothing: str) -> None:
    assert clean(nothing) == ""


def test_clean_keeps_letters_and_case() -> None:
    assert clean("Mera  CNIC\nكيا ۱۲ é") == "Mera CNIC كيا ۱۲ é"


def test_clean_removes_what_can_do_harm() -> None:
    assert clean("a\ud83d\u202eb\u2066c\x1bd\ufeff") == "abc d"


def test_clean_keeps_joined_emoji() -> None:
    family = "👨\u200d👩\u200d👧"
    assert clean(f" {family} ") == family


def test_both_are_idempotent_on_anything() -> None:
    chance = random.Random(3)  # not for security
    for _ in range(4000):
        text = "".join(chance.choices(HARD, k=8))
        once = normalise(text)
        assert normalise(once) == once, ascii(text)
        assert clean(clean(text)) == clean(text), ascii(text)
        assert not any(unicodedata.category(letter) in ("Cs", "Cc") for letter in once), ascii(text)


@pytest.mark.parametrize(
    "unit", ["a", "ا", "\u0300\u0316", "\u0591\u05a0", "ﷲ", "e\u0323\u0307", " ", "\ud800", "\u202e", "ﷺ"]
)
def test_a_megabyte_comes_back(unit: str) -> None:
    text = unit * (1_000_000 // len(unit.encode("utf-8", "surrogatepass")))
    assert normalise(normalise(text)) == normalise(text)
    assert len(clean(text)) <= len(text)
