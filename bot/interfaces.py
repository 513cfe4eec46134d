"""The ports of `bot`: engine, channel, inbox, transcript, bell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.messages import Message, Reply


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One masked message for the dialogue engine.

    `text` never starts with `/` unless `command` says that we made it.
    """

    session: str
    text: str
    language: str
    command: bool = False
    metadata: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class EngineMessage:
    """One message of the engine's answer: a text of the dialogue domain with its buttons, or a custom payload."""

    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    custom: Mapping[str, Any] | None = None


class Engine(Protocol):
    """The dialogue engine. Implementations: Rasa over HTTP, and the scripted fake that ships."""

    def respond(self, request: EngineRequest) -> tuple[EngineMessage, ...]:
        """The engine's answer, in order. Raises `EngineUnavailable` or `EngineReplyError`."""
        ...

    def ready(self) -> bool:
        """Whether the engine would answer now. Never raises; returns within two seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a message is stored. `duplicate`: it had been accepted before; `number` is our message id."""

    number: int
    duplicate: bool


class Inbox(Protocol):
    """Accepts messages durably, once per `(channel, message id)`."""

    def accept(self, message: Message) -> Receipt:
        """Store the message and return after commit. Raises `MessageRefused`."""
        ...


@dataclass(frozen=True, slots=True)
class SentReply:
    """A reply as the citizen has it.

    `number` rises within the conversation; `to_message` is the platform id answered.
    """

    number: int
    reply: Reply
    to_message: str | None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """How the turn of one message ended: `services` likeliest first, `asks` what the reply asks for, or None."""

    outcome: str
    services: tuple[str, ...]
    owner: str
    asks: str | None
    ticket: str | None


class Transcript(Protocol):
    """Lets a pull channel (web, terminal) read what was sent to one citizen."""

    def sent_after(self, channel: str, external_id: str, number: int) -> Sequence[SentReply]:
        """Replies with a number above `number`, in order."""
        ...

    def turn_of(self, channel: str, message_id: str) -> TurnRecord | None:
        """The turn that answered a message, or None while it is not over."""
        ...


class Bell(Protocol):
    """Wakes another process of this machine at once; losing a ring only costs the poll interval."""

    def ring(self, name: str) -> None:
        """Wake everyone who listens to `name` (`worker`, `sender`, `channel-web`, ...). Never raises, never blocks."""
        ...


class Listener(Protocol):
    """The other end of a bell."""

    def wait(self, seconds: float) -> bool:
        """Block until a ring or `seconds`; True when rung."""
        ...

    def fileno(self) -> int:
        """A descriptor that is readable when rung, for event loops."""
        ...

    def close(self) -> None:
        """Stop listening and remove the socket."""
        ...


@dataclass(frozen=True, slots=True)
class ChannelContext:
    """What the web process hands to a channel's routes."""

    inbox: Inbox
    transcript: Transcript
    bell: Bell
    open_listener: "ListenerFactory"
    texts: "Texts"


class ListenerFactory(Protocol):
    """Opens a listener for a bell name."""

    def __call__(self, name: str) -> Listener: ...


class Texts(Protocol):
    """The message catalogue: citizen-facing texts by key and language."""

    def text(self, key: str, language: str, /, **values: object) -> str:
        """The text of `key` in `language`, with `{name}` fields filled. Raises `KeyError` on an unknown key."""
        ...


class Channel(Protocol):
    """A platform adapter; `channels.<name>.channel()` makes it."""

    @property
    def name(self) -> str: ...

    def send(self, external_id: str, reply: Reply, reply_number: int) -> None:
        """Deliver one reply. Raises `DeliveryError`."""
        ...
