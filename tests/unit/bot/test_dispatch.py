import threading
from collections import deque
from datetime import datetime

from sqlalchemy.exc import OperationalError

from bot.dispatch import Dispatcher
from knowledge.database import now


class Bedside:
    """A listener that never rings and counts how long it was listened to."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        return False

    def fileno(self) -> int:
        return -1

    def close(self) -> None:
        return


def run(
    jobs: list[int], work: threading.Barrier | None = None, *, threads: int = 2, stumble: bool = False
) -> list[int]:
    waiting, done, stop, lock = deque(jobs), [], threading.Event(), threading.Lock()
    stumbles = [stumble]

    def next_due() -> datetime | None:
        if stumbles and stumbles.pop():
            raise OperationalError("select", {}, Exception("database is locked"))
        return now() if waiting else None

    def do(job: int) -> None:
        if work is not None:
            work.wait(5)
        with lock:
            done.append(job)
            if len(done) == len(jobs):
                stop.set()
        if job == 13:
            raise RuntimeError("an unlucky job")

    Dispatcher[int](
        next_due=next_due,
        take=lambda: waiting.popleft() if waiting else None,
        work=do,
        listener=Bedside(),
        threads=threads,
        name="test",
    ).run(stop)
    return sorted(done)


def test_every_job_is_done_once_before_it_returns() -> None:
    assert run(list(range(50))) == list(range(50))


def test_jobs_run_side_by_side() -> None:
    assert run([1, 2, 3, 4], threading.Barrier(4), threads=4) == [1, 2, 3, 4]


def test_a_job_that_fails_ends_alone() -> None:
    assert run([13, 13, 13, 14], threads=1) == [13, 13, 13, 14]


def test_a_database_that_stumbles_is_asked_again() -> None:
    assert run([1, 2], stumble=True) == [1, 2]


def test_it_sleeps_no_longer_than_until_the_next_work() -> None:
    listener, stop = Bedside(), threading.Event()
    dues: deque[datetime | None] = deque([None, None])

    def next_due() -> datetime | None:
        if not dues:
            stop.set()
            return None
        return dues.popleft()

    Dispatcher[int](
        next_due=next_due, take=lambda: None, work=lambda _: None, listener=listener, threads=1, name="test"
    ).run(stop)
    assert listener.waits
    assert max(listener.waits) <= 1.0
