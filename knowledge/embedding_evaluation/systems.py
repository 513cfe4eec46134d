"""What is measured: an embedder, and the lexical baselines that run everywhere."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding_evaluation.metrics import Scores, standard
from knowledge.index.lexical import LexicalIndex
from knowledge.interfaces import Embedder
from knowledge.passages import split
from knowledge.terms import FIELDS

_BATCH = 256
_GRAMS = (2, 5)
_HYBRID_FIELDS = ("words", "grams")


class System(Protocol):
    """Scores questions against passages."""

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Scores:
        """Shape (questions, passages); greater is nearer."""
        ...


class Dense:
    """Cosines of an embedder; each text is encoded once, and a long passage counts by its best piece."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, NDArray[np.float32]] = {}

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors (texts, dimension)."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            self._known.update(zip(batch, self._embedder.encode(batch), strict=True))
        return np.stack([self._known[text] for text in texts])

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Scores:
        """See `System`; passages are cut as the index cuts them."""
        pieces = [split(passage) or [passage] for passage in passages]
        starts = np.cumsum([0, *(len(own) for own in pieces[:-1])])
        flat = [piece for own in pieces for piece in own]
        cosines = self.vectors(questions) @ self.vectors(flat).T
        return np.asarray(np.maximum.reduceat(cosines, starts, axis=1), dtype=np.float32)


class Lexical:
    """BM25 over one of the index's fields (`knowledge.terms.FIELDS`)."""

    def __init__(self, field: str) -> None:
        self._terms = FIELDS[field]

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Scores:
        """See `System`."""
        index = LexicalIndex.build([self._terms(passage) for passage in passages])
        return np.stack([index.scores(index.numbers(self._terms(question))) for question in questions])


class Tfidf:
    """Cosines of TF-IDF weighted character 2- to 5-grams within words: the baseline of the issue's figures."""

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Scores:
        """See `System`."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=_GRAMS, sublinear_tf=True)
        known = weigh.fit_transform(passages)
        return np.asarray((weigh.transform(questions) @ known.T).toarray(), dtype=np.float32)


class Hybrid:
    """An embedder and BM25, half and half: standardised scores, BM25's the mean over words and character n-grams."""

    def __init__(self, dense: Dense) -> None:
        self._dense: System = dense
        self._lexical: tuple[System, ...] = tuple(Lexical(field) for field in _HYBRID_FIELDS)

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> Scores:
        """See `System`."""
        lexical = [standard(part.scores(questions, passages)) for part in self._lexical]
        dense = standard(self._dense.scores(questions, passages))
        return np.asarray(dense + np.mean(lexical, axis=0), dtype=np.float32)
