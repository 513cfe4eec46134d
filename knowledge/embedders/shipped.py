"""The embedding model that ships with the project: onnxruntime, tokenizers and NumPy, no torch."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EmbedderUnavailable
from nlu.embedding.errors import ModelError
from nlu.embedding.runtime import SHIPPED, EmbeddingModel


class ShippedEmbedder:
    """The `Embedder` over `nlu.embedding.runtime`."""

    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model

    @classmethod
    def load(cls, folder: Path = SHIPPED, threads: int = 1) -> "ShippedEmbedder":
        """Load the model in `folder`, to work in `threads`. `EmbedderUnavailable` names a wrong file and the mend."""
        try:
            return cls(EmbeddingModel.load(folder, threads))
        except ModelError as exc:
            raise EmbedderUnavailable(str(exc)) from exc

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return self._model.dimension

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would."""
        return f"shipped-{self._model.fingerprint}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension). Lone surrogates are read as question marks."""
        safe = [text.encode("utf-8", "replace").decode() for text in texts]
        return self._model.encode(safe)
