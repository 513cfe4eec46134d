"""Embedders that the measurements need around the real one."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.interfaces import Embedder

_KEPT_EVERY = 256
"""New vectors after which all are written, so that a run that was stopped loses little."""


class RememberingEmbedder:
    """An `Embedder` that computes the vector of each text once: the report asks the same texts many times.

    With a `folder` it starts from the vectors that `keep` left there for the same fingerprint.
    """

    def __init__(self, inner: Embedder, folder: Path | None = None) -> None:
        self.inner = inner
        self._file = None if folder is None else folder / f"{_digest(inner.fingerprint)[:16]}.npz"
        self._vectors: dict[str, NDArray[np.float32]] = {}
        self._unkept = 0
        if self._file is not None and self._file.is_file():
            with np.load(self._file, allow_pickle=False) as kept:
                self._vectors = dict(zip(kept["digests"].tolist(), kept["vectors"], strict=True))

    def keep(self) -> None:
        """Write all vectors to the folder, if there is one; `encode` does it now and then."""
        if self._file is None or not self._unkept:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        writing = self._file.with_suffix(".writing.npz")
        np.savez(writing, digests=np.array(list(self._vectors)), vectors=np.stack(list(self._vectors.values())))
        writing.replace(self._file)
        self._unkept = 0

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self.inner.dimension

    @property
    def fingerprint(self) -> str:
        """That of the embedder inside."""
        return self.inner.fingerprint

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension); texts seen before cost nothing."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        named = {_digest(text): text for text in texts}
        new = [digest for digest in named if digest not in self._vectors]
        if new:
            self._vectors.update(zip(new, self.inner.encode([named[digest] for digest in new]), strict=True))
            self._unkept += len(new)
            if self._unkept >= _KEPT_EVERY:
                self.keep()
        return np.stack([self._vectors[_digest(text)] for text in texts])


class FailedEmbedder:
    """An `Embedder` that has failed: its vectors are no numbers, so search goes on with the lexical side alone."""

    def __init__(self, dimension: int) -> None:
        self._dimension = dimension

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._dimension

    @property
    def fingerprint(self) -> str:
        """Of no model."""
        return "failed"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), every value NaN."""
        return np.full((len(texts), self._dimension), np.nan, dtype=np.float32)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
