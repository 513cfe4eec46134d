"""Nearest passages by cosine. The only module that imports faiss."""

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexRefused

EXACT = 9_500
"""Passages up to which every vector is compared; above, those of the lists nearest to the question. A flat search of
100,000 vectors of 384 numbers reads 154 MB, which alone takes longer than a whole search may; of 10,000, 15 MB, which
the embedding model's weights push out of the processor's cache before each question: a millisecond."""

KEPT = 25_000
"""Passages up to which their vectors are kept in memory, 38 MB: training the fusion needs them."""

_LISTS_PER_ROOT = 4
_TRAINED_ON = 32
_ROUNDS = 10
_PROBED = 32
_READ = 2_500
"""Lists: four times the root of the number of vectors (FAISS's guideline: 4 to 16 times), learnt from 32 vectors a
list, of which the 32 nearest to the question are read, or as many more as hold 2,500 vectors. Vectors are kept in
eight bits a number."""

_CHUNK = 65_536

_ANYTHING = -2.0
"""A radius below every cosine, eight-bit errors included."""

FAR = -1.0
"""The score of a passage in a list that is not read: the least that a cosine can be."""


class DenseIndex:
    """An inner-product index over unit vectors: flat and exact up to `EXACT`, inverted lists of eight bits above."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index
        self._exact = isinstance(index, faiss.IndexFlat)
        if isinstance(index, faiss.IndexIVF):
            index.make_direct_map()
        kept = self.size if self.size <= KEPT else 0
        self._vectors = np.asarray(index.reconstruct_n(0, kept), dtype=np.float32).reshape(kept, self.dimension)
        faiss.omp_set_num_threads(1)  # one question is too little work to share out

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> "DenseIndex":
        """An index over unit vectors, shape (passages, dimension)."""
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        count, dimension = vectors.shape
        index: faiss.Index = faiss.IndexFlatIP(dimension) if count <= EXACT else _inverted(vectors)
        index.add(vectors)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Read an index. Raises `IndexRefused` when the file is none."""
        try:
            return cls(faiss.read_index(str(path)))
        except RuntimeError as exc:
            raise IndexRefused(f"{path.name} cannot be read by faiss") from exc

    def save(self, path: Path) -> None:
        """Write the index to `path`."""
        faiss.write_index(self._index, str(path))

    @property
    def size(self) -> int:
        """How many passages it holds."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def vectors(self) -> NDArray[np.float32]:
        """All vectors (above `EXACT` to eight bits), shape (size, dimension); above `KEPT` none, (0, dimension)."""
        return self._vectors

    def sums(self, starts: NDArray[np.int64]) -> NDArray[np.float32]:
        """The sum of the vectors of each run of passages, shape (len(starts), dimension); a run ends at the next start.

        `starts` ascend from 0.
        """
        found = np.zeros((len(starts), self.dimension), dtype=np.float32)
        owners = np.searchsorted(starts, np.arange(self.size), side="right") - 1
        for start in range(0, self.size, _CHUNK):
            count = min(_CHUNK, self.size - start)
            np.add.at(found, owners[start : start + count], self._index.reconstruct_n(start, count))
        return found

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of `vector` (shape (dimension,)) with every passage; in a large index `FAR` beyond the lists read.

        Where every vector is compared, one product is twice as fast as FAISS's search, which also sorts; where lists
        are read, so is FAISS's search by radius, which gives all that it compares and sorts nothing.
        """
        if self._exact:
            return np.asarray(self._vectors @ vector, dtype=np.float32)
        _, values, places = self._index.range_search(np.ascontiguousarray(vector[None, :], dtype=np.float32), _ANYTHING)
        found = np.full(self.size, FAR, dtype=np.float32)
        found[places] = values
        return found


def _inverted(vectors: NDArray[np.float32]) -> faiss.Index:
    """An empty index of inverted lists, trained on a sample of `vectors`, the same one each time."""
    count, dimension = vectors.shape
    lists = int(_LISTS_PER_ROOT * count**0.5)
    index: Any = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).choice(count, min(count, _TRAINED_ON * lists), replace=False)
    index.cp.min_points_per_centroid = 1
    index.cp.niter = _ROUNDS
    index.train(vectors[np.sort(sample)])
    index.nprobe = max(_PROBED, _READ * lists // count)
    found: faiss.Index = index
    return found
