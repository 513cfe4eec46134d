"""Inbox, workers, senders and transcript on a migrated SQLite file, with the real understanding of language.

Only the dialogue engine is the scripted fake.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine as Database

from bot.bell import SocketBell, SocketListenerFactory
from bot.catalogue import Catalogue
from bot.database import upgrade
from bot.engines.scripted import ScriptedEngine, echo
from bot.inbox import DatabaseInbox
from bot.interfaces import EngineMessage, EngineRequest
from bot.messages import Citizen, Message, Reply
from bot.sender import Sender
from bot.transcript import DatabaseTranscript
from bot.turn import TurnTools
from bot.worker import Worker
from knowledge.database import open_database
from nlu.types import Language

CHANNEL = "terminal"
SHUFFLE = random.Random(7)


class Fetched:
    """A channel whose citizens fetch their replies from the transcript."""

    name = CHANNEL

    def send(self, external_id: str, reply: Reply, reply_number: int) -> None:
        return


@dataclass
class System:
    """Two workers and two senders at work on one database."""

    database: Database
    inbox: DatabaseInbox
    transcript: DatabaseTranscript
    engine: ScriptedEngine
    texts: Catalogue

    def send(self, citizen: str, number: str, text: str, payload: str | None = None) -> None:
        self.inbox.accept(Message(Citizen(CHANNEL, citizen), number, text, payload))

    def replies(self, citizen: str) -> list[Reply]:
        return [sent.reply for sent in self.transcript.sent_after(CHANNEL, citizen, 0)]

    def ask(self, citizen: str, number: str, text: str, payload: str | None = None) -> tuple[str, Reply]:
        """Send a message and wait for the reply to it: the turn's outcome and the reply."""
        self.send(citizen, number, text, payload)
        until(lambda: any(sent.to_message == number for sent in self.transcript.sent_after(CHANNEL, citizen, 0)))
        record = self.transcript.turn_of(CHANNEL, number)
        assert record is not None
        return record.outcome, self.replies(citizen)[-1]


def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def now_and_then_slow(request: EngineRequest) -> tuple[EngineMessage, ...]:
    time.sleep(SHUFFLE.choice((0.0, 0.0, 0.01)))
    return echo(request)


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    database = open_database(f"sqlite:///{tmp_path / 'sahulat.db'}")
    upgrade(database)
    bell, listeners = SocketBell(tmp_path / "run"), SocketListenerFactory(tmp_path / "run")
    texts, engine, stop = Catalogue.load(), ScriptedEngine(now_and_then_slow), threading.Event()
    tools = TurnTools(database, engine, texts)
    loops = [
        *(Worker(tools, bell, listeners).run for _ in range(2)),
        *(Sender(database, {CHANNEL: Fetched()}, bell, listeners).run for _ in range(2)),
    ]
    threads = [threading.Thread(target=loop, args=(stop,)) for loop in loops]
    for thread in threads:
        thread.start()
    yield System(database, DatabaseInbox(database, bell), DatabaseTranscript(database), engine, texts)
    stop.set()
    for thread in threads:
        thread.join(15)
        assert not thread.is_alive()
    bell.close()
    database.dispose()


def test_every_message_is_answered_once_and_in_order_however_often_it_is_delivered(system: System) -> None:
    citizens, messages = [f"citizen-{number}" for number in range(10)], 8

    def deliver(citizen: str) -> None:
        for number in range(messages):
            system.send(citizen, f"{citizen}/{number}", f"question number {number}")
            earlier = SHUFFLE.randrange(number + 1)
            system.send(citizen, f"{citizen}/{earlier}", f"question number {earlier}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(deliver, citizens * 2))  # the platform delivers everything at least four times
    until(lambda: all(len(system.replies(citizen)) >= messages for citizen in citizens))
    for citizen in citizens:
        answered = [sent.to_message for sent in system.transcript.sent_after(CHANNEL, citizen, 0)]
        assert Counter(answered) == Counter(f"{citizen}/{number}" for number in range(messages))
    asked = Counter((request.session, request.text) for request in system.engine.requests)
    assert set(asked.values()) == {1}


def test_messages_delivered_one_after_the_other_are_answered_in_that_order(system: System) -> None:
    citizens, texts = ["ali", "bina", "chand"], [f"question number {number}" for number in range(10)]
    for number, text in enumerate(texts):
        for citizen in citizens:
            system.send(citizen, f"{citizen}/{number}", text)
    until(lambda: all(len(system.replies(citizen)) == len(texts) for citizen in citizens))
    for citizen in citizens:
        assert [reply.text for reply in system.replies(citizen)] == texts


@pytest.mark.parametrize(
    ("text", "outcome", "key"),
    [
        ("   ", "refused_empty", "reply.empty"),
        ("😀 👍", "refused_no_words", "reply.no_words"),
        ("/restart", "refused_no_words", "reply.no_words"),
        ("/intent{}", "refused_no_words", "reply.no_words"),
        ("my card is lost " * 300, "refused_too_long", "reply.too_long"),
        ("मेरा पासपोर्ट कैसे बनेगा", "refused_language", "reply.language_not_spoken"),
        ("زما پاسپورټ ورک شوی دی، څه وکړم؟", "refused_language", "reply.language_not_spoken"),
    ],
)
def test_bad_input_gets_a_clear_reply(text: str, outcome: str, key: str, system: System) -> None:
    ended, reply = system.ask("ali", "1", text)
    assert ended == outcome
    assert system.texts.text(key, Language.EN) in reply.text
    assert system.engine.requests == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mera shanakhti card gum ho gaya hai, ab kya karoon?", "ur-Latn"),
        ("پاسپورٹ کی تجدید کے لیے کون سے کاغذات چاہئیں؟", "ur"),
        ("how do I check which SIMs are on my CNIC", "en"),
    ],
)
def test_a_question_is_answered_in_its_language(text: str, language: str, system: System) -> None:
    _, reply = system.ask("ali", "1", text)
    assert (reply.language, reply.text) == (language, text)


def test_personal_data_never_reach_the_engine(system: System) -> None:
    system.ask("ali", "1", "my cnic is 35202-1234567-1 and my number is 0300-1234567, what now?")
    (request,) = system.engine.requests
    assert "1234567" not in request.text
    assert "ali" not in request.session
