"""The first step: read the oldest waiting message of the claimed conversation, and what stands around it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import ClaimLost
from bot.messages import Button, Reply
from bot.sessions import episode_is_over, new_session
from bot.tables import ConversationRow, MessageRow, MessageState, OutcomeRow, ReplyRow, ReplyState
from bot.turn.state import Received, Turn, TurnTools
from knowledge.database import read_session
from nlu.types import Language


def read(turn: Turn, tools: TurnTools) -> None:
    """Fill `received` and `text`; `waiting` becomes False when nothing waits. Raises `ClaimLost`."""
    with read_session(tools.database) as session:
        conversation = session.get(ConversationRow, turn.claim.conversation)
        if conversation is None or conversation.claimed_by != turn.claim.token:
            raise ClaimLost("the lease on the conversation has run out")
        message = session.scalar(
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation.id, MessageRow.state == MessageState.NEW)
            .order_by(MessageRow.id)
            .limit(1)
        )
        if message is None:
            turn.waiting = False
            return
        new_episode = episode_is_over(conversation.last_message_at, message.received_at)
        turn.received = Received(
            message=message.id,
            text=message.text,
            payload=message.payload,
            cut=message.cut,
            received_at=message.received_at,
            attempts=message.attempts,
            failures=message.failures,
            apologised=message.apologised,
            owner=conversation.owner,
            session=new_session() if new_episode else conversation.session,
            language=_language(conversation.language),
            last_language=_language(conversation.last_language),
            offered=_offered(session, conversation.id),
            spoken_of=None if new_episode else _spoken_of(session, conversation.id),
        )
    turn.text = turn.received.text


def _language(tag: str | None) -> Language | None:
    return None if tag is None else Language(tag)


def _offered(session: Session, conversation: int) -> tuple[Button, ...]:
    content = session.scalar(
        select(ReplyRow.content)
        .where(
            ReplyRow.conversation_id == conversation,
            ReplyRow.state.not_in((ReplyState.DEAD.value, ReplyState.DROPPED.value)),
        )
        .order_by(ReplyRow.number.desc())
        .limit(1)
    )
    return () if content is None else Reply.from_dict(content).buttons


def _spoken_of(session: Session, conversation: int) -> str | None:
    services = session.scalar(
        select(OutcomeRow.services)
        .join(MessageRow, MessageRow.id == OutcomeRow.message_id)
        .where(MessageRow.conversation_id == conversation, MessageRow.state == MessageState.DONE)
        .order_by(MessageRow.id.desc())
        .limit(1)
    )
    return services[0] if services else None
