"""The outbox.

Replies leave in the order of their numbers, at least once, and never past a person who has taken over.

`due -> sending -> sent`; a failure goes back to `due` with a back-off, or to `dead`. A reply whose sender
died stays `sending` until its lease runs out and is then sent again: the one window in which a citizen may
get it twice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from bot.messages import Reply
from bot.router import Owner, bot_answers
from bot.tables import ConversationRow, ReplyRow, ReplyState
from knowledge.database import now, read_session, write_session

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 8
FIRST_BACK_OFF_S = 1.0
LONGEST_BACK_OFF_S = 300.0

_UNSENT = (ReplyState.DUE.value, ReplyState.SENDING.value)


_earlier = aliased(ReplyRow)
_may_leave = (
    ReplyRow.state.in_(_UNSENT),
    ConversationRow.channel.in_(bindparam("channels", expanding=True)),
    # The first of its conversation that has not left.
    ~exists().where(
        _earlier.conversation_id == ReplyRow.conversation_id,
        _earlier.number < ReplyRow.number,
        _earlier.state.in_(_UNSENT),
    ),
)
# Built once: putting these statements together takes as long as running them.
_NEXT_DUE = (
    select(func.min(ReplyRow.next_attempt_at))
    .join(ConversationRow, ConversationRow.id == ReplyRow.conversation_id)
    .where(*_may_leave)
)
_DUE = (
    select(ReplyRow, ConversationRow)
    .join(ConversationRow, ConversationRow.id == ReplyRow.conversation_id)
    .where(*_may_leave, ReplyRow.next_attempt_at <= bindparam("at"))
    .order_by(ReplyRow.next_attempt_at, ReplyRow.id)
    .limit(1)
    .with_for_update(of=ReplyRow, skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Departure:
    """A reply that is to be sent now."""

    id: int
    channel: str
    external_id: str
    number: int
    attempt: int
    reply: Reply


def enqueue(
    session: Session,
    conversation: ConversationRow,
    replies: Sequence[Reply],
    message: int | None,
    author: str = Owner.BOT,
) -> None:
    """Append replies within the caller's transaction, in which the conversation's row is locked."""
    for reply in replies:
        conversation.reply_count += 1
        session.add(
            ReplyRow(
                conversation_id=conversation.id,
                number=conversation.reply_count,
                message_id=message,
                author=str(author),
                content=reply.to_dict(),
                state=ReplyState.DUE.value,
                next_attempt_at=now(),
            )
        )


def next_due(engine: Engine, channels: Collection[str]) -> datetime | None:
    """When the next reply to one of `channels` may leave, or None. Only reads."""
    with read_session(engine) as session:
        return session.scalar(_NEXT_DUE, {"channels": list(channels)})


def claim_due(engine: Engine, channels: Collection[str], lease: timedelta = LEASE) -> Departure | None:
    """Take the reply that has been due longest.

    The bot's replies to a conversation that a person owns are dropped.
    """
    while True:
        with write_session(engine) as session:
            row = session.execute(_DUE, {"channels": list(channels), "at": now()}).first()
            if row is None:
                return None
            reply, conversation = row
            if reply.author == Owner.BOT and not bot_answers(conversation.owner):
                reply.state = ReplyState.DROPPED.value
                continue
            reply.state = ReplyState.SENDING.value
            reply.attempts += 1
            reply.next_attempt_at = now() + lease
            return Departure(
                id=reply.id,
                channel=conversation.channel,
                external_id=conversation.external_id,
                number=reply.number,
                attempt=reply.attempts,
                reply=Reply.from_dict(reply.content),
            )


def mark_sent(engine: Engine, departure: Departure) -> None:
    """The platform has it."""
    _close(engine, departure, state=ReplyState.SENT.value, sent_at=now(), last_error=None)


def mark_failed(engine: Engine, departure: Departure, error: str, *, retryable: bool) -> ReplyState:
    """The platform did not take it: due again after a back-off, or dead. Returns which."""
    if not retryable or departure.attempt >= MOST_ATTEMPTS:
        _close(engine, departure, state=ReplyState.DEAD.value, last_error=error[:200])
        return ReplyState.DEAD
    again = now() + timedelta(seconds=back_off(departure.attempt))
    _close(engine, departure, state=ReplyState.DUE.value, last_error=error[:200], next_attempt_at=again)
    return ReplyState.DUE


def back_off(attempt: int) -> float:
    """Seconds to wait after the `attempt`-th failure (1, 2, ...): 1, 2, 4, ... at most five minutes."""
    return float(min(LONGEST_BACK_OFF_S, FIRST_BACK_OFF_S * 2 ** (attempt - 1)))


def _close(engine: Engine, departure: Departure, **values: object) -> None:
    with write_session(engine) as session:
        session.execute(
            update(ReplyRow)
            .where(
                ReplyRow.id == departure.id,
                ReplyRow.state == ReplyState.SENDING.value,
                ReplyRow.attempts == departure.attempt,
            )
            .values(**values)
        )
