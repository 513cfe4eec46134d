import pytest

from bot.plain import plain_lines, shorten


def test_markdown_loses_its_marks_and_keeps_its_steps() -> None:
    markdown = """## What to do {#steps}
1. **File** a report at the *police*
   station near you.
2. Open [Pak ID](https://id.nadra.gov.pk/) and `apply`.

---
- A copy \\*only\\*
> quoted
"""
    assert plain_lines(markdown) == (
        "What to do",
        "1. File a report at the police station near you.",
        "2. Open Pak ID: https://id.nadra.gov.pk/ and apply.",
        "• A copy *only*",
        "quoted",
    )


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("[cnic-renewal](service:cnic-renewal) when it expired", "cnic-renewal when it expired"),
        ("snake_case_word and 2*3*4", "snake_case_word and 2*3*4"),
        ("[a](https://x.gov.pk/p_(1))", "a: https://x.gov.pk/p_(1)"),
        ("**اہم** بات", "اہم بات"),
        ("see https://x.gov.pk/_a_/b*c* now", "see https://x.gov.pk/_a_/b*c* now"),
        ("", ""),
    ],
)
def test_inline_marks(given: str, plain: str) -> None:
    assert "\n".join(plain_lines(given)) == plain


def test_shorten_ends_at_a_sentence_or_at_a_word() -> None:
    assert shorten("One two. Three four. Five six.", 22) == "One two. Three four."
    assert shorten("پہلا جملہ۔ دوسرا جملہ۔", 14) == "پہلا جملہ۔"
    assert shorten("word " * 20, 18) == "word word word…"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
    assert shorten("short", 10) == "short"
