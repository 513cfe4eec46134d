import pytest

from nlu.transliteration.sentences import MOST_WORDS, Piece, choose, latin_pieces, urdu_pieces


class Places:
    """Stands for the lexicon: three words and the beginning."""

    def __init__(self) -> None:
        self.places = {"الف": 0, "ب": 1, "ج": 2}


class After:
    """Stands for the followers: ج is likely after ب and nowhere else."""

    beginning = 3

    def bonus(self, before: int | None, word: int | None) -> float:
        return 4.0 if (before, word) == (1, 2) else 0.0


def words(text: str) -> list[str]:
    return [piece.word for piece in latin_pieces(text) if piece.word]


@pytest.mark.parametrize(
    "text",
    [
        "0300-1234567",
        "a.b@example.com",
        "https://nadra.gov.pk/x?a=b",
        "www.example.com",
        "nadra.gov.pk,",
        "4G",
        "B2B",
        "x_y",
    ],
)
def test_numbers_and_addresses_are_no_words(text: str) -> None:
    assert words(f"{text}") == []


def test_words_are_normalised_and_lose_their_apostrophes() -> None:
    assert words("Kya,(AAP) ma’loom hai? café") == ["kya", "aap", "maloom", "hai", "café"]


@pytest.mark.parametrize("text", ["", "  a  b\n", "بجلی bijli 12", "a\ud800b", "🙂 a", "a@b c"])
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in latin_pieces(text)) == text
    assert "".join(piece.text for piece in urdu_pieces(text)) == text


def test_urdu_words_are_found_with_their_marks() -> None:
    assert [piece.word for piece in urdu_pieces("مِیرا (بل) 12 bill ۱۲") if piece.word] == ["میرا", "بل"]


def test_after_many_words_the_text_stays() -> None:
    assert len(words("ab " * (MOST_WORDS + 5))) == MOST_WORDS
    assert len(words("ab," * (MOST_WORDS + 5))) == MOST_WORDS


def test_the_word_before_decides() -> None:
    choices = {"x": [("الف", 0.6), ("ب", 0.4)], "y": [("الف", 0.6), ("ج", 0.4)]}
    pieces = [Piece("x", "x"), Piece(" "), Piece("y", "y")]
    chosen = choose(pieces, lambda piece: choices[piece.word], Places(), After())  # type: ignore[arg-type]  # stand-ins
    # By hand: ln .4 + ln .4 + .6 * 4 = 0.57; the likeliest one by one have 2 ln .6 = -1.02.
    assert chosen == ["ب", " ", "ج"]


def test_a_full_stop_stands_between() -> None:
    choices = {"x": [("الف", 0.6), ("ب", 0.4)], "y": [("الف", 0.6), ("ج", 0.4)]}
    pieces = [Piece("x", "x"), Piece(". "), Piece("y", "y")]
    chosen = choose(pieces, lambda piece: choices[piece.word], Places(), After())  # type: ignore[arg-type]  # stand-ins
    assert chosen == ["الف", ". ", "الف"]


def test_a_word_without_choices_stays() -> None:
    assert choose([Piece("Xq", "xq")], lambda _: [], Places(), After()) == ["Xq"]  # type: ignore[arg-type]  # stand-ins
    assert choose([], lambda _: [], Places(), After()) == []  # type: ignore[arg-type]  # stand-ins
