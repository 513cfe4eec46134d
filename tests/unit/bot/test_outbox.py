from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.messages import Button, Reply
from bot.outbox import MOST_ATTEMPTS, back_off, claim_due, enqueue, mark_failed, mark_sent, next_due
from bot.tables import ConversationRow, ReplyRow, ReplyState
from knowledge.database import now, read_session, write_session

WEB = ("web",)
NO_LEASE = timedelta(seconds=-1)


@pytest.fixture
def filled(rig: Any) -> Any:
    rig.accept("salam")
    with write_session(rig.database) as session:
        conversation = session.scalars(select(ConversationRow)).one()
        replies = [Reply(str(number), "en", (Button("b", "human"),)) for number in (1, 2)]
        enqueue(session, conversation, replies, None)
    return rig


def states(rig: Any) -> list[str]:
    with read_session(rig.database) as session:
        return list(session.scalars(select(ReplyRow.state).order_by(ReplyRow.number)))


def hurry(rig: Any) -> None:
    with write_session(rig.database) as session:
        for row in session.scalars(select(ReplyRow)):
            row.next_attempt_at = now()


def test_replies_leave_in_the_order_of_their_numbers(filled: Any) -> None:
    first = claim_due(filled.database, WEB)
    assert first is not None
    assert (first.number, first.reply.text, first.external_id) == (1, "1", "ali")
    assert first.reply.buttons == (Button("b", "human"),)
    assert claim_due(filled.database, WEB) is None
    mark_sent(filled.database, first)
    second = claim_due(filled.database, WEB)
    assert second is not None and second.number == 2
    mark_sent(filled.database, second)
    assert next_due(filled.database, WEB) is None
    assert states(filled) == ["sent", "sent"]


def test_a_failure_holds_the_later_ones_back_until_it_is_dead(filled: Any) -> None:
    for attempt in range(1, MOST_ATTEMPTS + 1):
        departure = claim_due(filled.database, WEB)
        assert departure is not None and (departure.number, departure.attempt) == (1, attempt)
        state = mark_failed(filled.database, departure, "timeout", retryable=True)
        assert state is (ReplyState.DUE if attempt < MOST_ATTEMPTS else ReplyState.DEAD)
        if attempt < MOST_ATTEMPTS:
            assert claim_due(filled.database, WEB) is None
            hurry(filled)
    departure = claim_due(filled.database, WEB)
    assert departure is not None and departure.number == 2


def test_what_a_retry_cannot_help_is_dead_at_once(filled: Any) -> None:
    departure = claim_due(filled.database, WEB)
    assert departure is not None
    assert mark_failed(filled.database, departure, "blocked", retryable=False) is ReplyState.DEAD
    assert states(filled) == ["dead", "due"]


def test_a_reply_whose_sender_died_is_sent_again(filled: Any) -> None:
    first = claim_due(filled.database, WEB, NO_LEASE)
    again = claim_due(filled.database, WEB)
    assert first is not None and again is not None
    assert (first.number, again.number, again.attempt) == (1, 1, 2)
    mark_failed(filled.database, first, "late news of the dead sender", retryable=False)
    assert states(filled)[0] == "sending"


def test_the_bots_replies_are_dropped_once_a_person_owns_the_conversation(filled: Any) -> None:
    filled.change(lambda conversation: setattr(conversation, "owner", "agent-7"))
    with write_session(filled.database) as session:
        conversation = session.scalars(select(ConversationRow)).one()
        enqueue(session, conversation, [Reply("from a person", "en")], None, author="agent-7")
    departure = claim_due(filled.database, WEB)
    assert departure is not None and departure.reply.text == "from a person"
    assert states(filled) == ["dropped", "dropped", "sending"]


def test_replies_to_a_channel_that_is_not_loaded_stay(filled: Any) -> None:
    assert claim_due(filled.database, ("telegram",)) is None
    assert next_due(filled.database, ("telegram",)) is None
    assert states(filled) == ["due", "due"]


def test_the_back_off_doubles_up_to_five_minutes() -> None:
    assert [back_off(attempt) for attempt in (1, 2, 3, 4)] == [1.0, 2.0, 4.0, 8.0]
    assert back_off(50) == 300.0
