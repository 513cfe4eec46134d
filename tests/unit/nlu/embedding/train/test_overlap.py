from nlu.embedding.train.overlap import Measured, key

MEASURED = Measured(["Tom lost his card yesterday.", "I am tired", "میرا کارڈ گم ہے۔"])


def test_spaces_signs_and_case_do_not_hide_a_text() -> None:
    assert key("It's  LATE!") == "itslate"
    assert MEASURED.holds("tom lost his card, yesterday")
    assert MEASURED.holds("میرا کارڈ گم ہے")
    assert not MEASURED.holds("tom lost his card today")


def test_near_duplicates_share_three_quarters_of_their_words() -> None:
    # 5 words there; with one more on our side 5 of 6 are shared, with one exchanged 4 of 6.
    assert MEASURED.resembles("Yesterday Tom lost his green card")
    assert not MEASURED.resembles("Yesterday Tom lost her card")


def test_few_words_must_be_equal() -> None:
    assert MEASURED.resembles("i am tired.")
    assert not MEASURED.resembles("I am so tired of it all")
    assert not MEASURED.resembles("I am tired now")
