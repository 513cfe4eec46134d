"""The contract of `bot.interfaces.Engine`: Rasa's client (against a stand-in server) and the fake."""

import json
from collections.abc import Callable, Iterator
from typing import Protocol

import httpx
import pytest

from bot.engines.rasa import RasaEngine
from bot.engines.scripted import ScriptedEngine
from bot.errors import EngineReplyError, EngineUnavailable
from bot.interfaces import Engine, EngineMessage, EngineRequest

QUESTION = EngineRequest("session-1", "salam", "ur", metadata={"mixed": True})
CUSTOM = {"kind": "utterance", "name": "utter_greet", "outcome": "answered_smalltalk"}


class Drill(Protocol):
    """An engine with the switches that the suite needs."""

    engine: Engine

    def says(self, *messages: EngineMessage) -> None: ...
    def is_down(self) -> None: ...
    def talks_nonsense(self) -> None: ...
    def was_asked(self) -> list[tuple[str, str, str]]: ...


class RasaDrill:
    """Rasa's client in front of a handler that speaks as Rasa's REST channel does."""

    def __init__(self) -> None:
        self.respond: Callable[[httpx.Request], httpx.Response] = lambda _: httpx.Response(200, json=[])
        self.bodies: list[dict[str, object]] = []
        self.engine: Engine = RasaEngine("http://engine", transport=httpx.MockTransport(self._handle))

    def _handle(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            assert request.url.path == "/webhooks/rest/webhook"
            self.bodies.append(json.loads(request.content))
        return self.respond(request)

    def says(self, *messages: EngineMessage) -> None:
        entries = []
        for message in messages:
            entry: dict[str, object] = {"recipient_id": "session-1"}
            if message.text:
                entry["text"] = message.text
            if message.buttons:
                entry["buttons"] = [{"title": title, "payload": payload} for title, payload in message.buttons]
            if message.custom is not None:
                entry["custom"] = dict(message.custom)
            entries.append(entry)
        self.respond = lambda _: httpx.Response(200, json=entries)

    def is_down(self) -> None:
        def refuse(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("refused", request=request)

        self.respond = refuse

    def talks_nonsense(self) -> None:
        self.respond = lambda _: httpx.Response(200, text="<html>hello</html>")

    def was_asked(self) -> list[tuple[str, str, str]]:
        found = []
        for body in self.bodies:
            metadata = body["metadata"]
            assert isinstance(metadata, dict)
            found.append((str(body["sender"]), str(body["message"]), str(metadata["language"])))
        return found


class ScriptedDrill:
    """The fake with the same switches."""

    def __init__(self) -> None:
        self.messages: tuple[EngineMessage, ...] = ()
        self.scripted = ScriptedEngine(lambda _: self.messages)
        self.engine: Engine = self.scripted

    def says(self, *messages: EngineMessage) -> None:
        self.messages = messages

    def is_down(self) -> None:
        self.scripted.fail_with(EngineUnavailable("down"))

    def talks_nonsense(self) -> None:
        self.scripted.fail_with(EngineReplyError("nonsense"))

    def was_asked(self) -> list[tuple[str, str, str]]:
        return [(each.session, each.text, each.language) for each in self.scripted.requests]


@pytest.fixture(params=[RasaDrill, ScriptedDrill])
def drill(request: pytest.FixtureRequest) -> Iterator[Drill]:
    made: Drill = request.param()
    yield made
    if isinstance(made.engine, RasaEngine):
        made.engine.close()


def test_messages_come_in_order_with_buttons_and_payloads(drill: Drill) -> None:
    messages = (EngineMessage("Salam", (("Help", "help"),)), EngineMessage(custom=CUSTOM))
    drill.says(*messages)
    assert drill.engine.respond(QUESTION) == messages
    assert drill.was_asked() == [("session-1", "salam", "ur")]


def test_an_engine_that_is_not_there_can_be_tried_again(drill: Drill) -> None:
    drill.is_down()
    with pytest.raises(EngineUnavailable):
        drill.engine.respond(QUESTION)
    assert drill.engine.ready() is False


def test_nonsense_and_silence_are_no_answers(drill: Drill) -> None:
    drill.says()
    with pytest.raises(EngineReplyError):
        drill.engine.respond(QUESTION)
    drill.talks_nonsense()
    with pytest.raises(EngineReplyError):
        drill.engine.respond(QUESTION)


@pytest.mark.parametrize("text", ["/restart", " /restart", "\n/x", "\u2003/x"])
def test_a_citizens_text_is_never_a_command(text: str, drill: Drill) -> None:
    drill.says(EngineMessage("obeyed"))
    with pytest.raises(ValueError, match="command"):
        drill.engine.respond(EngineRequest("s", text, "en"))
    assert drill.was_asked() == []
    assert drill.engine.respond(EngineRequest("s", "/help{}", "en", command=True))


def test_an_engine_that_answers_is_ready(drill: Drill) -> None:
    drill.says(EngineMessage("Salam"))
    assert drill.engine.ready() is True
