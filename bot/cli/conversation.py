"""One citizen's conversation from the terminal: a message in, its replies and its outcome out."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select

from bot.bell import SocketBell, SocketListenerFactory, bell_folder
from bot.errors import MessageRefused
from bot.inbox import DatabaseInbox
from bot.interfaces import Texts, TurnRecord
from bot.messages import Button, Citizen, Message, Reply
from bot.outcomes import Outcome
from bot.settings import Settings
from bot.tables import ReplyRow, ReplyState
from bot.transcript import DatabaseTranscript
from knowledge.database import read_session

CHANNEL = "terminal"
POLL_S = 0.25


@dataclass(frozen=True, slots=True)
class TerminalTurn:
    """What came back for one line. `record` is None when there was no answer within the time given."""

    replies: tuple[Reply, ...]
    record: TurnRecord | None

    def to_dict(self) -> dict[str, Any]:
        """The object that `sahulat chat --json` prints."""
        record = self.record
        return {
            "replies": [reply.to_dict() for reply in self.replies],
            "outcome": record.outcome if record else None,
            "services": list(record.services) if record else [],
            "owner": record.owner if record else None,
            "asks": record.asks if record else None,
            "ticket": record.ticket if record else None,
        }


class Conversation:
    """A new citizen on the terminal channel, over the database and the bells of the running system."""

    def __init__(self, settings: Settings, database: Engine, texts: Texts) -> None:
        folder = bell_folder(settings.home)
        self._database = database
        self._texts = texts
        self._citizen = Citizen(CHANNEL, uuid.uuid4().hex)
        self._bell = SocketBell(folder)
        self._inbox = DatabaseInbox(database, self._bell)
        self._transcript = DatabaseTranscript(database)
        self._listener = SocketListenerFactory(folder)(f"channel-{CHANNEL}")
        self._seen = 0
        self.language = "en"
        self.offered: tuple[Button, ...] = ()

    def close(self) -> None:
        """Stop listening and ringing."""
        self._listener.close()
        self._bell.close()

    def say(self, line: str, within_s: float) -> TerminalTurn:
        """Send one line and wait for its end; a number, title or payload of an offered button presses it."""
        button = pressed(line, self.offered)
        identifier = str(uuid.uuid4())
        message = Message(
            citizen=self._citizen,
            id=identifier,
            text=button.title if button else line,
            payload=button.payload if button else None,
        )
        try:
            number = self._inbox.accept(message).number
        except MessageRefused as exc:
            reply = Reply(self._texts.text(f"error.{exc.reason}", self.language), self.language)
            too_long = Outcome.REFUSED_TOO_LONG if exc.reason == "too_long" else Outcome.REFUSED_EMPTY
            return TerminalTurn((reply,), TurnRecord(too_long.value, (), "bot", None, None))
        record = self._await_end(identifier, number, time.monotonic() + within_s)
        sent = self._transcript.sent_after(CHANNEL, self._citizen.external_id, self._seen)
        replies = tuple(each.reply for each in sent)
        if sent:
            self._seen = sent[-1].number
            self.language = replies[-1].language
            self.offered = replies[-1].buttons
        return TerminalTurn(replies, record)

    def _await_end(self, identifier: str, number: int, deadline: float) -> TurnRecord | None:
        """Wait until the turn is over and its replies have left."""
        record = None
        while time.monotonic() < deadline:
            record = record or self._transcript.turn_of(CHANNEL, identifier)
            if record is not None and not self._unsent(number):
                return record
            self._listener.wait(POLL_S)
        return record

    def _unsent(self, number: int) -> bool:
        unsent = select(func.count(ReplyRow.id)).where(
            ReplyRow.message_id == number,
            ReplyRow.state.in_((ReplyState.DUE.value, ReplyState.SENDING.value)),
        )
        with read_session(self._database) as session:
            return bool(session.scalar(unsent))


def pressed(line: str, offered: Sequence[Button]) -> Button | None:
    """The button that a line means: its number (from 1, in any of the three digit sets), title or payload."""
    wanted = line.strip()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(offered):
        return offered[int(wanted) - 1]
    folded = wanted.casefold()
    return next((each for each in offered if folded in (each.title.casefold(), each.payload)), None)
