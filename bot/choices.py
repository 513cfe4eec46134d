r"""The grammar of button payloads, and what a pressed button means to the dialogue engine.

    payload  = "language:" language | "service:" slug [":" aspect [":" province]] | "human" | "affirm" | "deny" | "none"
             | "help" | "greet"
    language = "en" | "ur" | "ur-Latn"
    slug     = ^[a-z0-9]+(-[a-z0-9]+)*$ , at most 40 characters
    aspect   = ^[a-z]+(_[a-z]+)*$ , at most 20 characters
    province = ^[a-z0-9]+(-[a-z0-9]+)*$ , at most 40 characters

A payload is at most 64 bytes, Telegram's limit for callback data. Whatever does not match is refused: a
payload comes from outside, and what it is turned into is a command to the engine.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from nlu.types import Language

MAX_PAYLOAD = 64
"""Bytes; source: Telegram Bot API, InlineKeyboardButton.callback_data."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ASPECT = re.compile(r"[a-z]+(?:_[a-z]+)*")


class ChoiceKind(StrEnum):
    """What was chosen; the value is the payload's first word."""

    LANGUAGE = "language"
    SERVICE = "service"
    HUMAN = "human"
    AFFIRM = "affirm"
    DENY = "deny"
    NONE = "none"
    HELP = "help"
    GREET = "greet"


_BARE = frozenset(
    {ChoiceKind.HUMAN, ChoiceKind.AFFIRM, ChoiceKind.DENY, ChoiceKind.NONE, ChoiceKind.HELP, ChoiceKind.GREET}
)
_INTENTS = {
    ChoiceKind.LANGUAGE: "choose_language",
    ChoiceKind.SERVICE: "choose_service",
    ChoiceKind.HUMAN: "request_human",
    ChoiceKind.AFFIRM: "affirm",
    ChoiceKind.DENY: "deny",
    ChoiceKind.NONE: "none_of_these",
    ChoiceKind.HELP: "help",
    ChoiceKind.GREET: "greet",
}
_KINDS_BY_INTENT = {intent: kind for kind, intent in _INTENTS.items() if kind in _BARE}
_ENGINE_COMMAND = re.compile(r"/([a-z_]+)(?:\{.*\})?", re.DOTALL)


class ChoiceError(ValueError):
    """A payload outside the grammar. The message never quotes it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A pressed button. `language` is set for `LANGUAGE`, `service` (maybe `aspect`, `province`) for `SERVICE`."""

    kind: ChoiceKind
    language: Language | None = None
    service: str | None = None
    aspect: str | None = None
    province: str | None = None

    @property
    def payload(self) -> str:
        """The payload that `parse` reads back."""
        parts = (self.language, self.service, self.aspect, self.province)
        return ":".join([self.kind.value, *(str(part) for part in parts if part)])

    def command(self, language: Language) -> str:
        """The engine's command for this choice; `language` is that of the replies (a chosen one wins)."""
        entities = {"language": str(self.language or language)}
        if self.service:
            entities["service"] = self.service
        if self.aspect:
            entities["aspect"] = self.aspect
        if self.province:
            entities["province"] = self.province
        return f"/{_INTENTS[self.kind]}{json.dumps(entities, ensure_ascii=True)}"


def parse(payload: str) -> Choice:
    """The choice behind a payload. Raises `ChoiceError` on anything outside the grammar."""
    if len(payload.encode("utf-8", "surrogatepass")) > MAX_PAYLOAD:
        raise ChoiceError("the payload is too long")
    head, *rest = payload.split(":")
    if head in _BARE and not rest:
        return Choice(ChoiceKind(head))
    if head == ChoiceKind.LANGUAGE and len(rest) == 1 and rest[0] in set(Language):
        return Choice(ChoiceKind.LANGUAGE, language=Language(rest[0]))
    if head == ChoiceKind.SERVICE and 1 <= len(rest) <= 3:
        return _service(*rest)
    raise ChoiceError("the payload is outside the grammar")


def from_engine(payload: str) -> Choice:
    """The choice behind a button of the dialogue domain: our grammar, or the engine's own `/affirm` form.

    Raises `ChoiceError` when it is neither.
    """
    command = _ENGINE_COMMAND.fullmatch(payload)
    if command is None:
        return parse(payload)
    kind = _KINDS_BY_INTENT.get(command[1])
    if kind is None:
        raise ChoiceError("the domain's button carries a command that is no choice")
    return Choice(kind)


def service_payload(slug: str, aspect: str | None = None, province: str | None = None) -> str:
    """The payload of a button that asks about a service; a `province` needs an `aspect`.

    Raises `ChoiceError` on a slug, aspect or province that cannot be one, or when all are too long together.
    """
    return parse(":".join(part for part in ("service", slug, aspect, province) if part)).payload


def _service(slug: str, aspect: str | None = None, province: str | None = None) -> Choice:
    if len(slug) > 40 or not _SLUG.fullmatch(slug):
        raise ChoiceError("the service is no slug")
    if province is not None and (len(province) > 40 or not _SLUG.fullmatch(province)):
        raise ChoiceError("the province is no slug")
    if aspect is not None and (len(aspect) > 20 or not _ASPECT.fullmatch(aspect)):
        raise ChoiceError("the aspect is no aspect")
    return Choice(ChoiceKind.SERVICE, service=slug, aspect=aspect, province=province)
