"""The real Rasa with a trained model, and a stand-in for the action server, on free ports of loopback."""

import json
import os
import random
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.prepare import RASA_PYTHON, train_model

PROJECT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 60


class StandIn(BaseHTTPRequestHandler):
    """Speaks the protocol of rasa-sdk: answers each action with a payload that names it."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps(
            {
                "events": _events(call),
                "responses": [{"custom": {"kind": "called", "name": call["next_action"]}, "buttons": []}],
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _events(call: dict[str, Any]) -> list[dict[str, Any]]:
    if call["next_action"] == "action_default_fallback":
        return [{"event": "rewind", "timestamp": None}]
    if call["next_action"] != "action_set_language":
        return []
    found = {each["entity"]: each["value"] for each in call["tracker"]["latest_message"]["entities"]}
    value = found.get("requested_language", found["language"])
    return [{"event": "slot", "name": "language", "value": value, "timestamp": None}]


@pytest.fixture(scope="session")
def model() -> Path:
    return train_model(lambda _sentence: None)


@pytest.fixture(scope="session")
def rasa(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Rasa's base address."""
    actions = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    folder = tmp_path_factory.mktemp("rasa")
    port = _free_port()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [str(RASA_PYTHON), "-m", "nlu.components.serve", "--model", str(model), "--port", str(port)],
            cwd=PROJECT,
            env={
                **os.environ,
                "SAHULAT_ACTIONS_URL": f"http://127.0.0.1:{actions.server_port}/webhook",
                "SAHULAT_TRACKER_DB": str(folder / "trackers.db"),
            },
            stdout=log,
            stderr=log,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}/version", folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)
            actions.shutdown()
            actions.server_close()


def _free_port() -> int:
    """A free port below those that the kernel gives to outgoing connections (32768 and up)."""
    while True:
        port = random.randrange(10_000, 15_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError(f"Rasa is not ready:\n{log.read_text()[-2000:]}")
