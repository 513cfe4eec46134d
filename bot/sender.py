"""The sender.

Takes due replies from the outbox, in order within a conversation, and gives them to their channel.
"""

import threading
from collections.abc import Mapping

import structlog
from sqlalchemy import Engine as Database

from bot.dispatch import Dispatcher
from bot.errors import DeliveryError
from bot.interfaces import Bell, Channel, ListenerFactory
from bot.outbox import Departure, claim_due, mark_failed, mark_sent, next_due
from bot.tables import ReplyState
from knowledge.database import now

THREADS = 4

log = structlog.get_logger(__name__)


class Sender:
    """Sends replies until told to stop. Replies to channels that it was not given stay in the outbox."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        bell: Bell,
        open_listener: ListenerFactory,
        *,
        threads: int = THREADS,
    ) -> None:
        self._database = database
        self._channels = channels
        self._bell = bell
        self._open_listener = open_listener
        self._threads = threads

    def run(self, stop: threading.Event) -> None:
        """Send until `stop` is set, then finish what was begun and return."""
        listener = self._open_listener("sender")
        names = tuple(self._channels)
        dispatcher = Dispatcher[Departure](
            next_due=lambda: next_due(self._database, names),
            take=lambda: claim_due(self._database, names),
            work=self._send,
            listener=listener,
            threads=self._threads,
            name="sender",
        )
        try:
            dispatcher.run(stop)
        finally:
            listener.close()

    def _send(self, departure: Departure) -> None:
        try:
            self._channels[departure.channel].send(departure.external_id, departure.reply, departure.number)
        except DeliveryError as exc:
            detail = str(exc) if exc.loggable else type(exc).__name__
            self._failed(departure, detail, retryable=exc.retryable)
        except Exception as exc:
            log.error("reply.channel_broke", channel=departure.channel, exc_info=True)
            self._failed(departure, type(exc).__name__, retryable=True)
        else:
            mark_sent(self._database, departure)
            self._bell.ring(f"channel-{departure.channel}")
            log.info(
                "reply.sent",
                channel=departure.channel,
                reply_number=departure.number,
                attempt=departure.attempt,
            )
        due = next_due(self._database, tuple(self._channels))
        if due is not None and due <= now():
            self._bell.ring("sender")  # the next reply of the conversation, which had to wait for this one

    def _failed(self, departure: Departure, detail: str, *, retryable: bool) -> None:
        state = mark_failed(self._database, departure, detail, retryable=retryable)
        note = log.error if state is ReplyState.DEAD else log.warning
        note(
            "reply.dead" if state is ReplyState.DEAD else "reply.failed", channel=departure.channel,
            reply_number=departure.number, attempt=departure.attempt, reason=detail, )  # fmt: skip
