"""A deterministic embedder of hashed character n-grams: no model file, no meaning, only shared letters.

It is the shipped fake of the `Embedder` port: for tests and for a machine where no model can be loaded.
"""

import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlu.normalise import normalise

DIMENSION = 512
_GRAMS = (3, 4)
_LONGEST_TEXT = 2_000


class HashingEmbedder:
    """Character 3- and 4-grams of words, hashed to `DIMENSION` signed buckets, square-rooted, unit length."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return DIMENSION

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would."""
        return "hashing-512-1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension). A text without a letter gets one fixed unit vector."""
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            for gram, count in _grams(text).items():
                code = zlib.crc32(gram.encode("utf-8", "surrogatepass"))
                vectors[row, code % DIMENSION] += (1.0 if code & 0x10000 else -1.0) * count**0.5
            length = float(np.linalg.norm(vectors[row]))
            if length > 0.0:
                vectors[row] /= length
            else:
                vectors[row, 0] = 1.0
        return vectors


def _grams(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in normalise(text[:_LONGEST_TEXT]).split():
        padded = f" {word} "
        for size in _GRAMS:
            found.update(padded[start : start + size] for start in range(max(1, len(padded) - size + 1)))
    return found
