"""Vectors of texts that were embedded before, kept in a file beside the trained models.

A vector depends on the text and the embedder alone, so every home of a checkout may share it: a new home then
builds the index of the starter pack in seconds instead of a minute, and an edit costs what was edited.
"""

import hashlib
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.interfaces import Embedder

MOST = 50_000
"""Texts kept, 80 MB; beyond, only those of the last build stay."""

_DIGEST = 16
_log = logging.getLogger(__name__)


class KeptVectors:
    """A file of vectors of one embedder. A missing or damaged file, or one of another length of vectors, holds none."""

    def __init__(self, folder: Path, fingerprint: str, dimension: int) -> None:
        """The file in `folder` for the embedder with `fingerprint`, whose vectors have `dimension` numbers."""
        name = hashlib.sha256(fingerprint.encode()).hexdigest()[:16]
        self._path, self._dimension = folder / f"vectors-{name}.npz", dimension

    def keep(self, new: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Add vectors by `digest`; whole or not at all. A folder that cannot be written is logged, no error."""
        union = {**self.read(), **new}
        chosen = union if len(union) <= MOST else new
        half = self._path.with_name(f".{self._path.name}-{os.getpid()}")
        try:
            half.parent.mkdir(parents=True, exist_ok=True)
            with half.open("wb") as file:
                keys = np.frombuffer(b"".join(chosen), dtype=np.uint8).reshape(len(chosen), _DIGEST)
                np.savez(file, keys=keys, vectors=np.stack(list(chosen.values())))
            half.replace(self._path)
        except OSError as exc:
            _log.warning("vectors are not kept: %s", type(exc).__name__)

    def read(self) -> dict[bytes, NDArray[np.float32]]:
        """What is kept, by `digest`."""
        try:
            with self._path.open("rb") as file, np.load(file) as arrays:
                keys, vectors = arrays["keys"], np.asarray(arrays["vectors"], dtype=np.float32)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as exc:
            _log.warning("%s cannot be read and is written anew: %s", self._path.name, type(exc).__name__)
            return {}
        if vectors.shape != (len(keys), self._dimension):
            return {}
        return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


class RememberingEmbedder:
    """An `Embedder` that reads each text once: neither what is `known`, by `digest`, nor what it has read."""

    def __init__(self, embedder: Embedder, known: Mapping[bytes, NDArray[np.float32]]) -> None:
        self._embedder = embedder
        self._known = dict(known)
        self.fresh: dict[bytes, NDArray[np.float32]] = {}
        """What was not known before, by `digest`."""

    @property
    def dimension(self) -> int:
        """That of the embedder within."""
        return self._embedder.dimension

    @property
    def fingerprint(self) -> str:
        """That of the embedder within: the vectors are the same."""
        return self._embedder.fingerprint

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Embedder`."""
        digests = [digest(text) for text in texts]
        missing = {key: text for key, text in zip(digests, texts, strict=True) if key not in self._known}
        if missing:
            read = dict(zip(missing, self._embedder.encode(list(missing.values())), strict=True))
            self._known |= read
            self.fresh |= read
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._known[key] for key in digests]).astype(np.float32)


def digest(text: str) -> bytes:
    """16 bytes that stand for `text`: vectors are kept without the texts."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
