"""A search that answers from a script: the shipped fake of the `Search` port."""

from collections.abc import Mapping

from knowledge.interfaces import Candidate, Decision, SearchResult
from nlu.normalise import normalise
from nlu.types import Language

SURE = 0.7
"""At this probability of the likeliest service the scripted search advises to answer."""

Script = Mapping[str, tuple[tuple[str, float], ...]]
"""Questions, each with its services and their probabilities."""


class ScriptedSearch:
    """Knows the questions of its script, by their normalised text; everything else is no match."""

    def __init__(self, script: Script, language: Language = Language.EN) -> None:
        """`language` is said of every question that comes without one."""
        self._script = {normalise(text): services for text, services in script.items()}
        self._language = language

    def search(self, text: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        """The script's services for `text`, likeliest first. Never raises on any str."""
        services = sorted(self._script.get(normalise(text), ()), key=lambda row: -row[1])
        candidates = tuple(Candidate(service, probability) for service, probability in services)[: max(limit, 0)]
        return SearchResult(
            language=language if language is not None else self._language,
            mixed=False,
            decision=self._decide(services),
            candidates=candidates,
        )

    def _decide(self, services: list[tuple[str, float]]) -> Decision:
        if not services:
            return Decision.NO_ANSWER
        return Decision.ANSWER if services[0][1] >= SURE else Decision.CLARIFY
