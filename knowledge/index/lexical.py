"""BM25 over one lexical field. The only module that imports bm25s."""

import logging
import math
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexRefused

_K1, _B = 1.2, 0.5
"""BM25's saturation and length weight: passages are short, so length says little."""


POSTINGS = 250_000
"""Passages looked at for one question, over all its terms: the rarest terms are looked up first, and those that would
go beyond are left out. Up to some ten thousand passages nothing is; above, only what nearly every text has."""

Numbers = tuple[int | None, ...]
"""The terms of a question as one `LexicalIndex` numbers them, see its `numbers`."""

Places = NDArray[np.int32]
"""Places of passages in the index, ascending."""


class LexicalIndex:
    """BM25 in Lucene's form (Kamphuis et al., 2020), as a share of what the question could score at most."""

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        self._index = index
        self._size = size
        self._frequencies = np.diff(index.scores["indptr"]).astype(np.int64)
        self._idf = np.log(1.0 + (size - self._frequencies + 0.5) / (self._frequencies + 0.5))
        self._unknown_idf = math.log(1.0 + (size + 0.5) / 0.5)

    @classmethod
    def build(cls, documents: Sequence[list[str]]) -> "LexicalIndex":
        """An index over the terms of each passage, in the passages' order."""
        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG
        index = bm25s.BM25(k1=_K1, b=_B, method="lucene")
        index.index([terms or [""] for terms in documents], show_progress=False)
        return cls(index, len(documents))

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index. Raises `IndexRefused` when the folder holds none."""
        try:
            index = bm25s.BM25.load(folder, show_progress=False)
            return cls(index, int(index.scores["num_docs"]))
        except (OSError, ValueError, KeyError) as exc:
            raise IndexRefused(f"{folder.name} cannot be read by bm25s") from exc

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._index.save(folder, show_progress=False)

    @property
    def size(self) -> int:
        """How many passages it holds."""
        return self._size

    def numbers(self, terms: Sequence[str]) -> Numbers:
        """For each distinct term that counts, in order: its number, None for one that no passage has.

        A number that no passage has (a year, a sum, somebody's house) does not count.
        """
        known = self._index.vocab_dict
        return tuple(known.get(term) for term in dict.fromkeys(terms) if term in known or not term.strip().isdecimal())

    def scores(self, numbers: Numbers) -> NDArray[np.float32]:
        """How well each passage matches, in [0, 1): its BM25 score over the sum of the idf of all the terms.

        A term that no passage has counts in the sum, as the rarest: a question full of unknown words
        scores low.
        """
        scores = np.zeros(self._size, dtype=np.float32)
        known = np.array([number for number in numbers if number is not None], dtype=np.int64)
        if not len(known):
            return scores
        most = float(self._idf[known].sum()) + self._unknown_idf * (len(numbers) - len(known))
        data, indices = self._index.scores["data"], self._index.scores["indices"]
        for start, end in self._followed(known):
            # A passage stands once in a term's list, so `scores[...] +=` would do as well, at twice the time.
            np.add.at(scores, indices[start:end], data[start:end])
        scores /= most
        return scores

    def places(self, numbers: Numbers) -> tuple[Places, ...]:
        """For each term the places of the passages that have it: views into the index, never written to."""
        pointers, indices = self._index.scores["indptr"], self._index.scores["indices"]
        return tuple(
            indices[:0] if number is None else indices[pointers[number] : pointers[number + 1]] for number in numbers
        )

    def _followed(self, known: NDArray[np.int64]) -> list[tuple[int, int]]:
        """The spans of postings of the terms numbered `known`, the rarest first, up to `POSTINGS` of them."""
        lengths = self._frequencies[known]
        rarest = np.argsort(lengths, kind="stable")
        followed = rarest[np.cumsum(lengths[rarest]) <= POSTINGS]
        starts = self._index.scores["indptr"][known[followed]]
        return list(zip(starts.tolist(), (starts + lengths[followed]).tolist(), strict=True))
