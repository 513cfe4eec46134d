"""Reads what a browser posts. Everything that cannot be used becomes a `BadRequest` with a reason to tell."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from channels.web.limits import MAX_BODY


class BadRequest(Exception):
    """A request refused with `status` (4xx); the catalogue's text `<namespace><reason>` says why."""

    def __init__(self, status: int, reason: str, language: str = "", namespace: str = "web.error_") -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.language = language
        self.key = namespace + reason


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """A message as posted: the client's UUID, the text typed, the pressed button, the page's language."""

    id: str
    text: str
    payload: str | None
    language: str


def check_origin(request: Request) -> None:
    """Refuse a request that another site's page makes.

    A browser always names the origin of a POST; a client that names none is no browser, so no other
    site's page can have sent it with somebody's cookie.
    """
    origin = request.headers.get("origin")
    if origin is None:
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise BadRequest(403, "origin")
    elif origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
        raise BadRequest(403, "origin")


async def read_object(request: Request) -> dict[str, Any]:
    """The JSON object in the body, never reading more than the limit."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise BadRequest(415, "type")
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MAX_BODY:
        raise BadRequest(413, "too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise BadRequest(413, "too_large")
    try:
        data = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as exc:
        raise BadRequest(400, "unreadable") from exc
    if not isinstance(data, dict):
        raise BadRequest(400, "unreadable")
    return data


async def read_message(request: Request) -> PostedMessage:
    """The message in the body."""
    data = await read_object(request)
    language = data.get("language", "")
    language = language if isinstance(language, str) else ""
    text, payload = data.get("text", ""), data.get("payload")
    if not isinstance(text, str) or not isinstance(payload, str | None):
        raise BadRequest(422, "unreadable", language)
    try:
        identifier = str(uuid.UUID(data.get("id")))
    except (ValueError, TypeError, AttributeError) as exc:
        raise BadRequest(422, "id", language) from exc
    if payload is None and not text.strip():
        raise BadRequest(422, "empty", language)
    return PostedMessage(identifier, text, payload, language)
