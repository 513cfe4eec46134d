import pytest

from nlu.embedding.train.vocabulary import SPECIAL, build_normaliser, build_tokenizer, learn_tokens, unpadded


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("يہ كتاب", "یہ کتاب"),
        ("گئے مسئلہ", "گیے مسیلہ"),
        ("مُحَمَّد", "محمد"),
        ("آپ", "آپ"),
        ("۱۲٣", "123"),
        ("کتاب‌خانہ\u200f", "کتابخانہ"),
        ("  Café\u00a0 PASSPORT\t", "cafe passport"),
        ("کیا؟ ہاں،۔", "کیا? ہاں,."),
        ("ﻻہور", "لاہور"),
        ("مـــیں", "میں"),
    ],
)
def test_text_has_one_form(typed: str, form: str) -> None:
    assert build_normaliser().normalize_str(typed) == form
    assert build_normaliser().normalize_str(form) == form


def test_english_keeps_its_numbers_and_new_tokens_follow() -> None:
    tokenizer = build_tokenizer(["the", "##s", "card"], ["کارڈ", "card", "بل", "漢"])
    assert [tokenizer.token_to_id(token) for token in (*SPECIAL, "the", "##s", "card", "کارڈ", "بل")] == list(range(10))
    assert tokenizer.token_to_id("漢") is None


def test_every_letter_of_a_known_token_can_stand_anywhere() -> None:
    tokenizer = build_tokenizer(["the"], ["کار"])
    assert "[UNK]" not in tokenizer.encode("کار راک ارک").tokens


def test_texts_are_framed_and_cut() -> None:
    tokenizer = build_tokenizer(["the"], [])
    assert tokenizer.encode("The").tokens == ["[CLS]", "the", "[SEP]"]
    assert len(tokenizer.encode("the " * 1000).ids) == 128


def test_padding_is_token_zero_and_can_be_left_out() -> None:
    tokenizer = build_tokenizer(["the"], [])
    assert tokenizer.encode_batch(["the", "the the"])[0].ids[-1] == 0
    assert [len(encoding.ids) for encoding in unpadded(tokenizer).encode_batch(["the", "the the"])] == [3, 4]


def test_frequent_words_become_tokens() -> None:
    learned = learn_tokens(["شناختی کارڈ"] * 10, size=100)
    assert {"شناختی", "کارڈ"} <= set(learned)
    assert not set(SPECIAL) & set(learned)
