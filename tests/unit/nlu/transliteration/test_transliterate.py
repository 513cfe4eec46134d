from pathlib import Path

import pytest

import nlu.transliteration.transliterate as module
from nlu.transliteration.transliterate import Candidate, roman_candidates, to_roman, to_urdu, urdu_candidates

WORDS = [
    ("shanakhti", "شناختی"), ("passport", "پاسپورٹ"), ("bijli", "بجلی"), ("nahi", "نہیں"), ("hai", "ہے"),
    ("mein", "میں"), ("card", "کارڈ"), ("darkhwast", "درخواست"), ("fees", "فیس"), ("daftar", "دفتر"),
    ("form", "فارم"), ("bill", "بل"), ("pakistan", "پاکستان"), ("shikayat", "شکایت"),
    ("sahulat", "سہولت"),
]  # fmt: skip
NAUGHTY = [
    "", " ", "\x00", "\ud800", "a\udfffb", "🙂👨‍👩‍👧", "a" * 100_000, "ا" * 100_000, "a " * 50_000,
    "a'" * 50_000, "@" * 100_000, "\u0301" * 100_000, "ﷺ" * 1000, "مِ" * 50_000,
    "a" + "\u0650" * 100_000, "e\u0301", "ﷲ", "ＡＢ", "İ", "ß", "a" * 99_999 + "1", "ب" * 99_999 + "1",
    "www." * 25_000, "हिन्दी", "漢字", "\u200c", "ے\u200cے", "a.b." * 25_000,
]  # fmt: skip


@pytest.mark.parametrize(("roman", "urdu"), WORDS)
def test_common_words_go_both_ways(roman: str, urdu: str) -> None:
    assert urdu_candidates(roman)[0].text == urdu
    assert roman_candidates(urdu)[0].text == roman
    assert to_urdu(roman) == urdu
    assert to_roman(urdu) == roman


def test_case_and_apostrophes_do_not_matter() -> None:
    assert urdu_candidates("BIJLI") == urdu_candidates("bijli") == urdu_candidates("bij'li")
    assert roman_candidates("بِجلي") == roman_candidates("بجلی")


@pytest.mark.parametrize("text", ["", "two words", "bijli!", "12", "a" * 25, "بجلی"])
def test_what_is_no_roman_word_has_no_candidates(text: str) -> None:
    assert urdu_candidates(text) == ()


@pytest.mark.parametrize("text", ["", "دو لفظ", "بجلی۔", "۱۲", "ا" * 25, "bijli"])
def test_what_is_no_urdu_word_has_no_candidates(text: str) -> None:
    assert roman_candidates(text) == ()


@pytest.mark.parametrize("word", ["bijli", "shanakhtkaro", "cnic", "karwaenge", "zzyzx"])
def test_candidates_are_best_first_and_sum_to_at_most_one(word: str) -> None:
    found = urdu_candidates(word, limit=50)
    chances = [one.probability for one in found]
    assert 0 < len(found) <= 20
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0 + 1e-9
    assert urdu_candidates(word, limit=1) == found[:1]
    assert urdu_candidates(word, limit=0) == urdu_candidates(word, limit=-3) == ()
    assert found[0] == Candidate(found[0].text, found[0].probability)


def test_a_sentence_goes_into_urdu() -> None:
    assert to_urdu("mera shanakhti card kab milega?") == "میرا شناختی کارڈ کب ملے گا?"
    assert to_urdu("Bijli ka bill zyada aaya hai.") == "بجلی کا بل زیادہ آیا ہے."


def test_a_sentence_goes_into_roman() -> None:
    assert to_roman("بجلی کا بل زیادہ آیا ہے۔") == "bijli ka bill zyada aaya hai۔"
    assert to_roman("میرا سی این آئی سی گم ہو گیا") == "mera cnic gum ho gaya"


def test_numbers_addresses_punctuation_and_the_other_script_stay() -> None:
    kept = "0300-1234567, a.b@example.com https://nadra.gov.pk/Fee?x=1 (12.5%) نادرا 35202-1234567-1"
    assert to_urdu(kept) == kept
    kept = "۱۲۳، a.b@example.com https://nadra.gov.pk/Fee?x=1 (12.5%) NADRA 35202-1234567-1"
    assert to_roman(kept) == kept


def test_an_acronym_goes_by_the_names_of_its_letters() -> None:
    assert to_urdu("CNIC") == "سی این آئی سی"
    assert to_roman("سی این آئی سی") == "cnic"


def test_an_english_word_that_was_never_seen_in_urdu_stays() -> None:
    assert to_urdu("although") == "although"


@pytest.mark.parametrize("text", NAUGHTY, ids=lambda text: f"{len(text)}-{text[:4]!a}")
def test_nothing_raises(text: str) -> None:
    assert isinstance(to_urdu(text), str)
    assert isinstance(to_roman(text), str)
    assert isinstance(urdu_candidates(text), tuple)
    assert isinstance(roman_candidates(text), tuple)


def test_the_shipped_model_is_small() -> None:
    shipped = Path(module.__file__).with_name("model.npz")
    assert shipped.stat().st_size <= 3 * 2**20
