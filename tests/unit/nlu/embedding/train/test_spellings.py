import random

from nlu.embedding.train.corpora import Row
from nlu.embedding.train.spellings import Spellings

LISTED = tuple(
    Row("wiki", (), (f"{name} کاؤنٹی، شمالی کیرولائنا میں ہے",), ()) for name in ("ویک", "پٹ", "ہیووڈ", "ڈیئر")
)
OTHERS = tuple(Row("wiki", (), (f"{n} الگ قسم کے جملے کی مثال",), ()) for n in range(70))
TITLED = (Row("names", (), ("ہرات",), ("Herat", "Hirat")),)


def _spellings(seed: int = 1, words: tuple[str, ...] = ("کتاب", "قلم", "میز")) -> Spellings:
    return Spellings((*LISTED, *OTHERS, *TITLED), words, lambda urdu: f"<{urdu}>", random.Random(seed))


def test_the_same_seed_draws_the_same_pairs() -> None:
    one, same = _spellings(3), _spellings(3)
    assert [one.draw() for _ in range(6)] == [same.draw() for _ in range(6)]


def test_urdu_texts_of_a_batch_are_distinct_and_beside_their_own_spelling() -> None:
    drawn = _spellings()
    for _ in range(30):
        pairs = drawn.draw()
        assert len({urdu for urdu, _ in pairs}) == len(pairs) > 1
        for urdu, roman in pairs:
            assert roman == f"<{urdu}>" or (urdu == "ہرات" and roman in ("Herat", "Hirat"))


def test_some_batches_hold_words_and_titles_alone() -> None:
    drawn = _spellings()
    short = [pairs for pairs in (drawn.draw() for _ in range(30)) if all(len(urdu.split()) <= 4 for urdu, _ in pairs)]
    assert 5 < len(short) < 25
    assert any(urdu == "ہرات" for pairs in short for urdu, _ in pairs)


def test_sentences_that_begin_or_end_alike_stand_in_one_batch() -> None:
    drawn = _spellings(words=())
    batches = [{urdu for urdu, _ in drawn.draw()} for _ in range(60)]
    listed = {row.urdu[0] for row in LISTED}
    assert any(listed <= batch for batch in batches)
