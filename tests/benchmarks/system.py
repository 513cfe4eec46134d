"""The running system seen from outside: start, memory, and the time from POST to the reply on the stream."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.questions import questions

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0
"""Seconds after which a start counts as failed."""
MESSAGES = 120
WARM_UP = 15


@contextmanager
def running(home: Path, port: int) -> Iterator[tuple[int, float]]:
    """The whole system on `home`; yields the process manager's id and the seconds until it was ready."""
    environment = {**os.environ, "SAHULAT_HOME": str(home), "SAHULAT_PORT": str(port)}
    begun = time.perf_counter()
    process = subprocess.Popen(  # our own command
        [str(Path(sys.executable).with_name("sahulat")), "up"],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            if process.poll() is not None:
                raise RuntimeError(f"`sahulat up` ended with code {process.returncode}: see {home / 'log'}")
            if time.perf_counter() - begun > PATIENCE:
                raise RuntimeError(f"not ready after {PATIENCE:.0f} s")
            try:
                if httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).status_code == httpx.codes.OK:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        yield process.pid, time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def memory_mib(root: int) -> float:
    """Proportional set size of the process and all its descendants, in MiB (`/proc/*/smaps_rollup`)."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    family = {root}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    total = 0
    for member in family:
        try:
            lines = (Path("/proc") / str(member) / "smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def reply_times(port: int) -> list[float]:
    """Milliseconds from POST to the first reply on the stream, one message at a time, in one conversation each ten."""
    texts = questions()
    spent: list[float] = []
    base = f"http://127.0.0.1:{port}"
    for first in range(0, MESSAGES + WARM_UP, 10):
        with httpx.Client(base_url=base, headers={"Origin": base}, timeout=30) as client:
            client.post("/web/session", json={}).raise_for_status()
            with client.stream("GET", "/web/stream") as stream:
                lines = stream.iter_lines()
                for number in range(first, min(first + 10, MESSAGES + WARM_UP)):
                    body = {"id": str(uuid.uuid4()), "text": texts[(number * 37) % len(texts)]}
                    begun = time.perf_counter()
                    client.post("/web/messages", json=body).raise_for_status()
                    _reply_to(lines, body["id"])
                    if number >= WARM_UP:
                        spent.append((time.perf_counter() - begun) * 1000)
    return spent


def _reply_to(lines: Iterator[str], message: str) -> None:
    for line in lines:
        if line.startswith("data:") and json.loads(line[5:]).get("to") == message:
            return
    raise RuntimeError("the stream ended before the reply")


def engine_times(database: Path) -> tuple[list[float], list[float]]:
    """From the outcomes: milliseconds of whole turns, and of the dialogue engine within them, in order."""
    import sqlite3

    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT duration_ms, engine_ms FROM outcome ORDER BY message_id").fetchall()
    return [float(row[0]) for row in rows], [float(row[1] or 0) for row in rows]


def measure(home: Path, port: int) -> list[Figure]:
    """Start, memory, reply time, and our own share of it."""
    with running(home, port):
        pass  # the first start prepares the home; the second is the one measured
    with running(home, port) as (manager, ready):
        spent = reply_times(port)
        memory = memory_mib(manager)
    _, engine = engine_times(home / "sahulat.db")
    own = [all_of_it - engine_part for all_of_it, engine_part in zip(spent, engine[WARM_UP:], strict=True)]
    count = f"{len(spent)} messages, one at a time"
    return [
        Figure("second start until ready", ready, "s", 45),
        Figure("POST to reply on the stream, median", percentile(spent, 0.5), "ms", note=count),
        Figure("POST to reply on the stream, p95", percentile(spent, 0.95), "ms", 250, count),
        Figure("our own share (without Rasa and action), p95", percentile(own, 0.95), "ms", 30, count),
        Figure("memory of all processes (PSS)", memory, "MiB", 3.5 * 1024),
    ]
