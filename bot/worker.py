"""The worker: claims conversations, runs the turns of their messages in order, and keeps what it holds.

A second thread renews the leases, and apologises to whoever has been waiting for an answer that the engine
still owes.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.claims import LEASE, Claim, claim_next, next_due, release, renew
from bot.dispatch import Dispatcher
from bot.errors import ClaimLost, EngineUnavailable
from bot.interfaces import Bell, ListenerFactory
from bot.outcomes import Outcome
from bot.turn import Turn, TurnTools, end_with, run_turn
from bot.turn.commit import apologise, postpone
from knowledge.database import now

THREADS = 4
FIRST_BACK_OFF_S = 0.3
LONGEST_BACK_OFF_S = 5.0
APOLOGISE_AFTER_S = 4.0
"""A citizen is told that the answer is late when their message is this old; the promise is five seconds."""

GIVE_UP_AFTER = timedelta(days=1)
MOST_FAILURES = 3
"""Turns of one message that may break for a fault of our own before it is given up with an apology."""

TURNS_AT_A_TIME = 20
"""After so many messages of one conversation the others get their turn."""

TICK_S = 0.5

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _AtWork:
    """A claim that a thread works on now, and the turn it runs, if the message is known already."""

    claim: Claim
    turn: Turn | None = None
    began: datetime | None = None
    apologised_for: int | None = None


class Worker:
    """Runs turns until told to stop. One object a process; its threads share the tools."""

    def __init__(
        self,
        tools: TurnTools,
        bell: Bell,
        open_listener: ListenerFactory,
        *,
        threads: int = THREADS,
        lease: timedelta = LEASE,
    ) -> None:
        self._tools = tools
        self._bell = bell
        self._open_listener = open_listener
        self._threads = threads
        self._lease = lease
        self._lock = threading.Lock()
        self._at_work: dict[str, _AtWork] = {}

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set, then finish the turns that were begun and return."""
        self._tools.identify("salam")  # its model is read now, not while the first citizen waits
        listener = self._open_listener("worker")
        done = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(done,), name="worker-keeper", daemon=True)
        keeper.start()
        dispatcher = Dispatcher[Claim](
            next_due=lambda: next_due(self._tools.database),
            take=lambda: claim_next(self._tools.database, self._lease),
            work=lambda claim: self._serve(claim, stop),
            listener=listener,
            threads=self._threads,
            name="worker",
        )
        try:
            dispatcher.run(stop)
        finally:
            done.set()
            keeper.join()
            listener.close()

    def _serve(self, claim: Claim, stop: threading.Event) -> None:
        """Run the turns of one claimed conversation, oldest message first, until none waits or one has to."""
        at_work = _AtWork(claim)
        with self._lock:
            self._at_work[claim.token] = at_work
        try:
            for _ in range(TURNS_AT_A_TIME):
                if not self._one_turn(at_work) or stop.is_set():
                    break
            else:
                release(self._tools.database, claim)
                return
            if stop.is_set():
                release(self._tools.database, claim)
        except ClaimLost:
            log.warning("worker.claim_lost", conversation=claim.conversation)
        finally:
            with self._lock:
                del self._at_work[claim.token]

    def _one_turn(self, at_work: _AtWork) -> bool:
        """Run one turn. True when the claim is still held and another message waits."""
        turn = Turn(at_work.claim)
        at_work.began, at_work.turn = now(), turn
        try:
            run_turn(turn, self._tools)
        except EngineUnavailable as exc:
            self._engine_unavailable(turn, exc)
            return False
        except ClaimLost:
            raise
        except Exception:  # noqa: BLE001 - whatever broke, the message waits or ends in an apology, and is logged
            self._broke(turn)
            return False
        finally:
            at_work.turn = None
        if not turn.waiting:
            release(self._tools.database, at_work.claim)
            return False
        self._log_end(turn)
        self._bell.ring("sender")
        return turn.more

    def _engine_unavailable(self, turn: Turn, failure: EngineUnavailable) -> None:
        received = turn.received
        age = now() - received.received_at
        if age > GIVE_UP_AFTER:
            end_with(turn, self._tools, Outcome.ERROR_ENGINE_DOWN)
            self._log_end(turn)
            self._bell.ring("sender")
            release(self._tools.database, turn.claim)
            return
        age_s = age.total_seconds()
        if age_s >= APOLOGISE_AFTER_S:
            self._apologise(turn)
        delay = min(LONGEST_BACK_OFF_S, FIRST_BACK_OFF_S * 2 ** min(received.attempts, 10))
        if age_s < APOLOGISE_AFTER_S:
            delay = min(delay, APOLOGISE_AFTER_S - age_s)  # be there in time to apologise
        postpone(self._tools, turn.claim, received.message, delay)
        log.warning(
            "turn.engine_unavailable", message_number=received.message, attempt=received.attempts + 1,
            reason=str(failure), again_in_s=round(delay, 2),
        )  # fmt: skip

    def _broke(self, turn: Turn) -> None:
        """A fault of ours: try again a little later; when it breaks again and again, say so and go on."""
        log.error("turn.broke", conversation=turn.claim.conversation, exc_info=True)
        try:
            received = turn.received
        except AttributeError:  # it broke before the message was read: the lease runs out, and it is tried again
            return
        try:
            if received.failures + 1 >= MOST_FAILURES:
                end_with(turn, self._tools, Outcome.ERROR_INTERNAL)
                self._log_end(turn)
                self._bell.ring("sender")
                release(self._tools.database, turn.claim)
            else:
                postpone(self._tools, turn.claim, received.message, 1.0 + received.failures, broke=True)
        except SQLAlchemyError:
            log.error("turn.database_unavailable", exc_info=True)  # the lease runs out, and it is tried again

    def _apologise(self, turn: Turn) -> None:
        if apologise(self._tools, turn.claim, turn.received.message, turn.language.value):
            self._bell.ring("sender")
            log.info("turn.apologised", message_number=turn.received.message)

    def _keep(self, done: threading.Event) -> None:
        """Renew the leases in time; apologise for turns that hang in the engine."""
        renewed = now()
        while not done.wait(TICK_S):
            with self._lock:
                held = list(self._at_work.values())
            try:
                if now() - renewed > self._lease / 3:
                    renewed = now()
                    renew(self._tools.database, [each.claim for each in held], self._lease)
                for each in held:
                    self._apologise_if_late(each)
            except SQLAlchemyError:
                log.warning("worker.keeper_database_unavailable", exc_info=True)

    def _apologise_if_late(self, at_work: _AtWork) -> None:
        turn, began, at = at_work.turn, at_work.began, now()
        if turn is None or began is None or not turn.at_engine or turn.received.apologised:
            return
        waited = (at - turn.received.received_at).total_seconds()
        if (
            waited < APOLOGISE_AFTER_S
            or at_work.apologised_for == turn.received.message
            or (at - began).total_seconds() < APOLOGISE_AFTER_S / 2
        ):
            return
        at_work.apologised_for = turn.received.message
        try:
            self._apologise(turn)
        except ClaimLost:
            return  # the turn has just ended

    def _log_end(self, turn: Turn) -> None:
        log.info(
            "turn.ended",
            message_number=turn.received.message,
            outcome=None if turn.outcome is None else turn.outcome.value,
            language=turn.language.value,
            duration_ms=round((now() - turn.received.received_at).total_seconds() * 1000),
        )
