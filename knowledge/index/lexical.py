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


class LexicalIndex:
    """BM25 in Lucene's form (Kamphuis et al., 2020), as a share of what the question could score at most."""

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        self._index = index
        self._size = size
        frequencies = np.diff(index.scores["indptr"])
        self._idf = np.log(1.0 + (size - frequencies + 0.5) / (frequencies + 0.5))
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

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """How well each passage matches, in [0, 1): its BM25 score over the sum of the idf of all the terms.

        A term that no passage has counts in the sum, as the rarest: a question full of unknown words
        scores low. A number that no passage has (a year, a sum, somebody's house) does not count.
        """
        distinct = self._counted(terms)
        known = self._index.get_tokens_ids(distinct)
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        most = float(self._idf[known].sum()) + self._unknown_idf * (len(distinct) - len(known))
        scores = np.zeros(self._size, dtype=np.float32)
        pointers = self._index.scores["indptr"]
        data, indices = self._index.scores["data"], self._index.scores["indices"]
        left = POSTINGS
        for number in sorted(known, key=lambda n: int(pointers[n + 1] - pointers[n])):
            span = slice(int(pointers[number]), int(pointers[number + 1]))
            left -= span.stop - span.start
            if left < 0:
                break
            scores[indices[span]] += data[span]  # a passage stands once in a term's list
        scores /= most
        return scores

    def known(self, terms: Sequence[str]) -> float:
        """The share, in [0, 1], of the distinct terms that count in `scores` that some passage has; 0 without terms."""
        counted = self._counted(terms)
        return sum(term in self._index.vocab_dict for term in counted) / len(counted) if counted else 0.0

    def places(self, terms: Sequence[str]) -> tuple[NDArray[np.int64], ...]:
        """For each distinct term that counts in `scores`, in order: the places of the passages that have it."""
        pointers, indices = self._index.scores["indptr"], self._index.scores["indices"]
        found = []
        for term in self._counted(terms):
            number = self._index.vocab_dict.get(term)
            span = slice(0, 0) if number is None else slice(int(pointers[number]), int(pointers[number + 1]))
            found.append(np.asarray(indices[span], dtype=np.int64))
        return tuple(found)

    def _counted(self, terms: Sequence[str]) -> list[str]:
        known = self._index.vocab_dict
        return [term for term in dict.fromkeys(terms) if term in known or not term.strip().isdecimal()]
