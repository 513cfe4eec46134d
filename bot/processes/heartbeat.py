"""Heartbeats: a file per process in `<home>/run` whose age says whether the process is alive."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

BEAT_S = 1.0
STALE_AFTER_S = 5.0
"""A process whose last beat is older counts as dead."""


@contextlib.contextmanager
def beating(home: Path, process: str) -> Iterator[None]:
    """Beat for `process` until the block ends; the file then goes."""
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{process}-{os.getpid()}.beat"
    done = threading.Event()

    def beat() -> None:
        file.touch()
        while not done.wait(BEAT_S):
            with contextlib.suppress(OSError):  # a full disk must not end the process; the age tells
                file.touch()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        file.unlink(missing_ok=True)


def alive(home: Path, process: str) -> bool:
    """Whether some process of that name has beaten within `STALE_AFTER_S`."""
    return any(time.time() - _mtime(file) < STALE_AFTER_S for file in (home / "run").glob(f"{process}-*.beat"))


def _mtime(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
