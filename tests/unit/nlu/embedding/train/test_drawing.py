from collections.abc import Iterator
from itertools import islice
from typing import cast

import pytest

from nlu.embedding.train.batches import Batch, Batches, Hold
from nlu.embedding.train.drawing import Tokenizers, drawn, words_of
from nlu.embedding.train.vocabulary import SPECIAL, build_tokenizer, unpadded

STUDENT, TEACHER = (unpadded(build_tokenizer(words, [])) for words in (["card", "bill"], ["car", "##d", "bill"]))
TOKENIZERS = Tokenizers(STUDENT, TEACHER)


class _Counting:
    """A stand-in for Batches: texts that say their seed."""

    def __init__(self) -> None:
        self._seed = ""

    def reseed(self, seed: str) -> None:
        self._seed = seed

    def __iter__(self) -> Iterator[Batch]:
        while True:
            yield Hold([self._seed, "card bill"])


def test_words_are_the_same_however_each_takes_them_apart() -> None:
    own, teachers = words_of(["card bill", "bill"], TOKENIZERS)
    assert own.words.tolist() == [[0, 1, 2, 3], [0, 1, 2, -1]]
    assert teachers.words.tolist() == [[0, 1, 1, 2, 3], [0, 1, 2, -1, -1]]
    assert teachers.ids.shape == (2, 5)


def test_a_text_cut_by_one_of_them_alone_has_no_words() -> None:
    own, teachers = words_of(["card " * 100, "card"], TOKENIZERS)
    assert own.words[0].tolist() == [-1] * 102
    assert teachers.words[0].tolist() == [-1] * 128
    assert own.words[1, :3].tolist() == [0, 1, 2]


def test_a_batch_comes_with_its_token_ids() -> None:
    found = next(drawn(cast(Batches, _Counting()), TOKENIZERS, "7 0"))
    first = len(SPECIAL)
    assert found.ids[1].tolist() == [2, first, first + 1, 3, *[0] * (found.ids.shape[1] - 4)]


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_processes_draw_in_turn_each_by_a_seed_of_its_own() -> None:
    stream = drawn(cast(Batches, _Counting()), TOKENIZERS, "7 0", workers=2)
    seeds = [found.batch.texts[0] for found in islice(stream, 4) if isinstance(found.batch, Hold)]
    assert seeds == ["7 0 0", "7 0 1"] * 2
