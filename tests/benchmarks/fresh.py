"""From an empty checkout to a ready system: clone, `make up`, wait."""

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import httpx

from tests.benchmarks.figures import Figure
from tests.benchmarks.system import PROJECT

LIMIT = 1800.0
"""Seconds after which the start counts as failed."""


def measure(port: int) -> list[Figure]:
    """Clone this checkout's last commit into a temporary folder and time `make up` there until it is ready."""
    with tempfile.TemporaryDirectory(prefix="sahulat-fresh-") as folder:
        checkout = Path(folder) / "sahulat"
        subprocess.run(["git", "clone", "-q", str(PROJECT), str(checkout)], check=True)  # git of this machine
        begun = time.perf_counter()
        process = subprocess.Popen(  # our own command
            ["make", "up"],  # make of this machine
            cwd=checkout,
            env={**os.environ, "SAHULAT_PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            ready = _until_ready(process, port, begun)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)
        return [Figure("empty checkout: make up until ready", ready, "s", 600)]


def _until_ready(process: "subprocess.Popen[bytes]", port: int, begun: float) -> float:
    while time.perf_counter() - begun < LIMIT:
        if process.poll() is not None:
            raise RuntimeError(f"`make up` ended with code {process.returncode}")
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=2).status_code == httpx.codes.OK:
                return time.perf_counter() - begun
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise RuntimeError(f"not ready after {LIMIT:.0f} s")
