"""The ports of `knowledge`: what others may rely on, and what the real and the shipped fake implementations keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.payloads import AnswerPayload, ServiceChoice
from nlu.types import Language


class Decision(StrEnum):
    """What search advises to do with a question."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service with the calibrated probability, in [0, 1], that it is what the citizen asks about."""

    service: str
    probability: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The ranked services for one question (likeliest first, each service once) and the decision."""

    language: Language | None
    mixed: bool
    decision: Decision
    candidates: tuple[Candidate, ...]


class Embedder(Protocol):
    """Texts to vectors. `fingerprint` changes whenever the vectors would."""

    @property
    def dimension(self) -> int: ...

    @property
    def fingerprint(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """L2-normalised vectors, shape (len(texts), dimension). Never raises on any str."""
        ...


class Search(Protocol):
    """Finds the service that a question is about."""

    def search(self, text: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        """Rank the services for `text`. `language` None: identify it. Never raises on any str."""
        ...


class Answers(Protocol):
    """Composes what is said about a service, from published revisions only."""

    def answer(
        self,
        service: str,
        language: Language,
        *,
        aspect: str | None = None,
        province: str | None = None,
        probability: float = 1.0,
    ) -> AnswerPayload:
        """The answer about `service`. Raises `knowledge.errors.UnknownService`."""
        ...

    def choices(self, candidates: Sequence[Candidate], language: Language) -> tuple[ServiceChoice, ...]:
        """The candidates with their titles in `language`; services that are not published are left out."""
        ...
