from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from bot.errors import MessageRefused
from bot.inbox import MAX_BYTES, DatabaseInbox, oldest_waiting
from bot.messages import MAX_TEXT, Citizen, Message
from bot.tables import ConversationRow, MessageRow
from knowledge.database import read_session

ALI = Citizen("web", "ali")


def rows(database: Engine, table: Any) -> int:
    with read_session(database) as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_message_is_stored_once_and_the_worker_is_woken(rig: Any) -> None:
    first = rig.inbox.accept(Message(ALI, "a", "salam"))
    again = rig.inbox.accept(Message(ALI, "a", "salam"))
    assert (first.duplicate, again.duplicate) == (False, True)
    assert first.number == again.number
    assert rows(rig.database, MessageRow) == rows(rig.database, ConversationRow) == 1
    assert rig.bell.rung == ["worker"]


def test_the_same_id_on_another_channel_is_another_message(rig: Any) -> None:
    rig.inbox.accept(Message(ALI, "a", "salam"))
    assert not rig.inbox.accept(Message(Citizen("terminal", "ali"), "a", "salam")).duplicate
    assert rows(rig.database, ConversationRow) == 2


def test_what_is_stored_is_clean(rig: Any) -> None:
    number = rig.accept("a\x00b\ud800c\u202e d\n\n e")
    assert rig.message(number).text == "a bc d e"
    rig.message(number).text.encode()


def test_a_long_text_keeps_its_beginning(rig: Any) -> None:
    number = rig.accept("x" * (MAX_TEXT + 1))
    row = rig.message(number)
    assert (len(row.text), row.cut) == (MAX_TEXT, True)
    assert not rig.message(rig.accept("x" * MAX_TEXT)).cut


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (Message(ALI, "a", "x" * 1_000_000), "too_long"),
        (Message(ALI, "a", "گ" * (MAX_BYTES // 2 + 1)), "too_long"),
        (Message(ALI, "a", "\ud800" * MAX_BYTES), "too_long"),
        (Message(ALI, "a", "", "/restart"), "bad_choice"),
        (Message(ALI, "a", "", 'service:a","language":"x'), "bad_choice"),
        (Message(ALI, "", "salam"), "bad_message"),
        (Message(ALI, "a\x00", "salam"), "bad_message"),
        (Message(ALI, "a" * 201, "salam"), "bad_message"),
        (Message(Citizen("web", ""), "a", "salam"), "bad_message"),
    ],
)
def test_what_cannot_be_stored_sensibly_is_refused_with_a_reason(message: Message, reason: str, rig: Any) -> None:
    with pytest.raises(MessageRefused) as refused:
        rig.inbox.accept(message)
    assert refused.value.reason == reason
    assert rig.texts.text(f"error.{reason}", "ur")
    assert rows(rig.database, MessageRow) == 0
    assert rig.bell.rung == []


def test_a_refusal_never_quotes_the_message(rig: Any) -> None:
    with pytest.raises(MessageRefused) as refused:
        rig.accept("secret-text " * 10_000)
    assert "secret" not in str(refused.value)


def test_the_conversation_is_due_since_its_oldest_message(rig: Any) -> None:
    rig.accept("one")
    due = rig.conversation().due_at
    rig.accept("two")
    assert rig.conversation().due_at == due
    with read_session(rig.database) as session:
        assert oldest_waiting(session) == due


def test_a_time_without_a_zone_is_taken_for_utc(rig: Any) -> None:
    naive = datetime(2026, 11, 23, 10, tzinfo=UTC).replace(tzinfo=None)
    number = DatabaseInbox(rig.database, rig.bell).accept(Message(ALI, "a", "salam", None, naive)).number
    assert rig.message(number).sent_at == datetime(2026, 11, 23, 10, tzinfo=UTC)
