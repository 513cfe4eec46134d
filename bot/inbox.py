"""The inbox: accepts a message durably, once, and wakes a worker.

Only what cannot be stored sensibly is refused here; an empty or odd message is accepted and answered by the
turn, because most platforms cannot show a citizen why a message was refused.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, Table, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.choices import ChoiceError, parse
from bot.errors import MessageRefused
from bot.interfaces import Bell, Receipt
from bot.messages import MAX_TEXT, Citizen, Message
from bot.router import Owner
from bot.sessions import new_session
from bot.tables import CHANNEL_LENGTH, ID_LENGTH, ConversationRow, MessageRow, MessageState
from knowledge.database import now, write_session
from nlu.normalise import clean

MAX_BYTES = 16_384
"""UTF-8 bytes of a text beyond which a message is refused.

Four times what any chat platform lets a person send.
"""


class DatabaseInbox:
    """The `Inbox` over the database. Safe to share between threads and processes."""

    def __init__(self, engine: Engine, bell: Bell) -> None:
        self._engine = engine
        self._bell = bell

    def accept(self, message: Message) -> Receipt:
        """Store the message and return after commit; a second time with the same id changes nothing.

        A text beyond `MAX_TEXT` characters keeps its beginning and is marked as cut. Raises `MessageRefused`
        with the reason `too_long`, `bad_choice` or `bad_message`, each a key under `error.` of the catalogue.
        """
        values = _validated(message)
        with write_session(self._engine) as session:
            conversation = _conversation(session, message.citizen)
            number = session.scalar(
                _insert_or_nothing(session, MessageRow, {"conversation_id": conversation, **values}).returning(
                    MessageRow.id
                )
            )
            if number is not None:
                session.execute(
                    update(ConversationRow)
                    .where(ConversationRow.id == conversation)
                    .values(due_at=func.coalesce(ConversationRow.due_at, values["received_at"]))
                )
            else:
                known = select(MessageRow.id).where(
                    MessageRow.channel == values["channel"], MessageRow.external_id == values["external_id"]
                )
                return Receipt(session.execute(known).scalar_one(), duplicate=True)
        self._bell.ring("worker")
        return Receipt(number, duplicate=False)


def _validated(message: Message) -> dict[str, Any]:
    citizen = message.citizen
    for identifier, longest in (
        (citizen.channel, CHANNEL_LENGTH),
        (citizen.external_id, ID_LENGTH),
        (message.id, ID_LENGTH),
    ):
        if not identifier or len(identifier) > longest or clean(identifier) != identifier:
            raise MessageRefused("bad_message", "an id is empty, too long or holds control characters")
    if len(message.text) > MAX_BYTES or len(message.text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise MessageRefused("too_long", f"the text has more than {MAX_BYTES} bytes")
    if message.payload is not None:
        try:
            parse(message.payload)
        except ChoiceError as exc:
            raise MessageRefused("bad_choice", str(exc)) from exc
    text = clean(message.text)
    return {
        "channel": citizen.channel,
        "external_id": message.id,
        "text": text[:MAX_TEXT],
        "payload": message.payload,
        "cut": len(text) > MAX_TEXT,
        "state": MessageState.NEW.value,
        "attempts": 0,
        "failures": 0,
        "apologised": False,
        "sent_at": message.sent_at if message.sent_at.tzinfo else message.sent_at.replace(tzinfo=UTC),
        "received_at": now(),
    }


def _conversation(session: Session, citizen: Citizen) -> int:
    wanted = select(ConversationRow.id).where(
        ConversationRow.channel == citizen.channel, ConversationRow.external_id == citizen.external_id
    )
    known = session.scalar(wanted)
    if known is not None:
        return known
    session.execute(
        _insert_or_nothing(
            session,
            ConversationRow,
            {
                "channel": citizen.channel,
                "external_id": citizen.external_id,
                "owner": Owner.BOT.value,
                "session": new_session(),
                "reply_count": 0,
                "created_at": now(),
            },
        )
    )
    return session.execute(wanted).scalar_one()


def _insert_or_nothing(session: Session, row: type[ConversationRow] | type[MessageRow], values: dict[str, Any]) -> Any:
    """`INSERT ... ON CONFLICT DO NOTHING` in the words of the session's database."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    table = row.__table__
    if not isinstance(table, Table):
        raise TypeError("a mapped class without a table")
    return dialect.insert(table).values(values).on_conflict_do_nothing()


def oldest_waiting(session: Session) -> datetime | None:
    """When the message was received that waits longest, or None when nothing waits."""
    return session.scalar(select(func.min(MessageRow.received_at)).where(MessageRow.state == MessageState.NEW))
