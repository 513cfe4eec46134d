"""Nearest passages by cosine. The only module that imports faiss."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexRefused

NEAREST = 4_096
"""How many passages are scored for one question; the others count as far away."""

FAR = -1.0
"""The score of a passage that is not among the nearest: the least that a cosine can be."""


class DenseIndex:
    """A flat inner-product index over unit vectors; exact, and small enough to be searched whole."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index
        faiss.omp_set_num_threads(1)  # one question is too little work to share out

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> "DenseIndex":
        """An index over unit vectors, shape (passages, dimension)."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
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
        """All vectors, shape (size, dimension)."""
        return np.asarray(self._index.reconstruct_n(0, self.size), dtype=np.float32)

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of `vector` (shape (dimension,)) with every passage, `FAR` beyond the `NEAREST`."""
        nearest = min(NEAREST, self.size)
        values, places = self._index.search(np.ascontiguousarray(vector[None, :], dtype=np.float32), nearest)
        found = np.full(self.size, FAR, dtype=np.float32)
        kept = places[0] >= 0
        found[places[0][kept]] = values[0][kept]
        return found
