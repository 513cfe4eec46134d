"""A loop that hands due work to a few threads: what the worker and the sender have in common.

The loop alone takes work; it sleeps on the bell, at most until the next work is due or `POLL_S` has gone by.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Generic, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.interfaces import Listener
from knowledge.database import now

POLL_S = 1.0
"""How long a lost ring may delay anything, in seconds."""

AFTER_DATABASE_ERROR_S = 0.5

AFTER_NOTHING_S = 0.01
"""Sleep when somebody else was quicker, or a ring was about nothing; then the next due time is looked up."""

log = structlog.get_logger(__name__)

Job = TypeVar("Job")


class Dispatcher(Generic[Job]):
    """Runs `work` on every job that `take` gives, in a few threads, until told to stop.

    `next_due` says, cheaply, when there will be something to take (None: nothing is known of). `work` deals
    with its own errors; what escapes it is logged without its message and ends only that job.
    """

    def __init__(
        self,
        *,
        next_due: Callable[[], datetime | None],
        take: Callable[[], Job | None],
        work: Callable[[Job], None],
        listener: Listener,
        threads: int,
        name: str,
    ) -> None:
        self._next_due = next_due
        self._take = take
        self._work = work
        self._listener = listener
        self._threads = threads
        self._free = threading.Semaphore(threads)
        self._name = name

    def run(self, stop: threading.Event) -> None:
        """Dispatch until `stop` is set; return once the jobs that were begun are finished."""
        rung = False
        with ThreadPoolExecutor(self._threads, thread_name_prefix=self._name) as pool:
            while not stop.is_set():
                if not self._free.acquire(timeout=POLL_S):
                    continue
                job, seconds = self._next(rung)
                rung = False
                if job is not None:
                    pool.submit(self._do, job)
                    continue
                self._free.release()
                if not stop.is_set():
                    rung = self._listener.wait(seconds)

    def _next(self, rung: bool) -> tuple[Job | None, float]:
        """A job that is due; or None, and for how many seconds to sleep.

        After a ring, work is taken without looking first, which would cost the citizen a query. A database
        that does not answer counts as nothing to do, for a moment.
        """
        try:
            due = None if rung else self._next_due()
            if rung or (due is not None and due <= now()):
                return self._take(), AFTER_NOTHING_S
        except SQLAlchemyError:
            log.warning("dispatch.database_unavailable", exc_info=True)
            return None, AFTER_DATABASE_ERROR_S
        return None, POLL_S if due is None else min(POLL_S, max(0.0, (due - now()).total_seconds()))

    def _do(self, job: Job) -> None:
        try:
            self._work(job)
        except Exception:
            log.error("dispatch.job_failed", exc_info=True)
        finally:
            self._free.release()
