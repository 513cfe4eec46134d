"""Claims: a worker holds a whole conversation for a while, so that its messages stay in order whatever dies.

A claim is a lease with a token of its own. Whoever writes about a conversation checks the token in the same
transaction, so that a worker that slept through its lease changes nothing. On PostgreSQL rows are taken with
`FOR UPDATE SKIP LOCKED`; on SQLite that clause compiles to nothing and the write lock (BEGIN IMMEDIATE) with
a conditional UPDATE does it.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, func, or_, select, update
from sqlalchemy.orm import Session

from bot.errors import ClaimLost
from bot.tables import ConversationRow, MessageRow, MessageState
from knowledge.database import now, read_session, write_session

LEASE = timedelta(seconds=15)
"""How long a conversation waits when its worker is killed; renewed well before it runs out."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's hold on one conversation."""

    conversation: int
    token: str


def next_due(engine: Engine) -> datetime | None:
    """When the next conversation that nobody holds is due, or None. Only reads."""
    with read_session(engine) as session:
        return session.scalar(select(func.min(ConversationRow.due_at)).where(_free(now())))


def claim_next(engine: Engine, lease: timedelta = LEASE) -> Claim | None:
    """Take the conversation that has been due longest, or None when none is."""
    at = now()
    with write_session(engine) as session:
        wanted = session.scalar(
            select(ConversationRow.id)
            .where(ConversationRow.due_at <= at, _free(at))
            .order_by(ConversationRow.due_at, ConversationRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if wanted is None:
            return None
        token = secrets.token_hex(16)
        taken = session.scalar(
            update(ConversationRow)
            .where(ConversationRow.id == wanted, _free(at))
            .values(claimed_by=token, claimed_until=at + lease)
            .returning(ConversationRow.id)
        )
        return None if taken is None else Claim(taken, token)


def renew(engine: Engine, claims: Iterable[Claim], lease: timedelta = LEASE) -> None:
    """Prolong the claims that are still held."""
    tokens = [claim.token for claim in claims]
    if not tokens:
        return
    with write_session(engine) as session:
        session.execute(
            update(ConversationRow).where(ConversationRow.claimed_by.in_(tokens)).values(claimed_until=now() + lease)
        )


def held_conversation(session: Session, claim: Claim) -> ConversationRow:
    """The conversation, locked for this transaction. Raises `ClaimLost` when the claim is no longer ours."""
    row = session.scalar(
        select(ConversationRow)
        .where(ConversationRow.id == claim.conversation, ConversationRow.claimed_by == claim.token)
        .with_for_update()
    )
    if row is None:
        raise ClaimLost("the lease on the conversation has run out")
    return row


def has_waiting(session: Session, conversation: int) -> bool:
    """Whether a message waits in the conversation."""
    waiting = select(MessageRow.id).where(
        MessageRow.conversation_id == conversation, MessageRow.state == MessageState.NEW
    )
    return session.scalar(waiting.limit(1)) is not None


def let_go(conversation: ConversationRow, due_at: datetime | None) -> None:
    """End the claim within the caller's transaction.

    `due_at`: when the next message is to be worked on, or None.
    """
    conversation.claimed_by = None
    conversation.claimed_until = None
    conversation.due_at = due_at


def release(engine: Engine, claim: Claim, due_at: datetime | None = None) -> None:
    """End the claim.

    Due at `due_at`, or now when a message waits, or not at all. A lost claim is left alone.
    """
    with write_session(engine) as session:
        try:
            conversation = held_conversation(session, claim)
        except ClaimLost:
            return
        waiting = has_waiting(session, conversation.id)
        let_go(conversation, (due_at or now()) if waiting else None)


def _free(at: datetime) -> ColumnElement[bool]:
    return or_(ConversationRow.claimed_until.is_(None), ConversationRow.claimed_until <= at)
