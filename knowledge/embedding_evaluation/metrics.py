"""Figures from scores, each a share from 0 to 1."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bitext:
    """How often the nearest text is the translation: `accuracy`, and `f1` as MTEB's bitext mining counts it."""

    accuracy: float
    f1: float


def bitext(scores: Scores) -> Bitext:
    """Of `scores` (n, n), where text i belongs to text i.

    F1 is scikit-learn's weighted one with the gold places as classes (MTEB, `AbsTaskBitextMining`): a class
    found once and rightly counts 1, one that k texts were given to counts 2 / (k + 1) if its own was among them.
    """
    found = scores.argmax(axis=1)
    own = np.arange(len(found))
    right = found == own
    given = np.bincount(found, minlength=len(found))
    return Bitext(float(right.mean()), float(np.where(right, 2.0 / (given + 1.0), 0.0).mean()))


def ranks(scores: Scores, wanted: Sequence[int]) -> NDArray[np.int64]:
    """The place, from 1, of passage `wanted[i]` in row i of `scores` (questions, passages); a tie counts against it."""
    own = scores[np.arange(len(wanted)), np.asarray(wanted)]
    return np.asarray((scores >= own[:, None]).sum(axis=1), dtype=np.int64)


def ndcg(places: NDArray[np.int64], depth: int = 10) -> float:
    """NDCG at `depth` with one right passage a question: 1 / log2(1 + place), 0 beyond (Järvelin, Kekäläinen 2002)."""
    return float(np.where(places <= depth, 1.0 / np.log2(1.0 + places), 0.0).mean())


def recall(places: NDArray[np.int64], depth: int) -> float:
    """Share of questions whose passage is among the first `depth`."""
    return float((places <= depth).mean())


def standard(scores: Scores) -> Scores:
    """Each row with mean 0 and deviation 1; a row of equal scores becomes 0."""
    spread = scores.std(axis=1, keepdims=True)
    return np.asarray((scores - scores.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1), dtype=np.float32)
