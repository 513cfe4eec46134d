"""Vectors of texts that were embedded before, kept in a file beside the trained models.

A vector depends on the text and the embedder alone, so every home of a checkout may share it: a new home then
builds the index of the starter pack in seconds instead of a minute.
"""

import hashlib
import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

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

    def of(self, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of those of the `texts` that are kept."""
        kept = self._read()
        wanted = ((text, kept.get(_key(text))) for text in texts) if kept else ()
        return {text: vector for text, vector in wanted if vector is not None}

    def keep(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Add `vectors` by text; whole or not at all. A folder that cannot be written is logged, no error."""
        new = {_key(text): vector for text, vector in vectors.items()}
        union = self._read() | new
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

    def _read(self) -> dict[bytes, NDArray[np.float32]]:
        try:
            with self._path.open("rb") as file, np.load(file) as arrays:
                keys, vectors = arrays["keys"], np.asarray(arrays["vectors"], dtype=np.float32)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}
        if vectors.shape != (len(keys), self._dimension):
            return {}
        return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
