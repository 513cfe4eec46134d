"""What the index says about one question: a score of every passage, dense and per lexical field."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.loaded import LoadedIndex
from knowledge.terms import FIELDS

OWNED_FIELDS = ("words", "skeletons")
"""The fields of which it matters how few services have a term; grams are too many and too vague for that."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of all passages of one index for one question, each of shape (passages,).

    `dense` are cosines, `vector` the question's unit vector; both None when the embedder failed. `lexical` holds, per
    field, values in [0, 1); `places`, per distinct term of the field, the passages that have it. `words` is the
    number of distinct words of the question, `language` its BCP 47 tag or None.
    """

    dense: NDArray[np.float32] | None
    vector: NDArray[np.float32] | None
    lexical: Mapping[str, NDArray[np.float32]]
    places: Mapping[str, tuple[NDArray[np.int64], ...]]
    words: int
    language: str | None


def gather(index: LoadedIndex, text: str, vector: NDArray[np.float32] | None, language: str | None) -> Evidence:
    """Score every passage of `index` for `text` with unit vector `vector` (None: the embedder failed)."""
    terms = {name: extract(text) for name, extract in FIELDS.items()}
    return Evidence(
        dense=index.dense.scores(vector) if vector is not None else None,
        vector=vector,
        lexical={name: index.lexical[name].scores(found) for name, found in terms.items()},
        places={name: index.lexical[name].places(found) for name, found in terms.items()},
        words=len(set(terms["words"])),
        language=language,
    )
