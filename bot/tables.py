"""The tables of `bot`.

Conversations, the inbox, the outbox and the outcomes. Portable to PostgreSQL; instants are UTC.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.router import Owner
from bot.sessions import new_session
from knowledge.database import Base, UtcDateTime, now

ID_LENGTH = 200
CHANNEL_LENGTH = 32
LANGUAGE_LENGTH = 16
TOKEN_LENGTH = 64


class MessageState(StrEnum):
    """Where a message stands in the inbox."""

    NEW = "new"
    DONE = "done"


class ReplyState(StrEnum):
    """Where a reply stands in the outbox. `dropped`: a person took over before it left."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


class ConversationRow(Base):
    """One citizen on one channel.

    `language` is the citizen's own choice, `last_language` that of the last reply. `due_at` is when its
    oldest waiting message is to be worked on (None: nothing waits). A worker holds it until `claimed_until`.
    `reply_count` is the number of the last reply.
    """

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("channel", "external_id"), Index("ix_conversation_due_at", "due_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(CHANNEL_LENGTH))
    external_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    language: Mapped[str | None] = mapped_column(String(LANGUAGE_LENGTH))
    last_language: Mapped[str | None] = mapped_column(String(LANGUAGE_LENGTH))
    owner: Mapped[str] = mapped_column(String(TOKEN_LENGTH), default=Owner.BOT.value)
    session: Mapped[str] = mapped_column(String(TOKEN_LENGTH), default=new_session)
    last_message_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reply_count: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(String(TOKEN_LENGTH))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class MessageRow(Base):
    """One accepted message.

    `cut`: the citizen wrote more than is kept. `apologised`: told that the answer is late.

    `attempts` counts turns that the engine was not there for, `failures` turns that broke.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("channel", "external_id"),
        Index("ix_message_conversation_id_state", "conversation_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    channel: Mapped[str] = mapped_column(String(CHANNEL_LENGTH))
    external_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(String(TOKEN_LENGTH))
    cut: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8), default=MessageState.NEW.value)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    apologised: Mapped[bool] = mapped_column(default=False)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class ReplyRow(Base):
    """One reply in the outbox; `number` rises within the conversation and is the order of sending.

    `author` is `bot` or an agent's id: the bot's replies are dropped once a person owns the conversation.
    """

    __tablename__ = "reply"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        Index("ix_reply_state", "state", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    number: Mapped[int] = mapped_column(Integer)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    author: Mapped[str] = mapped_column(String(TOKEN_LENGTH), default=Owner.BOT.value)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(8), default=ReplyState.DUE.value)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    last_error: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OutcomeRow(Base):
    """How the turn of one message ended: one row a message.

    `duration_ms` runs from acceptance to commit, `engine_ms` is the dialogue engine's part of it.
    """

    __tablename__ = "outcome"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(40), index=True)
    language: Mapped[str | None] = mapped_column(String(LANGUAGE_LENGTH))
    mixed: Mapped[bool] = mapped_column(default=False)
    services: Mapped[list[str]] = mapped_column(JSON)
    asks: Mapped[str | None] = mapped_column(String(TOKEN_LENGTH))
    ticket: Mapped[str | None] = mapped_column(String(TOKEN_LENGTH))
    owner: Mapped[str] = mapped_column(String(TOKEN_LENGTH))
    duration_ms: Mapped[int] = mapped_column(Integer)
    engine_ms: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
