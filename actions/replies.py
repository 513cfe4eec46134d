"""From a question and its context to a typed payload: the decisions of the dialogue, free of Rasa."""

from dataclasses import dataclass

from actions.asked import Asked
from knowledge.errors import UnknownService
from knowledge.interfaces import Answers, Candidate, Decision, Search, SearchResult
from knowledge.payloads import AnswerPayload, ClarifyPayload, NoAnswerPayload
from nlu.aspects import find_aspect, is_follow_up, is_place

QuestionPayload = AnswerPayload | ClarifyPayload | NoAnswerPayload

MOST_CHOICES = 3
"""Most services offered as buttons; WhatsApp allows three reply buttons."""

LEAST_OUT_OF_SCOPE = 0.5
"""Least probability with which search may overrule the intent `out_of_scope` by asking back. Answering a question
about the weather with a passport article costs trust; asking "did you mean" when half sure costs one tap."""


@dataclass(frozen=True, slots=True)
class Replies:
    """Answers questions from `search` and `answers`; no state of its own."""

    search: Search
    answers: Answers

    def to_question(self, asked: Asked) -> QuestionPayload:
        """Answer, clarify or say that nothing fits. A bare follow-up is answered about the current service."""
        if is_follow_up(asked.text) or self._is_there(asked):
            return self.to_follow_up(asked)
        result = self.search.search(asked.text)
        candidate = self._decided(result, asked)
        if candidate is not None:
            return self._answer(candidate, asked, find_aspect(asked.text))
        if result.decision is Decision.CLARIFY:
            return self._clarify(result, asked)
        return NoAnswerPayload(language=asked.language, reason="no_match")

    def to_follow_up(self, asked: Asked) -> QuestionPayload:
        """Answer about the current service; without one, the text is a question of its own or asks which service."""
        aspect = find_aspect(asked.text)
        if asked.current_service is not None:
            if self._is_there(asked):
                return self._answer(Candidate(asked.current_service, 1.0), asked, asked.current_aspect)
            if not is_follow_up(asked.text):
                result = self.search.search(asked.text)
                top = result.candidates[0] if result.candidates else None
                if top is not None and result.decision is Decision.ANSWER and top.service != asked.current_service:
                    return self._answer(top, asked, aspect)
            return self._answer(Candidate(asked.current_service, 1.0), asked, aspect)
        if not is_follow_up(asked.text):
            return self.to_question(asked)
        return NoAnswerPayload(language=asked.language, reason="no_service")

    def to_choice(self, asked: Asked) -> QuestionPayload:
        """Show the service of a pressed button, or what a second button asks about it."""
        if asked.service is None:
            return NoAnswerPayload(language=asked.language, reason="no_service")
        return self._answer(Candidate(asked.service, 1.0), asked, asked.aspect)

    def to_out_of_scope(self, asked: Asked) -> QuestionPayload:
        """The classifier thinks that this is no public service; search may overrule it when it is sure."""
        if self._is_there(asked):
            return self.to_follow_up(asked)
        result = self.search.search(asked.text)
        top = result.candidates[0] if result.candidates else None
        if top is not None and top.probability >= LEAST_OUT_OF_SCOPE:
            if result.decision is Decision.ANSWER:
                return self._answer(top, asked, find_aspect(asked.text))
            if result.decision is Decision.CLARIFY:
                return self._clarify(result, asked)
        return NoAnswerPayload(language=asked.language, reason="out_of_scope")

    @staticmethod
    def _is_there(asked: Asked) -> bool:
        """Whether the message only says where the citizen is: then what was spoken about last is meant, there."""
        return asked.current_service is not None and asked.province is not None and is_place(asked.text)

    def _decided(self, result: SearchResult, asked: Asked) -> Candidate | None:
        """The service to answer about, if the question, or the question with its context, leaves no doubt."""
        if not result.candidates:
            return None
        if result.decision is Decision.ANSWER:
            return result.candidates[0]
        if result.decision is Decision.CLARIFY and find_aspect(asked.text) is not None:
            offered = result.candidates[:MOST_CHOICES]
            return next((each for each in offered if each.service == asked.current_service), None)
        return None

    def _answer(self, candidate: Candidate, asked: Asked, aspect: str | None) -> QuestionPayload:
        try:
            return self.answers.answer(
                candidate.service,
                asked.language,
                aspect=aspect,
                province=asked.province,
                probability=candidate.probability,
            )
        except UnknownService:
            return NoAnswerPayload(language=asked.language, reason="no_match")

    def _clarify(self, result: SearchResult, asked: Asked) -> QuestionPayload:
        choices = self.answers.choices(result.candidates[:MOST_CHOICES], asked.language)
        if not choices:
            return NoAnswerPayload(language=asked.language, reason="no_match")
        return ClarifyPayload(language=asked.language, choices=choices)
