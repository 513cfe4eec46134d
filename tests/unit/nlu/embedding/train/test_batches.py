from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from nlu.embedding.train.batches import Batch, Batches, Contrast, Distil, Hold, joined, texts_in
from nlu.embedding.train.corpora import Corpora, Paraphrases, Row
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.romanise import Romaniser

ROWS = tuple(Row("domain", (f"wish {n}",), (f"خواہش {n}",), (f"khwahish {n}",)) for n in range(40))
GROUPS = tuple(
    Paraphrases((("en", f"one {n}"), ("ur", f"ایک {n}"), ("ur-Latn", f"ek {n}")), (("en", f"near {n}"),))
    for n in range(30)
)


def _batches(seed: int, near: tuple[Row, ...] = (), **changes: Any) -> Batches:
    corpora = Corpora(
        sentences=ROWS,
        domain=ROWS,
        glossary=ROWS,
        words=(Row("ipc_dict", ("card",), ("کارڈ",), ()),),
        spellings=ROWS,
        questions=tuple(zip(ROWS, ROWS, strict=True)) * 2,
        paraphrases=GROUPS,
        held_out=(),
        urdu_text=("ایک دو تین چار",) * 1500,
        lexicon=(("خواہش", "khahish", 1),),
        near=near,
        passages=tuple((f"question {n}", f"passage {n}") for n in range(30)),
    )
    romaniser = Romaniser(corpora.lexicon, lambda text: text)
    return Batches(corpora, _taught, romaniser, replace(Recipe(seed=seed), **changes))


def _taught(rows: Sequence[Row]) -> npt.NDArray[np.float32]:
    """One number a row, so that a test can see whose vector a text was given."""
    return np.array([[int(row.english[0].split()[-1]) if " " in row.english[0] else -1] for row in rows], np.float32)


def test_the_same_seed_draws_the_same_batches() -> None:
    one, same, other = (list(islice(_batches(seed), 20)) for seed in (1, 1, 2))
    assert [texts_in(batch) for batch in one] == [texts_in(batch) for batch in same]
    assert [texts_in(batch) for batch in one] != [texts_in(batch) for batch in other]


def test_each_text_is_given_the_vector_of_its_own_row() -> None:
    batches = _batches(1)
    drawn = [batch for batch in islice(batches, 40) if isinstance(batch, Distil)]
    assert drawn
    for batch in drawn:
        assert len(batch.texts) == len(batch.rows) in (Recipe().size, Recipe().size // 4)
        for text, target in zip(batch.texts, batches.tables[batch.kind].vectors[batch.rows], strict=True):
            numbers = [int(word) for word in text.split() if word.isdigit()]
            last = int(target[0])  # of joined rows, which are neighbours; -1 for the word without a number
            assert numbers == list(range(last - len(numbers) + 1, last + 1))
            assert bool(numbers) == (last >= 0)


def test_texts_come_in_all_three_writings() -> None:
    words = {word for batch in islice(_batches(1), 40) for text in texts_in(batch) for word in text.split()}
    assert {"wish", "خواہش", "khahish"} <= words


def test_paraphrases_are_of_one_group_and_only_its_own_misleading_texts_are_hard() -> None:
    grouped = [b for b in islice(_batches(1), 120) if isinstance(b, Contrast) and b.hard]
    assert grouped
    for batch in grouped:
        for first, second, hard in zip(batch.first, batch.second, batch.hard, strict=True):
            number = first.split()[-1]
            assert second.split()[-1] == number
            assert hard == [f"near {number}"]


def test_questions_are_drawn_with_their_passages_where_the_recipe_says_so() -> None:
    only = dict.fromkeys(Recipe().shares(), 0.0) | {"passages": 1.0}
    (batch,) = islice(_batches(1, **only), 1)
    assert isinstance(batch, Contrast)
    assert [text.split()[1] for text in batch.first] == [text.split()[1] for text in batch.second]
    assert {text.split()[0] for text in batch.first} == {"question"}


def test_neighbouring_rows_are_joined_into_texts_as_long_as_a_passage() -> None:
    one = [Row("a", (f"five words of number {n}",), (f"نمبر {n}",), ()) for n in range(9)]
    other = [Row("b", ("word " * 80,), ("لفظ",), ()), Row("b", ("no Urdu",), (), ())]
    first, second = joined([*one, *other], shortest=15, longest=40)[:2]
    assert first == Row(
        "joined", (" ".join(f"five words of number {n}" for n in range(3)),), ("نمبر 0 نمبر 1 نمبر 2",), ()
    )
    assert second.english[0].startswith("five words of number 3")


def test_english_alone_is_drawn_to_be_held() -> None:
    only = dict.fromkeys(Recipe().shares(), 0.0) | {"english": 1.0}
    held: list[Batch] = list(islice(_batches(1, **only), 8))
    assert all(isinstance(batch, Hold) and all(text.isascii() for text in batch.texts) for batch in held)


def test_another_seed_draws_on_from_there() -> None:
    one, same = _batches(1), _batches(2)
    for batches in (one, same):
        batches.reseed("3 0")
    assert [texts_in(b) for b in islice(one, 6)] == [texts_in(b) for b in islice(same, 6)]


def test_what_a_group_must_be_far_from_has_a_place_of_its_own() -> None:
    only = dict.fromkeys(Recipe().shares(), 0.0) | {"domain": 1.0}
    near = Row("near", ("mine 999",), (), ("mera 999",))
    shown = {text for batch in islice(_batches(1, near=(near,), **only), 60) for text in texts_in(batch)}
    assert {"mine 999", "mera 999"} <= shown
