"""The action classes over a tracker and a dispatcher of rasa_sdk."""

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import Asked
from actions.dialogue import LastResort, PayloadAction, SetLanguage, actions
from actions.replies import QuestionPayload, Replies
from knowledge.payloads import AnswerPayload, NoAnswerPayload

ANSWER = AnswerPayload("frc", "en", "Family certificate", 0.9)
NOTHING = NoAnswerPayload("en", "no_match")


def tracker(text: str = "frc fee", entities: list[dict[str, str]] | None = None, **slots: str) -> Tracker:
    message = {"text": text, "entities": entities or [], "metadata": {"language": "en"}}
    return Tracker("session", slots, message, [], False, None, {}, "action_listen")


def always(payload: QuestionPayload) -> Any:
    def reply(_asked: Asked) -> QuestionPayload:
        return payload

    return reply


def ran(action: Any, at: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, at, {})
    return dispatcher.messages, events


def test_an_answer_is_sent_as_a_payload_and_its_service_remembered() -> None:
    messages, events = ran(PayloadAction("action_answer_question", always(ANSWER)), tracker())
    assert [message["custom"] for message in messages] == [ANSWER.to_dict()]
    assert [(event["name"], event["value"]) for event in events] == [("service", "frc"), ("aspect", None)]


def test_a_province_that_was_named_is_remembered() -> None:
    named = tracker(entities=[{"entity": "province", "value": "sindh"}])
    _, events = ran(PayloadAction("action_answer_question", always(NOTHING)), named)
    assert [(event["name"], event["value"]) for event in events] == [("province", "sindh")]


def test_the_last_resort_answers_when_search_finds_something() -> None:
    messages, events = ran(LastResort("action_default_fallback", always(ANSWER)), tracker())
    assert [message["custom"] for message in messages] == [ANSWER.to_dict()]
    assert [event["event"] for event in events] == ["rewind", "slot", "slot"]


def test_the_last_resort_admits_that_nothing_was_understood() -> None:
    messages, events = ran(LastResort("action_default_fallback", always(NOTHING)), tracker())
    assert [message["response"] for message in messages] == ["utter_default"]
    assert [event["event"] for event in events] == ["rewind"]


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        ([{"entity": "requested_language", "value": "ur"}, {"entity": "language", "value": "en"}], "ur"),
        ([{"entity": "language", "value": "ur-Latn"}], "ur-Latn"),
        ([{"entity": "requested_language", "value": "de"}], None),
        ([], None),
    ],
)
def test_the_language_named_wins_and_only_ours_are_set(entities: list[dict[str, str]], expected: str | None) -> None:
    messages, events = ran(SetLanguage(), tracker(entities=entities))
    assert [message["custom"]["language"] for message in messages] == ([expected] if expected else [])
    assert [event["value"] for event in events] == ([expected] if expected else [])


def test_every_action_of_the_domain_is_served() -> None:
    from pathlib import Path

    import yaml

    domain = Path(__file__).parents[3] / "bot" / "dialogue" / "domain" / "domain.yml"
    named = set(yaml.safe_load(domain.read_text(encoding="utf-8"))["actions"])
    assert {action.name() for action in actions(Replies(None, None))} == named  # type: ignore[arg-type]  # none of them is run
