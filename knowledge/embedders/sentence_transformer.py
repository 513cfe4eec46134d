"""Any sentence-transformers model by its name. Training apart, no other module imports that library."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EmbedderUnavailable

_E5 = "e5"
_E5_PREFIX = "query: "
"""E5 models want every text of a symmetric task to start so (their model cards say it)."""

_LONGEST_TEXT = 4_000


class SentenceTransformerEmbedder:
    """The `Embedder` over one sentence-transformers model."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self._name = name
        self._prefix = _E5_PREFIX if _E5 in name.lower().rsplit("/", 1)[-1].split("-") else ""

    @classmethod
    def load(cls, name: str) -> "SentenceTransformerEmbedder":
        """Load the model called `name` (a hub name or a folder). Raises `EmbedderUnavailable`."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as exc:
            raise EmbedderUnavailable("sentence-transformers is not installed; run `make setup`") from exc
        try:
            return cls(SentenceTransformer(name, device="cpu"), name)
        except (OSError, ValueError, RuntimeError) as exc:
            raise EmbedderUnavailable(
                f"the model {name!r} cannot be loaded ({type(exc).__name__}); check the name, or the"
                " network for its first use, or leave KNOWLEDGE_EMBEDDER at `shipped`"
            ) from exc

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._model.get_embedding_dimension())

    @property
    def fingerprint(self) -> str:
        """The model's name; a hub model that changes under one name is not noticed."""
        return f"sentence-transformers:{self._name}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        safe = [self._prefix + text[:_LONGEST_TEXT].encode("utf-8", "replace").decode() for text in texts]
        vectors = self._model.encode(safe, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
