"""Replies down to the open pages: one bell for the process, one stream of Server-Sent Events a page."""

import asyncio
import json
from collections.abc import AsyncIterator

from anyio import to_thread

from bot.interfaces import Listener, ListenerFactory, SentReply, Transcript
from channels.web.limits import HEARTBEAT_SECONDS, POLL_SECONDS, RECONNECT_MS


class Wakeups:
    """Turns rings of the process's one listener into a wake-up of every open stream.

    It listens while there are streams, in the event loop that runs them.
    """

    def __init__(self, open_listener: ListenerFactory) -> None:
        self._open_listener = open_listener
        self._events: set[asyncio.Event] = set()
        self._listener: Listener | None = None

    def join(self) -> asyncio.Event:
        """An event that is set at every ring; hand it back with `leave`."""
        if self._listener is None:
            self._listener = self._open_listener("channel-web")
            asyncio.get_running_loop().add_reader(self._listener.fileno(), self._rung, self._listener)
        event = asyncio.Event()
        self._events.add(event)
        return event

    def leave(self, event: asyncio.Event) -> None:
        """The stream is over; after the last one nobody listens."""
        self._events.discard(event)
        if not self._events and self._listener is not None:
            asyncio.get_running_loop().remove_reader(self._listener.fileno())
            self._listener.close()
            self._listener = None

    def _rung(self, listener: Listener) -> None:
        listener.wait(0)
        for event in self._events:
            event.set()


async def events(
    transcript: Transcript, wakeups: Wakeups, external_id: str, after: int, stopping: asyncio.Event
) -> AsyncIterator[str]:
    """The stream of one page: every reply above number `after`, in order, for as long as the page listens.

    A comment goes out in silence, so that a dead connection is noticed; it ends when `stopping` is set.
    """
    loop = asyncio.get_running_loop()
    wakeup = wakeups.join()
    beat = loop.time() + HEARTBEAT_SECONDS
    try:
        yield f"retry: {RECONNECT_MS}\n\n"
        while not stopping.is_set():
            wakeup.clear()
            for sent in await to_thread.run_sync(transcript.sent_after, "web", external_id, after):
                after = sent.number
                beat = loop.time() + HEARTBEAT_SECONDS
                yield event(sent)
            if loop.time() >= beat:
                beat = loop.time() + HEARTBEAT_SECONDS
                yield ": still here\n\n"
            await _first(wakeup, stopping, seconds=min(POLL_SECONDS, max(0.0, beat - loop.time())))
    finally:
        wakeups.leave(wakeup)


def event(sent: SentReply) -> str:
    """One reply as a Server-Sent Event; JSON escapes line breaks, so that the data is one line."""
    to = sent.to_message.rpartition(":")[2] if sent.to_message else None
    data = {"number": sent.number, "to": to, **sent.reply.to_dict()}
    return f"id: {sent.number}\nevent: reply\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def _first(*signals: asyncio.Event, seconds: float) -> None:
    waits = [asyncio.ensure_future(signal.wait()) for signal in signals]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
