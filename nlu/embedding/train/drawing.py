"""Batches as token ids, drawn in this process or by others beside it, so that an accelerator need not wait."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from nlu.embedding.train.batches import Batch, Batches, Hold, texts_in
from nlu.embedding.train.teacher import padded
from nlu.embedding.train.vocabulary import LONGEST

_AHEAD = 8
"""Batches that each process draws ahead."""


@dataclass(frozen=True)
class Words:
    """Which word of its text each token (n, longest) belongs to, [CLS] and [SEP] being words too; -1 is of none."""

    ids: torch.Tensor
    words: torch.Tensor


@dataclass(frozen=True)
class Drawn:
    """A batch and the token ids of its texts (n, longest), in the order of `texts_in`; 0 is padding.

    `words`, of texts to be held alone: their words as the student takes them apart, and as the teacher does.
    """

    batch: Batch
    ids: torch.Tensor
    words: tuple[Words, Words] | None = None


@dataclass(frozen=True)
class Tokenizers:
    """How the student and the teacher take a text apart; neither pads."""

    student: Tokenizer
    teacher: Tokenizer


def drawn(batches: Batches, tokenizers: Tokenizers, seed: str, workers: int = 0) -> Iterator[Drawn]:
    """Endless batches of `seed`, drawn by `workers` processes in turn; 0: by this one.

    The same seed and number of workers draw the same batches.
    """
    endless = _Endless(batches, tokenizers, seed)
    if workers == 0:
        return iter(endless)
    options: dict[str, Any] = {"multiprocessing_context": "fork", "prefetch_factor": _AHEAD}
    return iter(DataLoader(endless, batch_size=None, num_workers=workers, worker_init_fn=_alone, **options))


def words_of(texts: Sequence[str], tokenizers: Tokenizers) -> tuple[Words, Words]:
    """The tokens of `texts` by their words; a text whose words both do not count alike has none."""
    both = [
        [(encoding.ids[:LONGEST], _numbered(encoding.word_ids[:LONGEST])) for encoding in tokenizer.encode_batch(texts)]
        for tokenizer in (tokenizers.student, tokenizers.teacher)
    ]
    alike = [one[1][-1] == other[1][-1] for one, other in zip(*both, strict=True)]
    made = []
    for rows in both:
        ids = padded([ids for ids, _ in rows])[0]
        words = torch.full_like(ids, -1)
        for place, (_, numbers) in enumerate(rows):
            if alike[place]:
                words[place, : len(numbers)] = torch.tensor(numbers)
        made.append(Words(ids, words))
    return made[0], made[1]


def _numbered(words: Sequence[int | None]) -> list[int]:
    """Words from 1 on; [CLS] is 0, [SEP] the one after the last."""
    last = max((word for word in words if word is not None), default=-1)
    return [0, *(last + 2 if word is None else word + 1 for word in words[1:])]


class _Endless(IterableDataset[Drawn]):
    def __init__(self, batches: Batches, tokenizers: Tokenizers, seed: str) -> None:
        self._batches, self._tokenizers, self._seed = batches, tokenizers, seed

    def __iter__(self) -> Iterator[Drawn]:
        worker = get_worker_info()
        self._batches.reseed(f"{self._seed} {worker.id if worker else 0}")
        for batch in self._batches:
            if isinstance(batch, Hold):
                words = words_of(batch.texts, self._tokenizers)
                yield Drawn(batch, words[0].ids, words)
            else:
                encoded = self._tokenizers.student.encode_batch(texts_in(batch))
                yield Drawn(batch, padded([encoding.ids[:LONGEST] for encoding in encoded])[0])


def _alone(_worker: int) -> None:
    """One thread a process: the others have the rest of the cores."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
