"""What was sent to one citizen, and how their turns ended, for channels that fetch their replies."""

from collections.abc import Sequence

from sqlalchemy import Engine, select

from bot.interfaces import SentReply, TurnRecord
from bot.messages import Reply
from bot.tables import ConversationRow, MessageRow, OutcomeRow, ReplyRow, ReplyState
from knowledge.database import read_session


class DatabaseTranscript:
    """The `Transcript` over the database; only reads. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sent_after(self, channel: str, external_id: str, number: int) -> Sequence[SentReply]:
        """Replies that have left, with a number above `number`, in order."""
        wanted = (
            select(ReplyRow.number, ReplyRow.content, MessageRow.external_id)
            .join(ConversationRow, ConversationRow.id == ReplyRow.conversation_id)
            .outerjoin(MessageRow, MessageRow.id == ReplyRow.message_id)
            .where(
                ConversationRow.channel == channel,
                ConversationRow.external_id == external_id,
                ReplyRow.number > number,
                ReplyRow.state == ReplyState.SENT.value,
            )
            .order_by(ReplyRow.number)
        )
        with read_session(self._engine) as session:
            return [
                SentReply(row_number, Reply.from_dict(content), to_message)
                for row_number, content, to_message in session.execute(wanted)
            ]

    def turn_of(self, channel: str, message_id: str) -> TurnRecord | None:
        """The turn that answered a message, or None while it is not over (or the message is unknown)."""
        wanted = (
            select(OutcomeRow)
            .join(MessageRow, MessageRow.id == OutcomeRow.message_id)
            .where(MessageRow.channel == channel, MessageRow.external_id == message_id)
        )
        with read_session(self._engine) as session:
            row = session.scalar(wanted)
        if row is None:
            return None
        return TurnRecord(row.outcome, tuple(row.services), row.owner, row.asks, row.ticket)
