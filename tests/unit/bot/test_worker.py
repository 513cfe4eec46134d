import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

import bot.engines.scripted
import bot.worker
from bot.bell import SocketBell, SocketListenerFactory, bell_folder
from bot.errors import EngineUnavailable
from bot.interfaces import EngineMessage, EngineRequest
from bot.tables import ConversationRow, MessageRow
from bot.worker import GIVE_UP_AFTER, Worker
from knowledge.database import now, read_session, write_session


def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def tried(rig: Any, times: int) -> bool:
    return int(rig.message(1).attempts) >= times


def broken(rig: Any, times: int) -> bool:
    return int(rig.message(1).failures) == times


@pytest.fixture
def working(tmp_path: Path) -> Any:
    """Start a worker on a rig; it is stopped, and must end, when the test is over."""
    stop, threads = threading.Event(), []
    folder = bell_folder(tmp_path)
    bell = SocketBell(folder)

    def start(rig: Any, **options: Any) -> Worker:
        rig.bell = bell
        worker = Worker(rig.tools, bell, SocketListenerFactory(folder), **options)
        thread = threading.Thread(target=worker.run, args=(stop,))
        threads.append(thread)
        thread.start()
        until(lambda: any(folder.glob("worker-*.sock")))
        return worker

    yield start
    stop.set()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    bell.close()


def age(rig: Any, by: timedelta) -> None:
    with write_session(rig.database) as session:
        session.execute(update(MessageRow).values(received_at=now() - by))


def retry_now(rig: Any) -> None:
    with write_session(rig.database) as session:
        session.execute(update(ConversationRow).where(ConversationRow.due_at.is_not(None)).values(due_at=now()))


def test_messages_of_a_conversation_are_answered_in_order_and_conversations_side_by_side(
    rig: Any, working: Any
) -> None:
    working(rig, threads=4)
    for number in range(12):
        for citizen in ("ali", "bina", "chand"):
            rig.accept(f"question {number} of {citizen}", citizen=citizen)
    until(lambda: len(rig.outcomes()) == 36)
    for citizen in ("ali", "bina", "chand"):
        asked = [request.text for request in rig.engine.requests if request.text.endswith(citizen)]
        assert asked == [f"question {number} of {citizen}" for number in range(12)]


def test_an_engine_that_comes_back_answers_everything_once_and_in_order(rig: Any, working: Any) -> None:
    rig.engine.fail_with(EngineUnavailable("not up yet"))
    working(rig)
    for number in range(3):
        rig.accept(f"question {number}")
    until(lambda: len(rig.engine.requests) >= 2)
    assert rig.outcomes() == []
    rig.engine.fail_with(None)
    until(lambda: len(rig.outcomes()) == 3)
    assert [reply.text for reply in rig.replies()] == ["question 0", "question 1", "question 2"]


def test_who_waits_for_an_engine_that_is_down_is_told_once(rig: Any, working: Any) -> None:
    rig.engine.fail_with(EngineUnavailable("down"))
    rig.accept("question 0")
    rig.accept("question 1")
    age(rig, timedelta(seconds=5))
    working(rig)
    for attempts in (1, 2, 3):
        until(partial(tried, rig, attempts))
        retry_now(rig)
    late = rig.texts.text("reply.engine_late", "en")
    assert [reply.text for reply in rig.replies()] == [late]
    assert rig.outcomes() == []
    rig.engine.fail_with(None)
    retry_now(rig)
    until(lambda: len(rig.outcomes()) == 2)
    assert [reply.text for reply in rig.replies()] == [late, "question 0", "question 1"]


def test_who_waits_for_an_engine_that_hangs_is_told_meanwhile(
    scripted: Any, working: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.worker, "APOLOGISE_AFTER_S", 0.3)
    monkeypatch.setattr(bot.worker, "TICK_S", 0.05)
    go_on = threading.Event()

    def hang(request: EngineRequest) -> tuple[EngineMessage, ...]:
        assert go_on.wait(10)
        return bot.engines.scripted.echo(request)

    rig = scripted(hang)
    rig.accept("question 0")
    working(rig)
    until(lambda: len(rig.replies()) == 1)
    assert rig.outcomes() == []
    go_on.set()
    until(lambda: len(rig.outcomes()) == 1)
    assert [reply.text for reply in rig.replies()] == [
        rig.texts.text("reply.engine_late", "en"),
        "question 0",
    ]


def test_a_message_waits_a_day_at_most(rig: Any, working: Any) -> None:
    rig.engine.fail_with(EngineUnavailable("down"))
    rig.accept("question 0")
    age(rig, GIVE_UP_AFTER + timedelta(minutes=1))
    working(rig)
    until(lambda: list(rig.outcomes()) == ["error_engine_down"])
    assert [reply.text for reply in rig.replies()] == [rig.texts.text("reply.engine_gave_up", "en")]


def test_a_turn_that_breaks_is_tried_again_and_then_given_up_with_an_apology(scripted: Any, working: Any) -> None:
    def break_on_the_first(request: EngineRequest) -> tuple[EngineMessage, ...]:
        if request.text == "question 0":
            raise RuntimeError("a fault of our own")
        return bot.engines.scripted.echo(request)

    rig = scripted(break_on_the_first)
    rig.accept("question 0")
    rig.accept("question 1")
    working(rig)
    for failures in (1, 2):
        until(partial(broken, rig, failures))
        retry_now(rig)
    until(lambda: len(rig.outcomes()) == 2)
    assert list(rig.outcomes()) == ["error_internal", "answered_smalltalk"]
    assert [reply.text for reply in rig.replies()] == [rig.texts.text("reply.went_wrong", "en"), "question 1"]


def test_the_lease_of_a_long_turn_is_renewed(scripted: Any, working: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.worker, "TICK_S", 0.05)
    asked = []

    def slow(request: EngineRequest) -> tuple[EngineMessage, ...]:
        asked.append(request.text)
        time.sleep(1.0)
        return bot.engines.scripted.echo(request)

    rig = scripted(slow)
    rig.accept("question 0")
    working(rig, lease=timedelta(seconds=0.4))
    working(rig, lease=timedelta(seconds=0.4))
    until(lambda: len(rig.outcomes()) == 1)
    assert asked == ["question 0"]


def test_stopping_finishes_the_turn_and_leaves_the_rest_free(scripted: Any, tmp_path: Path) -> None:
    stop, begun = threading.Event(), threading.Event()

    def slow(request: EngineRequest) -> tuple[EngineMessage, ...]:
        begun.set()
        time.sleep(0.3)
        return bot.engines.scripted.echo(request)

    rig = scripted(slow)
    for number in range(3):
        rig.accept(f"question {number}")
    bell = SocketBell(tmp_path)
    worker = Worker(rig.tools, bell, SocketListenerFactory(tmp_path))
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    assert begun.wait(10)
    stop.set()
    thread.join(10)
    bell.close()
    assert not thread.is_alive()
    assert len(rig.outcomes()) == 1
    with read_session(rig.database) as session:
        conversation = session.scalars(select(ConversationRow)).one()
    assert conversation.claimed_by is None
    assert conversation.due_at is not None
