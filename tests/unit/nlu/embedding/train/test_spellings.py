import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch

from nlu.embedding.train.corpora import Row
from nlu.embedding.train.spellings import Spellings, neighbours

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


def _by_first_word(texts: Sequence[str]) -> npt.NDArray[np.int32]:
    """An eye for which texts with one first word are the same: the places of sixteen of them, as often as need be."""
    first = [text.split()[0] for text in texts]
    alike = {word: [place for place, other in enumerate(first) if other == word] for word in first}
    return np.array([(alike[word] * 16)[:16] for word in first], dtype=np.int32)


def test_what_the_model_confuses_stands_in_one_batch() -> None:
    alike = [Row("wiki", (), (f"ریلوے اسٹیشن نمبر {n} یہاں ہے",), ()) for n in range(16)]
    drawn = Spellings((*alike, *OTHERS), (), lambda urdu: urdu, random.Random(5))
    drawn.look(_by_first_word)
    together = {row.urdu[0] for row in alike}
    assert any(together <= {urdu for urdu, _ in drawn.draw()} for _ in range(40))


def test_names_that_the_model_confuses_stand_in_one_batch() -> None:
    near = [Row("names", (), (f"ضلع {n}",), (f"zila {n}",)) for n in range(16)]
    drawn = Spellings((*near, *OTHERS), ("کتاب",), lambda urdu: urdu, random.Random(5))
    drawn.look(_by_first_word)
    together = {row.urdu[0] for row in near}
    assert any(together <= {urdu for urdu, _ in drawn.draw()} for _ in range(40))


def test_the_size_of_a_batch_goes_by_the_recipes() -> None:
    small, large = (Spellings(OTHERS, (), str, random.Random(1), size) for size in (16, 64))
    assert (len(small.draw()), len(large.draw())) == (8, 32)


def test_neighbours_are_the_nearest_and_each_is_its_own() -> None:
    vectors = torch.nn.functional.normalize(torch.tensor([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0]]), dim=-1)
    assert neighbours(vectors, 2).tolist() == [[0, 1], [1, 0], [2, 1]]
    assert neighbours(vectors, 16).shape == (3, 3)
