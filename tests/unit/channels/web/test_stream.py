"""The stream: every reply once and in order, comments in silence, an end when the process ends."""

import asyncio
import json

import pytest

from bot.bell import SocketBell, SocketListenerFactory
from bot.interfaces import SentReply
from bot.messages import Button, Reply
from channels.web import stream
from channels.web.stream import Wakeups, event, events

CITIZEN = "c" * 64


def sent(number: int, text: str = "salam") -> SentReply:
    return SentReply(number, Reply(text, "ur-Latn", (Button("Fees", "service:cnic-new:fee"),)), f"{CITIZEN[:16]}:id-1")


class Transcript:
    def __init__(self, replies):
        self.replies = list(replies)

    def sent_after(self, channel, external_id, number):
        assert (channel, external_id) == ("web", CITIZEN)
        return [each for each in self.replies if each.number > number]

    def turn_of(self, channel, message_id):
        return None


@pytest.fixture
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("r")


def data_of(piece: str) -> dict:
    [line] = [line for line in piece.splitlines() if line.startswith("data: ")]
    return json.loads(line.removeprefix("data: "))


def test_an_event_is_one_line_of_json_whatever_the_text():
    piece = event(sent(7, "line one\nline two\u2028three\r\n"))
    assert piece.startswith("id: 7\nevent: reply\ndata: ")
    assert piece.endswith("\n\n")
    data = data_of(piece.replace("\u2028", "\\u2028"))
    assert data["number"] == 7
    assert data["to"] == "id-1"
    assert data["language"] == "ur-Latn"
    assert data["buttons"] == [{"title": "Fees", "payload": "service:cnic-new:fee"}]


def test_a_reply_to_no_message_says_so():
    assert data_of(event(SentReply(1, Reply("x", "en"), None)))["to"] is None


async def collect(transcript, folder, after, pieces, ring=None):
    stopping = asyncio.Event()
    got = []
    generator = events(transcript, Wakeups(SocketListenerFactory(folder)), CITIZEN, after, stopping)
    async for piece in generator:
        got.append(piece)
        if len(got) == 1 and ring is not None:
            await asyncio.sleep(0.05)
            ring()
        if len(got) == pieces:
            stopping.set()
    return got


def test_replies_come_in_order_and_only_those_after_the_last_one_seen(folder):
    got = asyncio.run(collect(Transcript([sent(1), sent(2), sent(3)]), folder, after=1, pieces=3))
    assert got[0].startswith("retry: ")
    assert [data_of(piece)["number"] for piece in got[1:]] == [2, 3]


def test_a_ring_of_the_bell_brings_a_new_reply_at_once(folder, monkeypatch):
    monkeypatch.setattr(stream, "POLL_SECONDS", 60.0)
    transcript = Transcript([])

    def ring():
        transcript.replies.append(sent(1))
        bell = SocketBell(folder)
        bell.ring("channel-web")
        bell.close()

    got = asyncio.run(asyncio.wait_for(collect(transcript, folder, after=0, pieces=2, ring=ring), 10))
    assert data_of(got[1])["number"] == 1


def test_a_lost_ring_costs_the_poll_interval_only(folder, monkeypatch):
    monkeypatch.setattr(stream, "POLL_SECONDS", 0.05)
    transcript = Transcript([])
    got = asyncio.run(
        asyncio.wait_for(
            collect(transcript, folder, after=0, pieces=2, ring=lambda: transcript.replies.append(sent(1))), 10
        )
    )
    assert data_of(got[1])["number"] == 1


def test_silence_is_broken_by_comments(folder, monkeypatch):
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.05)
    got = asyncio.run(asyncio.wait_for(collect(Transcript([]), folder, after=0, pieces=3), 10))
    assert all(piece.startswith(":") for piece in got[1:])


def test_nobody_listens_after_the_last_stream(folder):
    asyncio.run(collect(Transcript([sent(1)]), folder, after=0, pieces=2))
    assert list(folder.glob("channel-web-*.sock")) == []
