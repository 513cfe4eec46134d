"""The dialogue's decisions over the scripted search and answers that ship."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from actions.asked import Asked
from actions.replies import LEAST_OUT_OF_SCOPE, Replies
from knowledge.errors import UnknownService
from knowledge.interfaces import Candidate, Decision, SearchResult
from knowledge.payloads import AnswerPayload, ClarifyPayload, NoAnswerPayload, ServiceChoice
from nlu.types import Language


@dataclass
class OneResult:
    """Finds the same for every text and counts how often it was asked."""

    decision: Decision
    candidates: tuple[Candidate, ...] = ()
    asked: list[str] = field(default_factory=list)

    def search(self, text: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        self.asked.append(text)
        return SearchResult(Language.EN, False, self.decision, self.candidates)


class AnyAnswer:
    """Knows every service but `gone`."""

    def answer(
        self,
        service: str,
        language: Language,
        *,
        aspect: str | None = None,
        province: str | None = None,
        probability: float = 1.0,
    ) -> AnswerPayload:
        if service == "gone":
            raise UnknownService(service)
        return AnswerPayload(service, language, service.title(), probability, aspect=aspect, province=province)

    def choices(self, candidates: Sequence[Candidate], language: Language) -> tuple[ServiceChoice, ...]:
        known = [each for each in candidates if each.service != "gone"]
        return tuple(ServiceChoice(each.service, each.service.title(), each.probability) for each in known)


def replies(decision: Decision, *services: tuple[str, float]) -> Replies:
    return Replies(OneResult(decision, tuple(Candidate(*each) for each in services)), AnyAnswer())


def asked(text: str, **context: str) -> Asked:
    return Asked(text, Language.EN, **context)  # type: ignore[arg-type]  # keyword arguments of one dataclass


def test_a_sure_search_is_answered_with_the_aspect_asked_for() -> None:
    payload = replies(Decision.ANSWER, ("frc", 0.9)).to_question(asked("what is the fee for a family certificate"))
    assert isinstance(payload, AnswerPayload)
    assert (payload.service, payload.aspect, payload.probability) == ("frc", "fee", 0.9)


def test_a_doubtful_search_offers_at_most_three_services() -> None:
    doubtful = replies(Decision.CLARIFY, ("a", 0.3), ("b", 0.3), ("c", 0.2), ("d", 0.1))
    payload = doubtful.to_question(asked("my card"))
    assert isinstance(payload, ClarifyPayload)
    assert [choice.service for choice in payload.choices] == ["a", "b", "c"]


def test_context_settles_a_doubt_about_an_aspect_of_the_current_service() -> None:
    doubtful = replies(Decision.CLARIFY, ("a", 0.4), ("b", 0.35))
    payload = doubtful.to_question(asked("how much is the fee of a new card", current_service="b"))
    assert isinstance(payload, AnswerPayload)
    assert payload.service == "b"


def test_nothing_found_is_said_so() -> None:
    payload = replies(Decision.NO_ANSWER).to_question(asked("who won the match"))
    assert payload == NoAnswerPayload("en", "no_match")


def test_a_bare_follow_up_is_about_the_current_service_without_a_search() -> None:
    unasked = replies(Decision.ANSWER, ("other", 0.99))
    payload = unasked.to_question(asked("aur fees?", current_service="frc"))
    assert isinstance(payload, AnswerPayload)
    assert (payload.service, payload.aspect) == ("frc", "fee")
    assert isinstance(unasked.search, OneResult)
    assert unasked.search.asked == []


@pytest.mark.parametrize("way", ["to_question", "to_follow_up", "to_out_of_scope"])
def test_a_place_alone_asks_the_same_again_there(way: str) -> None:
    unasked = replies(Decision.ANSWER, ("other", 0.99))
    context = {"current_service": "domicile", "current_aspect": "documents", "province": "sindh"}
    payload = getattr(unasked, way)(asked("main sindh mein hun", **context))
    assert isinstance(payload, AnswerPayload)
    assert (payload.service, payload.aspect, payload.province) == ("domicile", "documents", "sindh")


def test_a_place_alone_without_a_service_is_a_question_like_any() -> None:
    payload = replies(Decision.NO_ANSWER).to_question(asked("sindh", province="sindh"))
    assert payload == NoAnswerPayload("en", "no_match")


def test_a_bare_follow_up_without_a_service_asks_which() -> None:
    assert replies(Decision.NO_ANSWER).to_follow_up(asked("aur fees?")) == NoAnswerPayload("en", "no_service")


def test_a_follow_up_that_names_another_service_is_answered_about_that_one() -> None:
    sure = replies(Decision.ANSWER, ("domicile", 0.9))
    payload = sure.to_follow_up(asked("and the fee for a domicile certificate", current_service="frc"))
    assert isinstance(payload, AnswerPayload)
    assert payload.service == "domicile"


def test_a_button_shows_its_service_and_aspect() -> None:
    payload = replies(Decision.NO_ANSWER).to_choice(asked("", service="frc", aspect="documents"))
    assert isinstance(payload, AnswerPayload)
    assert (payload.service, payload.aspect) == ("frc", "documents")


def test_a_button_of_a_withdrawn_service_is_no_crash() -> None:
    assert replies(Decision.NO_ANSWER).to_choice(asked("", service="gone")) == NoAnswerPayload("en", "no_match")


@pytest.mark.parametrize(
    ("probability", "decision", "expected"),
    [
        (0.9, Decision.ANSWER, AnswerPayload),
        (LEAST_OUT_OF_SCOPE, Decision.CLARIFY, ClarifyPayload),
        (LEAST_OUT_OF_SCOPE - 0.01, Decision.CLARIFY, NoAnswerPayload),
        (0.9, Decision.NO_ANSWER, NoAnswerPayload),
    ],
)
def test_search_overrules_out_of_scope_only_when_sure(
    probability: float, decision: Decision, expected: type[object]
) -> None:
    payload = replies(decision, ("frc", probability)).to_out_of_scope(asked("family thing"))
    assert isinstance(payload, expected)
