"""Search: a question in, ranked services with calibrated probabilities and a decision out."""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.decision import decide
from knowledge.errors import EmbedderError
from knowledge.evidence import gather, narrow
from knowledge.features import compute
from knowledge.fusion import Fusion
from knowledge.index.loaded import LoadedIndex, example_key
from knowledge.interfaces import Candidate, Decision, Embedder, SearchResult
from nlu.language import LanguageGuess, identify
from nlu.normalise import clean
from nlu.types import Language

LONGEST_QUESTION = 2_000
"""Characters of a question that are read; what it is about has been said by then."""

LEAST_PROBABILITY = 0.001
"""Services less likely than this are not listed."""

CURATED_CERTAINTY = 0.95
"""How sure search is, at least, of a question that a curator wrote down as an example of one service."""

_log = logging.getLogger(__name__)


class IndexSource(Protocol):
    """Where the current index comes from; `IndexReader` is one."""

    def current(self) -> LoadedIndex:
        """The index to search now. Raises `IndexRefused`."""
        ...


class HybridSearch:
    """The `Search` over FAISS and BM25 with the learned fusion. Safe to share between threads."""

    def __init__(
        self,
        index: IndexSource,
        embedder: Embedder,
        fusion: Fusion,
        identify_language: Callable[[str], LanguageGuess] = identify,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._fusion = fusion
        self._identify = identify_language

    def search(self, text: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        """Rank the services for `text`. `language` None: identify it. Never raises on any str.

        Raises `IndexRefused` while there is no usable index at all.
        """
        question = clean(text[: 4 * LONGEST_QUESTION])[:LONGEST_QUESTION]
        guess = self._identify(question)
        spoken = language if language is not None else guess.language
        if not any(letter.isalnum() for letter in question):
            return SearchResult(spoken, guess.mixed, Decision.NO_ANSWER, ())
        index = self._index.current()
        evidence = gather(index, question, self._vector(question), spoken)
        part, evidence, places = narrow(index, evidence)
        features = compute(part, evidence)
        dense = evidence.dense is not None
        weights = self._fusion.weights_for(dense)
        probabilities, none = weights.probabilities(features)
        example = index.examples.get(example_key(question))
        if example is not None and example in places:
            mine = int(np.flatnonzero(places == example)[0])
            probabilities, none = _trust_curator(probabilities, none, mine)
        elif dense and weights.nearness is not None and float(features.query[0]) < weights.nearness:
            return SearchResult(spoken, guess.mixed, Decision.NO_ANSWER, ())
        decision = decide(probabilities.tolist(), none).decision
        return SearchResult(spoken, guess.mixed, decision, _candidates(part.services, probabilities, limit))

    def _vector(self, question: str) -> NDArray[np.float32] | None:
        try:
            vector = self._embedder.encode([question])[0]
        except (EmbedderError, OSError, RuntimeError, ValueError) as exc:
            _log.error("the embedder failed, lexical results stand: %s", type(exc).__name__)
            return None
        return vector if bool(np.isfinite(vector).all()) else None


def _trust_curator(probabilities: NDArray[np.float64], none: float, place: int) -> tuple[NDArray[np.float64], float]:
    """Raise the service at `place` to `CURATED_CERTAINTY` and shrink the rest in proportion."""
    rest = 1.0 - float(probabilities[place])
    if rest <= 1.0 - CURATED_CERTAINTY:
        return probabilities, none
    share = (1.0 - CURATED_CERTAINTY) / rest
    raised = probabilities * share
    raised[place] = CURATED_CERTAINTY
    return raised, none * share


def _candidates(services: Sequence[str], probabilities: NDArray[np.float64], limit: int) -> tuple[Candidate, ...]:
    order = np.argsort(-probabilities, kind="stable")[: max(limit, 0)]
    return tuple(
        Candidate(services[place], float(probabilities[place]))
        for place in order
        if probabilities[place] >= LEAST_PROBABILITY
    )
