"""What one action needs to know of the tracker, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from nlu.types import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """One message of a citizen with the context that the conversation gives it.

    `text` is masked (personal data are placeholders). `language` is the language of the reply. `service` and `aspect`
    are those of a pressed button. `current_service` is the service last spoken about: the turn knows it for certain,
    while Rasa forgets a slot that was set within its fallback; `current_aspect` is the side of it that was asked for.
    `province` is the one named in this message or earlier in the conversation.
    """

    text: str
    language: Language
    service: str | None = None
    aspect: str | None = None
    current_service: str | None = None
    current_aspect: str | None = None
    province: str | None = None

    @classmethod
    def from_tracker(cls, latest_message: Mapping[str, Any], slots: Mapping[str, Any]) -> Self:
        """Read Rasa's latest message and slots; an unknown language tag counts as English."""
        entities = _first_values(latest_message.get("entities") or ())
        metadata = latest_message.get("metadata") or {}
        current = metadata.get("service") or slots.get("service")
        tag = metadata.get("language") or entities.get("language") or slots.get("language") or Language.EN
        return cls(
            text=str(latest_message.get("text") or ""),
            language=_language(tag),
            service=entities.get("service"),
            aspect=entities.get("aspect"),
            current_service=current,
            current_aspect=slots.get("aspect") if slots.get("service") == current else None,
            province=entities.get("province") or slots.get("province"),
        )


def _language(tag: object) -> Language:
    try:
        return Language(str(tag))
    except ValueError:
        return Language.EN


def _first_values(entities: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    for entity in entities:
        values.setdefault(str(entity.get("entity")), str(entity.get("value")))
    return values
