"""Asking search every question, and what each got."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.evaluation import DEPTH, Figures, RowOutcome
from knowledge.fusion import Fusion
from knowledge.index.loaded import LoadedIndex
from knowledge.interfaces import Decision, Embedder, SearchResult
from knowledge.search import HybridSearch
from knowledge.search_quality.questions import FileQuestion


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question got. `result` lists every service that is likely enough to be listed at all.

    `language` is the row's own, or else the one that search identified.
    """

    asked: FileQuestion
    language: str
    result: SearchResult

    @property
    def in_scope(self) -> bool:
        """Whether some service answers the question."""
        return bool(self.asked.question.expected)

    @property
    def row(self) -> RowOutcome:
        """The same as `knowledge.evaluation` measures it: no deeper than `DEPTH`."""
        shallow = replace(self.result, candidates=self.result.candidates[:DEPTH])
        return RowOutcome(self.asked.question, self.language, shallow)

    @property
    def rank(self) -> int | None:
        """The place, from 1, of the first expected service; None beyond `DEPTH` or without one."""
        return self.row.rank

    @property
    def first(self) -> str | None:
        """The first service, None when none is listed."""
        return self.result.candidates[0].service if self.result.candidates else None

    @property
    def probabilities(self) -> list[float]:
        """Of the listed services, highest first."""
        return [candidate.probability for candidate in self.result.candidates]

    @property
    def none(self) -> float:
        """The probability of no service: what the listed ones leave.

        Services below `knowledge.search.LEAST_PROBABILITY` are not listed, so it is too high by at most that times
        their number. 1 where search refused before weighing (nothing near, or no letter).
        """
        return min(1.0, max(0.0, 1.0 - sum(self.probabilities)))

    @property
    def predicted(self) -> float:
        """The probability of what search holds likeliest: the first service, or none."""
        return max([self.none, *self.probabilities[:1]])

    @property
    def right(self) -> bool:
        """Whether what search holds likeliest is so."""
        if self.probabilities and self.probabilities[0] >= self.none:
            return self.first in self.asked.question.expected
        return not self.in_scope

    @property
    def answered_rightly(self) -> bool:
        """Whether the question was answered, about a service that it is about."""
        return self.result.decision is Decision.ANSWER and self.rank == 1


class _Fixed:
    def __init__(self, index: LoadedIndex) -> None:
        self._index = index

    def current(self) -> LoadedIndex:
        return self._index


def ask(
    index: LoadedIndex, embedder: Embedder, fusion: Fusion, questions: Sequence[FileQuestion]
) -> tuple[Outcome, ...]:
    """Ask every question as a citizen would: search has to identify the language by itself."""
    search = HybridSearch(_Fixed(index), embedder, fusion)
    outcomes = []
    for asked in questions:
        result = search.search(asked.question.text, limit=len(index.services))
        language = asked.question.language or result.language
        outcomes.append(Outcome(asked, str(language) if language else "unknown", result))
    return tuple(outcomes)


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of `knowledge.evaluation` over `outcomes`."""
    return Figures.over([outcome.row for outcome in outcomes])


def by_language(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each language, by its tag, and last of `all`."""
    tags = sorted({outcome.language for outcome in outcomes})
    parts = {tag: [outcome for outcome in outcomes if outcome.language == tag] for tag in tags}
    return {**parts, "all": list(outcomes)}
