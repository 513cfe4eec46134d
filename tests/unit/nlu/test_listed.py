from nlu.listed import listed, phrases


def test_words_between_blanks() -> None:
    assert listed(" a b\n  a c ") == {"a", "b", "c"}


def test_phrases_between_bars_and_line_ends() -> None:
    assert phrases("a b | c\n  d | | e f\n") == ("a b", "c", "d", "e f")
