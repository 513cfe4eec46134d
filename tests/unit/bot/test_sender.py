import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.bell import SocketBell, SocketListener, SocketListenerFactory
from bot.errors import DeliveryError
from bot.messages import Reply
from bot.sender import Sender
from bot.tables import ReplyRow
from knowledge.database import read_session


class Postbox:
    """A channel that keeps what it was given, and fails as told."""

    name = "web"

    def __init__(self) -> None:
        self.sent: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.failures: list[Exception] = []

    def send(self, external_id: str, reply: Reply, reply_number: int) -> None:
        if self.failures:
            raise self.failures.pop()
        self.sent[external_id].append((reply_number, reply.text))


def until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def postbox(rig: Any, tmp_path: Path) -> Any:
    box, stop = Postbox(), threading.Event()
    bell = SocketBell(tmp_path)
    sender = Sender(rig.database, {"web": box}, bell, SocketListenerFactory(tmp_path))
    thread = threading.Thread(target=sender.run, args=(stop,))
    thread.start()
    yield box
    stop.set()
    bell.ring("sender")
    thread.join(10)
    assert not thread.is_alive()
    bell.close()


def rows(rig: Any) -> list[tuple[str, str | None]]:
    with read_session(rig.database) as session:
        return [(row.state, row.last_error) for row in session.scalars(select(ReplyRow).order_by(ReplyRow.id))]


def test_replies_reach_their_citizens_in_order_and_the_channel_is_rung(
    rig: Any, postbox: Postbox, tmp_path: Path
) -> None:
    listener = SocketListener(tmp_path, "channel-web")
    for number in range(5):
        for citizen in ("ali", "bina"):
            rig.say(f"question {number}", citizen=citizen)
    until(lambda: sum(map(len, postbox.sent.values())) == 10)
    for citizen in ("ali", "bina"):
        assert postbox.sent[citizen] == [(number + 1, f"question {number}") for number in range(5)]
    assert listener.wait(1.0)
    listener.close()
    until(lambda: {state for state, _ in rows(rig)} == {"sent"})


def test_a_failure_that_may_pass_is_tried_again(rig: Any, postbox: Postbox) -> None:
    postbox.failures = [DeliveryError("secret detail", retryable=True)]
    rig.say("salam there")
    until(lambda: rows(rig)[0] == ("due", "DeliveryError"))
    until(lambda: postbox.sent["ali"] == [(1, "salam there")])


def test_a_failure_for_good_is_dead_and_the_next_reply_goes_on(rig: Any, postbox: Postbox) -> None:
    postbox.failures = [DeliveryError("blocked by the citizen", retryable=False, loggable=True)]
    rig.say("salam there")
    until(lambda: rows(rig)[0] == ("dead", "blocked by the citizen"))
    rig.say("and again")
    until(lambda: postbox.sent["ali"] == [(2, "and again")])


def test_a_channel_that_breaks_loses_nothing(rig: Any, postbox: Postbox) -> None:
    postbox.failures = [KeyError("secret")]
    rig.say("salam there")
    until(lambda: rows(rig)[0] == ("due", "KeyError"))
    until(lambda: postbox.sent["ali"] == [(1, "salam there")])
