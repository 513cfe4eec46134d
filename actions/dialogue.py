"""The custom actions of the dialogue domain: read the tracker, ask `Replies`, send the payload, set the slots."""

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet, UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from actions.asked import Asked
from actions.replies import QuestionPayload, Replies
from knowledge.payloads import AnswerPayload, LanguagePayload, NoAnswerPayload
from nlu.types import Language

Events = list[dict[str, Any]]


class PayloadAction(Action):  # type: ignore[misc]  # rasa_sdk publishes no types
    """An action that answers with one payload and remembers the service it spoke about."""

    def __init__(self, name: str, reply: Callable[[Asked], QuestionPayload]) -> None:
        self._name = name
        self._reply = reply

    def name(self) -> str:
        """The action's name in the domain."""
        return self._name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:  # noqa: ARG002  # rasa_sdk calls it with three
        """Send the payload as a custom message; set `service`, `aspect` and `province`."""
        asked = Asked.from_tracker(tracker.latest_message, tracker.slots)
        payload = self._reply(asked)
        dispatcher.utter_message(json_message=payload.to_dict())
        events: Events = []
        if isinstance(payload, AnswerPayload):
            events += [SlotSet("service", payload.service), SlotSet("aspect", payload.aspect)]
        if asked.province is not None:
            events.append(SlotSet("province", asked.province))
        return events


class LastResort(PayloadAction):
    """Rasa's `action_default_fallback`: search once more, and say honestly that nothing was understood."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Send the payload of a find, else the domain's `utter_default`.

        The message is taken back out of the conversation, as Rasa's own fallback does: else the policy would
        predict the fallback for it again and again.
        """
        payload = self._reply(Asked.from_tracker(tracker.latest_message, tracker.slots))
        if isinstance(payload, NoAnswerPayload):
            dispatcher.utter_message(response="utter_default")
            return [UserUtteranceReverted()]
        return [UserUtteranceReverted(), *super().run(dispatcher, tracker, domain)]


class SetLanguage(Action):  # type: ignore[misc]  # rasa_sdk publishes no types
    """Keeps the language that the citizen chose, by button or in words."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_set_language"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:  # noqa: ARG002  # rasa_sdk calls it with three
        """Send the choice to the turn, which keeps it with the conversation, and set the slot for this reply.

        Without a language that we speak in the message nothing changes.
        """
        chosen = _chosen_language(tracker)
        if chosen is None:
            return []
        dispatcher.utter_message(json_message=LanguagePayload(chosen).to_dict())
        return [SlotSet("language", chosen.value)]


def _chosen_language(tracker: Tracker) -> Language | None:
    entities = tracker.latest_message.get("entities") or ()
    for wanted in ("requested_language", "language"):
        for entity in entities:
            if entity.get("entity") == wanted:
                try:
                    return Language(str(entity.get("value")))
                except ValueError:
                    continue
    return None


def actions(replies: Replies) -> tuple[Action, ...]:
    """Every custom action that the domain names."""
    return (
        PayloadAction("action_answer_question", replies.to_question),
        PayloadAction("action_follow_up", replies.to_follow_up),
        PayloadAction("action_show_service", replies.to_choice),
        PayloadAction("action_out_of_scope", replies.to_out_of_scope),
        PayloadAction("action_default_ask_affirmation", replies.to_question),
        LastResort("action_default_fallback", replies.to_question),
        SetLanguage(),
    )
