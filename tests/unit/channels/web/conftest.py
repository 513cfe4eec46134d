"""The web channel's routes over stand-ins for the ports of `bot`."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.bell import SocketBell, SocketListenerFactory
from bot.catalogue import Catalogue
from bot.errors import MessageRefused
from bot.interfaces import ChannelContext, Receipt, SentReply, TurnRecord
from bot.messages import Message
from channels.web.routes import build


@dataclass
class MemoryInbox:
    """Keeps what it accepts; refuses the payload `refuse-me`."""

    accepted: dict[str, Message] = field(default_factory=dict)

    def accept(self, message: Message) -> Receipt:
        if message.payload == "refuse-me":
            raise MessageRefused("bad_choice", "not one of ours")
        duplicate = message.id in self.accepted
        self.accepted.setdefault(message.id, message)
        return Receipt(len(self.accepted), duplicate)


@dataclass
class MemoryTranscript:
    """Hands out the replies that a test puts in, for the citizen that it names."""

    replies: dict[str, list[SentReply]] = field(default_factory=dict)

    def sent_after(self, channel: str, external_id: str, number: int) -> Sequence[SentReply]:
        assert channel == "web"
        return [sent for sent in self.replies.get(external_id, []) if sent.number > number]

    def turn_of(self, channel: str, message_id: str) -> TurnRecord | None:
        return None


@dataclass
class Web:
    """The routes under test and what they stand on."""

    client: TestClient
    inbox: MemoryInbox
    transcript: MemoryTranscript
    app: FastAPI

    def begin(self) -> str:
        """A session; its token."""
        answer = self.client.post("/web/session", json={})
        assert answer.status_code == 204
        return str(self.client.cookies["sahulat_session"])


@pytest.fixture(scope="session")
def texts() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory, texts: Catalogue) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("r")
    inbox, transcript = MemoryInbox(), MemoryTranscript()
    bell = SocketBell(folder)
    context = ChannelContext(inbox, transcript, bell, SocketListenerFactory(folder), texts)
    app = FastAPI()
    app.state.stopping = asyncio.Event()
    app.include_router(build(context))
    with TestClient(app, base_url="http://sahulat.test") as client:
        yield Web(client, inbox, transcript, app)
    bell.close()
