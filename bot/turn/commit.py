"""The last step, and the other ways in which a turn ends.

Everything that is written, each in one transaction.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.claims import Claim, has_waiting, held_conversation, let_go
from bot.errors import ClaimLost
from bot.messages import Reply
from bot.outbox import enqueue
from bot.outcomes import Outcome
from bot.router import bot_answers
from bot.tables import MessageRow, MessageState, OutcomeRow
from bot.turn.state import Turn, TurnTools
from knowledge.database import now, write_session


def commit(turn: Turn, tools: TurnTools) -> None:
    """Message done, reply in the outbox, outcome row, and the claim ended unless `more` messages wait.

    All or nothing.

    The owner is looked at again under the lock: when a person has taken over meanwhile, the reply is not said
    and the message is left to that person. Raises `ClaimLost` (and writes nothing) when somebody else may
    hold the conversation.
    """
    with write_session(tools.database) as session:
        conversation = held_conversation(session, turn.claim)
        message = _waiting_message(session, turn.received.message)
        if not bot_answers(conversation.owner):
            turn.outcome, turn.reply, turn.services, turn.asks = Outcome.DEFERRED_TO_OWNER, None, (), None
        if turn.outcome is None:
            raise RuntimeError("a turn reached its end without an outcome")
        message.state = MessageState.DONE.value
        session.add(_outcome_row(turn, turn.outcome, message, conversation.owner))
        conversation.session = turn.received.session
        conversation.last_message_at = message.received_at
        if turn.outcome is not Outcome.REFUSED_LANGUAGE:
            conversation.last_language = turn.language.value
        if turn.chosen_language is not None:
            conversation.language = turn.chosen_language.value
        if turn.reply is not None:
            enqueue(session, conversation, [turn.reply], message.id)
        session.flush()
        turn.more = has_waiting(session, conversation.id)
        if not turn.more:
            let_go(conversation, None)


def postpone(tools: TurnTools, claim: Claim, message: int, delay: float, *, broke: bool = False) -> None:
    """Leave the message waiting for `delay` seconds and end the claim.

    `broke`: the turn failed for a fault of ours.

    Raises `ClaimLost`.
    """
    with write_session(tools.database) as session:
        conversation = held_conversation(session, claim)
        row = _waiting_message(session, message)
        if broke:
            row.failures += 1
        else:
            row.attempts += 1
        let_go(conversation, now() + timedelta(seconds=delay))


def apologise(tools: TurnTools, claim: Claim, message: int, language: str) -> bool:
    """Tell the citizen, once a message, that the answer will be late. True when a reply was enqueued.

    Raises `ClaimLost`.
    """
    with write_session(tools.database) as session:
        conversation = held_conversation(session, claim)
        row = _waiting_message(session, message)
        if row.apologised or not bot_answers(conversation.owner):
            return False
        row.apologised = True
        enqueue(session, conversation, [Reply(tools.texts.text("reply.engine_late", language), language)], row.id)
        return True


def _waiting_message(session: Session, number: int) -> MessageRow:
    row = session.get(MessageRow, number)
    if row is None or row.state != MessageState.NEW:
        raise ClaimLost("the message has been dealt with by somebody else")
    return row


def _outcome_row(turn: Turn, outcome: Outcome, message: MessageRow, owner: str) -> OutcomeRow:
    at = now()
    return OutcomeRow(
        message_id=message.id,
        outcome=outcome.value,
        language=turn.language.value,
        mixed=bool(turn.guess and turn.guess.mixed),
        services=list(turn.services),
        asks=turn.asks,
        ticket=None,
        owner=owner,
        duration_ms=max(0, round((at - message.received_at).total_seconds() * 1000)),
        engine_ms=turn.engine_ms,
        created_at=at,
    )
