"""Give every new token a first embedding from the English tokens that it keeps company with."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse  # type: ignore[import-untyped]  # scipy publishes no types

BEST = 3


def company(first: Sequence[Sequence[int]], second: Sequence[Sequence[int]], size: int) -> sparse.csr_matrix:
    """Weights (size, size) of `second` by `first` tokens: joint count squared over both counts.

    `first[i]` and `second[i]` are the token ids of one meaning in two writings; a token counts once a pair.
    """
    one, other = _incidence(first, size), _incidence(second, size)
    joint = (other.T @ one).tocoo()
    in_one, in_other = np.asarray(one.sum(0)).ravel(), np.asarray(other.sum(0)).ravel()
    weights = joint.data**2 / (in_other[joint.row] * in_one[joint.col])
    return sparse.csr_matrix((weights, (joint.row, joint.col)), shape=(size, size))


def starting_embeddings(
    old: npt.NDArray[np.float32], kept: int, weights: sparse.csr_matrix, chance: np.random.Generator
) -> npt.NDArray[np.float32]:
    """Embeddings (size, dimension), of which the first `kept` rows are `old`.

    Each further one is the weighted mean of its best three companions among those, or the mean of all with
    noise where it has none.
    """
    size, dimension = weights.shape[0], old.shape[1]
    table = np.empty((size, dimension), dtype=np.float32)
    table[:kept] = old
    mean, spread = old.mean(0), old.std(0)
    for token in range(kept, size):
        start, end = weights.indptr[token], weights.indptr[token + 1]
        columns, found = weights.indices[start:end], weights.data[start:end]
        usable = columns < kept
        columns, found = columns[usable], found[usable]
        if not len(found):
            table[token] = mean + 0.1 * spread * chance.standard_normal(dimension)
            continue
        best = np.argsort(-found, kind="stable")[:BEST]
        table[token] = found[best] @ old[columns[best]] / found[best].sum()
    return table


def _incidence(rows: Sequence[Sequence[int]], size: int) -> sparse.csr_matrix:
    unique = [sorted(set(row)) for row in rows]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in unique])])
    columns = np.concatenate([np.asarray(row, dtype=np.int64) for row in unique]) if unique else np.zeros(0, np.int64)
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), size))
