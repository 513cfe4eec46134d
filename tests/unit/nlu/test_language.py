import pytest

from nlu.language import LanguageGuess, identify
from nlu.script import Script
from nlu.types import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where do I collect my card", Language.EN),
        ("my meter is running too fast", Language.EN),
        ("cancel", Language.EN),
        ("mera meter bohat tez chal raha hai", Language.UR_LATN),
        ("card kahan se uthana hai", Language.UR_LATN),
        ("meharbani", Language.UR_LATN),
        ("mtr kharab h", Language.UR_LATN),
        ("میرا میٹر تیز چل رہا ہے", Language.UR),
        ("ميرا ميٹر تيز چل رہا ہے", Language.UR),
        ("کرایہ", Language.UR),
    ],
)
def test_our_languages(text: str, language: Language) -> None:
    guess = identify(text)
    assert guess.language is language
    assert guess.spoken
    assert 0.5 < guess.probability <= 1.0


@pytest.mark.parametrize("text", ["cnic", "passport fee", "bill", "form", "domicile fees", "LICENSE"])
def test_shared_words_alone_are_english_and_unsure(text: str) -> None:
    guess = identify(text)
    assert guess.language is Language.EN
    assert guess.probability < 0.65
    assert not guess.mixed


@pytest.mark.parametrize(
    "text",
    [
        "mera passport expire ho gaya renewal fee kitni hai",
        "application reject ho gayi reason kya hai",
        "account verify karna hai lekin password invalid aa raha hai",
    ],
)
def test_a_roman_frame_with_english_nouns_is_roman_urdu_and_mixed(text: str) -> None:
    guess = identify(text)
    assert guess.language is Language.UR_LATN
    assert guess.mixed


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is the tareeqa of getting a passport", Language.EN),
        ("میرا passport expire ہو گیا ہے", Language.UR),
        ("please help karo, my bijli is gone since morning and nobody comes", Language.EN),
    ],
)
def test_other_mixtures(text: str, language: Language) -> None:
    guess = identify(text)
    assert guess.mixed
    assert guess.language is language


@pytest.mark.parametrize(
    "text",
    [
        "passport ki fees kitni hai",
        "میرا CNIC گم ہو گیا",
        "NADRA کا دفتر",
        "mera cnic gum ho gaya",
        "how to get a passport",
    ],
)
def test_names_and_loans_do_not_make_a_mixture(text: str) -> None:
    assert not identify(text).mixed


@pytest.mark.parametrize(
    "text",
    [
        "زه غواړم خپل کارډ نوی کړم",
        "منهنجو پاسپورٽ ڪٿي آهي",
        "أريد تجديد البطاقة",
        "لطفا بگویید هزینه چقدر است",
        "मुझे कार्ड चाहिए",
        "ਕਾਰਡ ਚਾਹੀਦਾ ਹੈ",
        "আমার কার্ড চাই",
        "我要身份证",
        "мне нужна карта",
        "je suis perdu, comment puis je vous contacter",
    ],
)
def test_languages_we_do_not_speak(text: str) -> None:
    guess = identify(text)
    assert guess.language is None
    assert not guess.spoken
    assert guess.probability == 0.0


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "12345", "؟؟", "\ud800", "\x00\x01", "\u202e\u200b", "...", "<>"])
def test_without_letters_nothing_is_known(text: str) -> None:
    guess = identify(text)
    assert guess.language is None
    assert guess.spoken
    assert guess.script is Script.NONE


@pytest.mark.parametrize("unit", ["a", "اب ", "fee ", "\ud800", "ट", "a\u0300", "é"])
def test_a_megabyte_is_identified(unit: str) -> None:
    assert identify(unit * (1_000_000 // len(unit))).probability <= 1.0


def test_control_characters_and_overrides_change_nothing() -> None:
    plain, dressed = identify("mera card kab milega"), identify("\u202emera\x00card kab\ud800 milega\u202c")
    assert dressed.language is plain.language


def test_a_message_in_two_scripts_follows_the_larger_part() -> None:
    assert identify("please tell me how much the fee for a new card is, شکریہ").language is Language.EN
    assert identify("मेरा कार्ड खो गया है ok").language is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("where is my card", "en"),
        ("mera card kahan hai", "ur-Latn"),
        ("میرا کارڈ کہاں ہے", "ur"),
        ("我要身份证", "und"),
        ("мне нужна карта", "und"),
        ("எனக்கு அட்டை வேண்டும்", "und"),
        ("አማርኛ", "und"),
        ("😀😀", "und"),
        ("", "und"),
        ("123", "und"),
        ("我" * 100_000, "und"),
        ("к" * 100_000, "und"),
        ("ā" * 100_000, "und"),
        ("mera card kahan hai " * 5_000, "ur-Latn"),
    ],
)
def test_the_tag_is_bcp_47_and_und_for_what_is_unknown(text: str, tag: str) -> None:
    guess = identify(text)
    assert guess.tag == tag
    assert (guess.tag == "und") is (guess.language is None)


def test_the_tag_of_a_guess_made_by_hand() -> None:
    assert LanguageGuess(Language.UR_LATN, False, 0.9, True, Script.LATIN).tag == "ur-Latn"
    assert LanguageGuess(None, False, 0.0, True, Script.NONE).tag == "und"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the main road", Language.EN),
        ("main ghar ja raha hun", Language.UR_LATN),
        ("he is at work", Language.EN),
        ("ghar me koi he", Language.UR_LATN),
        ("us ko de do", Language.UR_LATN),
        ("give us a call", Language.EN),
        ("log so rahe hen", Language.UR_LATN),
        pytest.param(
            "please log me out",
            Language.EN,
            marks=pytest.mark.xfail(reason="taken for Roman Urdu: log and me belong to both languages"),
        ),
    ],
)
def test_shared_words_are_told_by_their_neighbours(text: str, language: Language) -> None:
    assert identify(text).language is language


@pytest.mark.parametrize(
    "text",
    [
        "imran khan wins the election in lahore",
        "ali akhtar and sana mirza joined the party",
        "NA-120 results are out",
        "Fatima Jinnah was the sister of Muhammad Ali Jinnah",
    ],
)
def test_names_do_not_make_english_roman_urdu(text: str) -> None:
    guess = identify(text)
    assert guess.language is Language.EN
    assert not guess.mixed
