"""Rasa Open Source as the dialogue engine, over its REST channel on loopback.

Sent: `POST /webhooks/rest/webhook {"sender", "message", "metadata"}`; answered: a JSON list of
`{"recipient_id", "text", "buttons": [{"title", "payload"}], "custom"}` (Rasa 3.6, channels/rest.py). `GET /`
says that the server is up, `GET /version` is answered once it runs; the model is loaded before the server
listens.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.errors import EngineReplyError, EngineUnavailable
from bot.interfaces import EngineMessage, EngineRequest

TIMEOUT_S = 5.0
CONNECT_TIMEOUT_S = 1.0
READY_TIMEOUT_S = 2.0


class RasaEngine:
    """An `Engine` that asks Rasa. Safe to share between threads; connections are kept alive."""

    def __init__(
        self,
        url: str,
        *,
        actions_url: str | None = None,
        timeout: float = TIMEOUT_S,
        connections: int = 16,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`url` is Rasa's base address, `actions_url` that of the action server it calls.

        Rasa answers with an empty list when an action fails; the action server's `GET /health` then tells
        whether trying again later is right.
        `timeout` (seconds) bounds the wait for an answer. `transport` is for tests.
        """
        self._client = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(timeout, connect=min(CONNECT_TIMEOUT_S, timeout)),
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
            transport=transport,
            trust_env=False,
        )
        self._actions_health = f"{actions_url}/health" if actions_url else None

    def respond(self, request: EngineRequest) -> tuple[EngineMessage, ...]:
        """The engine's answer, in order, never empty. Raises `EngineUnavailable` or `EngineReplyError`.

        Raises `ValueError` for a text with a slash in front that is no command of ours: Rasa would obey it.
        """
        if not request.command and request.text.lstrip().startswith("/"):
            raise ValueError("a citizen's text must not reach the engine as a command")
        body = {
            "sender": request.session,
            "message": request.text,
            "metadata": {**(request.metadata or {}), "language": request.language},
        }
        try:
            response = self._client.post("/webhooks/rest/webhook", json=body)
        except httpx.HTTPError as exc:
            raise EngineUnavailable(f"the engine could not be asked: {type(exc).__name__}") from exc
        if response.status_code >= 500:
            raise EngineUnavailable(f"the engine answered {response.status_code}")
        if response.status_code != 200:
            raise EngineReplyError(f"the engine answered {response.status_code}")
        answer = _read(response.content)
        if not answer:
            if self._actions_down():
                raise EngineUnavailable("the engine's action server is not there")
            raise EngineReplyError("the engine's answer is empty")
        return answer

    def ready(self) -> bool:
        """Whether Rasa answers now. Never raises; returns within `READY_TIMEOUT_S`."""
        try:
            return self._client.get("/version", timeout=READY_TIMEOUT_S / 2).status_code == 200
        except httpx.HTTPError:
            return False

    def _actions_down(self) -> bool:
        if self._actions_health is None:
            return False
        try:
            return self._client.get(self._actions_health, timeout=READY_TIMEOUT_S / 2).status_code != 200
        except httpx.HTTPError:
            return True

    def close(self) -> None:
        """Close the kept connections."""
        self._client.close()


def _read(content: bytes) -> tuple[EngineMessage, ...]:
    try:
        answer = json.loads(content)
    except ValueError as exc:
        raise EngineReplyError("the engine's answer is no JSON") from exc
    if not isinstance(answer, list):
        raise EngineReplyError("the engine's answer is no list of messages")
    return tuple(_message(entry) for entry in answer)


def _message(entry: Any) -> EngineMessage:
    if not isinstance(entry, dict):
        raise EngineReplyError("a message of the engine is no object")
    text, custom, buttons = entry.get("text"), entry.get("custom"), entry.get("buttons")
    if text is not None and not isinstance(text, str):
        raise EngineReplyError("the text of a message of the engine is no string")
    if custom is not None and not isinstance(custom, dict):
        raise EngineReplyError("the custom part of a message of the engine is no object")
    if not text and custom is None:
        raise EngineReplyError("a message of the engine has neither a text nor a payload")
    return EngineMessage(text or "", _buttons(buttons or ()), custom)


def _buttons(buttons: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    try:
        return tuple((str(button["title"]), str(button["payload"])) for button in buttons)
    except (KeyError, TypeError) as exc:
        raise EngineReplyError("a button of the engine has no title or no payload") from exc
