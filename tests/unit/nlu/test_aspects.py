import pytest

from nlu import aspect_words
from nlu.aspects import Aspect, find_aspect, is_follow_up, is_place
from nlu.normalise import normalise


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("feez?", Aspect.FEE),
        ("kitne paise lagen ge", Aspect.FEE),
        ("total charges", Aspect.FEE),
        ("how much is it", Aspect.FEE),
        ("کتنی فیس ہے", Aspect.FEE),
        ("کتنے پیسے لگیں گے", Aspect.FEE),
        ("is it free of cost", Aspect.FEE),
        ("konse kagzat chahiye", Aspect.DOCUMENTS),
        ("which papers", Aspect.DOCUMENTS),
        ("what should i bring", Aspect.DOCUMENTS),
        ("کون سی دستاویزات", Aspect.DOCUMENTS),
        ("کیا کیا چاہیے", Aspect.DOCUMENTS),
        ("kitne dinon mein milega", Aspect.TIME),
        ("how many days", Aspect.TIME),
        ("کب تک ملے گا", Aspect.TIME),
        ("office ki timing", Aspect.TIME),
        ("kidhar jaun", Aspect.PLACE),
        ("where is the office", Aspect.PLACE),
        ("کس دفتر جانا ہے", Aspect.PLACE),
        ("tareeqa kya hai", Aspect.STEPS),
        ("how do i apply", Aspect.STEPS),
        ("طریقہ کار کیا ہے", Aspect.STEPS),
        ("who can get it", Aspect.ELIGIBILITY),
        ("اہلیت کیا ہے", Aspect.ELIGIBILITY),
        ("ahliyat", Aspect.ELIGIBILITY),
        ("helpline", Aspect.HELPLINE),
        ("ہیلپ لائن نمبر", Aspect.HELPLINE),
        ("phone number do", Aspect.HELPLINE),
        ("website ka link", Aspect.LINK),
        ("ویب سائٹ", Aspect.LINK),
    ],
)
def test_what_is_asked_for(text: str, aspect: Aspect) -> None:
    assert find_aspect(text) is aspect
    assert is_follow_up(text)


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("fees kahan jama hogi", Aspect.PLACE),
        ("documents kahan dene hain", Aspect.PLACE),
        ("fees kaise jama karun", Aspect.STEPS),
        ("fees kitni hai aur kahan jana hai", Aspect.FEE),
        ("where do I go and how much is it", Aspect.PLACE),
        ("daftar kab khulta hai", Aspect.TIME),
        ("passport ki kitni fees hai", Aspect.FEE),
        ("domicile ke documents kya hain", Aspect.DOCUMENTS),
    ],
)
def test_the_question_outweighs_the_noun_and_the_first_of_two_wins(text: str, aspect: Aspect) -> None:
    assert find_aspect(text) is aspect


@pytest.mark.parametrize(
    "text",
    [
        "mera card gum ho gaya hai",
        "teen din se bijli band hai",
        "paise kat gaye hain magar bill paid nahi",
        "my wallet was stolen two weeks ago",
        "تین دن سے بجلی نہیں",
        "hello",
        "شکریہ",
    ],
)
def test_a_statement_asks_for_nothing_in_particular(text: str) -> None:
    assert find_aspect(text) is None
    assert not is_follow_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "aur fee",
        "اور مدت؟",
        "what about the timings",
        "uske baad?",
        "aur lahore mein?",
        "and in sindh",
        "پنجاب میں فیس",
    ],
)
def test_follow_ups(text: str) -> None:
    assert is_follow_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "passport ki feez",
        "پاسپورٹ کی مدت",
        "fee for a learner permit",
        "car ki fees",
        "fir ki fees",
        "who are you",
        "aap kaun hain",
        "آپ کون ہیں",
        "ok",
        "haan",
        "nahi",
        "jee",
        "thanks",
        "salam",
        "kya",
        "and you?",
        "kese ho aap",
        "how are you",
        "آپ کیسے ہیں",
        "phir milenge",
        "mujhe call karo",
        "",
        "   ",
        "???",
        "😀",
        "\ud800",
        "\u202e\u200b",
        "123 456",
    ],
)
def test_no_follow_ups(text: str) -> None:
    assert not is_follow_up(text)


@pytest.mark.parametrize("unit", ["fee ", "فیس ", "a", "\ud800", "aur "])
def test_a_megabyte_is_no_follow_up(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert not is_follow_up(text)
    assert find_aspect(text) in (None, Aspect.FEE)


def test_every_list_names_an_aspect_and_every_aspect_has_words_in_both_scripts() -> None:
    for table in (aspect_words.ASKED, aspect_words.NAMED):
        assert set(table) == {aspect.value for aspect in Aspect}
    assert set(aspect_words.WEAK) <= {aspect.value for aspect in Aspect}
    for aspect in Aspect:
        words = " ".join([*aspect_words.ASKED[aspect], *aspect_words.NAMED[aspect]])
        assert any(letter.isascii() and letter.isalpha() for letter in words)
        assert any("\u0600" <= letter <= "\u06ff" for letter in words)


def test_urdu_words_are_written_as_matching_needs_them() -> None:
    tables = (aspect_words.NAMED, aspect_words.WEAK)
    words = {word for table in tables for listed in table.values() for word in listed} | aspect_words.EMPTY
    assert {word for word in words if normalise(word) != word} == set()


@pytest.mark.parametrize(
    "text", ["sindh", "Sindh mein", "punjab me hun", "I live in Punjab", "پنجاب میں ہوں", "islamabad", "karachi se hun"]
)
def test_a_place_and_nothing_else(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize(
    "text", ["", "domicile punjab", "fee in sindh", "hello", "mein hun", "punjab police", "sindh card"]
)
def test_more_or_less_than_a_place(text: str) -> None:
    assert not is_place(text)
