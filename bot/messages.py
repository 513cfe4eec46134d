"""Messages and replies: frozen, plain, storable data that never carries its transport."""

from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

MAX_TEXT = 4096
"""Longest text a message keeps, in characters; Telegram's and WhatsApp's limit, so no channel can send more."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person who writes to us, known only by channel and the channel's opaque id."""

    channel: str
    external_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a citizen sent. `id` is the platform's id of the message, unique within the channel.

    `text` is what was typed (may be empty when a button was pressed); `payload` is the pressed button's payload in
    the grammar of `bot.choices`, or None.
    """

    citizen: Citizen
    id: str
    text: str
    payload: str | None = None
    sent_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form."""
        return {**asdict(self), "sent_at": self.sent_at.isoformat()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`."""
        return cls(
            citizen=Citizen(**data["citizen"]),
            id=data["id"],
            text=data["text"],
            payload=data.get("payload"),
            sent_at=datetime.fromisoformat(data["sent_at"]),
        )


@dataclass(frozen=True, slots=True)
class Button:
    """One tap for the citizen: a title in their language and an opaque payload for us."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What we send: plain text with line breaks (`*bold*` is not used), its language, and up to four buttons."""

    text: str
    language: str
    buttons: tuple[Button, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form: `{"text", "language", "buttons": [{"title", "payload"}]}`."""
        return {"text": self.text, "language": self.language, "buttons": [asdict(button) for button in self.buttons]}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Inverse of `to_dict`."""
        return cls(data["text"], data["language"], tuple(Button(**button) for button in data.get("buttons", ())))
