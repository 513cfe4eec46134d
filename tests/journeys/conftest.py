"""The whole system, started once with a home and ports of its own, and a citizen who talks to it over HTTP."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

PROJECT = Path(__file__).parents[2]
SAHULAT = Path(sys.executable).with_name("sahulat")
READY_WITHIN_S = 300.0
ANSWER_WITHIN_S = 30.0


def free_ports() -> int:
    """The first of three free ports in a row.

    Below 32768: from there on the kernel gives ports to outgoing connections, and one of them may sit on the next port
    by the time that a server wants it.
    """
    while True:
        port = random.randrange(15_000, 30_000, 10)
        if all(_is_free(port + step) for step in range(3)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@dataclass
class System:
    """A copy of Sahulat: its state in `home`, its page on `port`."""

    home: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAHULAT_")}
        return {**kept, "SAHULAT_HOME": str(self.home), "SAHULAT_PORT": str(self.port)}

    def start(self) -> None:
        """`sahulat up`, until it is ready."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "up.txt").open("ab") as said:
            self.process = subprocess.Popen(
                [SAHULAT, "up"], cwd=PROJECT, env=self.environment, stdout=said, stderr=said
            )
        deadline = time.monotonic() + READY_WITHIN_S
        while not self.is_ready():
            assert self.process.poll() is None, (self.home / "up.txt").read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "not ready in time"
            time.sleep(0.2)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> int:
        """Ctrl-C; the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(30)
        self.process = None
        return status

    def run(self, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        """A command of `sahulat` with this home."""
        return subprocess.run(
            [SAHULAT, *arguments],
            cwd=PROJECT,
            env=self.environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )


@dataclass
class CitizenOnTheWeb:
    """Somebody with a browser: a session cookie, and what has come down the stream so far."""

    client: httpx.Client
    seen: int = 0
    replies: list[dict[str, Any]] = field(default_factory=list)

    def sends(self, text: str = "", payload: str | None = None) -> str:
        """Post a message; its id."""
        identifier = str(uuid.uuid4())
        answer = self.client.post("/web/messages", json={"id": identifier, "text": text, "payload": payload})
        assert answer.status_code == 202, answer.text
        return identifier

    def reads(self, identifier: str) -> dict[str, Any]:
        """The reply to a message, from the stream."""
        headers = {"Last-Event-ID": str(self.seen)}
        deadline = time.monotonic() + ANSWER_WITHIN_S
        with self.client.stream("GET", "/web/stream", headers=headers) as stream:
            for line in stream.iter_lines():
                assert time.monotonic() < deadline, "no reply in time"
                if line.startswith("data: "):
                    reply: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    self.seen = reply["number"]
                    self.replies.append(reply)
                    if reply["to"] == identifier:
                        return reply
        raise AssertionError("the stream ended")

    def asks(self, text: str) -> dict[str, Any]:
        return self.reads(self.sends(text))

    def presses(self, button: dict[str, str]) -> dict[str, Any]:
        return self.reads(self.sends(button["title"], button["payload"]))


def services_offered(reply: dict[str, Any]) -> list[str]:
    """The services that the buttons of a reply are about."""
    payloads = (button["payload"].split(":") for button in reply["buttons"])
    return list(dict.fromkeys(parts[1] for parts in payloads if parts[0] == "service"))


@contextmanager
def running(home: Path) -> Iterator[System]:
    system = System(home, free_ports())
    try:
        system.start()
        yield system
    finally:
        if system.process is not None:
            system.stop()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The running system that all journeys share."""
    with running(tmp_path_factory.mktemp("journeys")) as started:
        yield started


@pytest.fixture
def citizen(system: System) -> Iterator[CitizenOnTheWeb]:
    """A new citizen on the page of the running system."""
    with httpx.Client(base_url=system.url, timeout=ANSWER_WITHIN_S) as client:
        assert client.post("/web/session", json={}).status_code == 204
        yield CitizenOnTheWeb(client)
