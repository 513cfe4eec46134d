"""Builds both environments, side by side, and trains the dialogue model. Run by `make setup`; stdlib only.

Each step is skipped when it is up to date, shows how far it is, and ends with one clear sentence when it
fails.
"""

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
import venv
from pathlib import Path

from environments import ROOT, Environment, environments
from pip_log import collected, reason

NEEDED_BYTES = 6 * 1024**3
"""Both environments (measured: 1.9 and 2.2 GB with the CPU build of torch) and pip's room to unpack."""


class SetupError(Exception):
    """A step failed; the message is the one sentence that the user reads."""


class Installation(threading.Thread):
    """Fills one environment in the background; `failure` holds the sentence when it could not."""

    def __init__(self, environment: Environment, log: Path) -> None:
        super().__init__(name=environment.name, daemon=True)
        self.environment = environment
        self.log = log
        self.total = environment.packages()
        self.failure = ""
        self._child: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Create the environment and install every list; never raises."""
        try:
            self._install()
        except SetupError as exc:
            self.failure = str(exc)
        except OSError as exc:
            self.failure = f"Setting up {self.environment.title} failed: {exc.strerror or exc}."

    def stop(self) -> None:
        """End pip, when the user pressed Ctrl-C."""
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()

    def progress(self) -> str:
        """How far it is, for the status line."""
        if not self.is_alive():
            return f"{self.environment.title} {'failed' if self.failure else 'done'}"
        count, unpacking = collected(self.log)
        if unpacking:
            return f"{self.environment.title}: unpacking {self.total} packages"
        return f"{self.environment.title}: {min(count, self.total)} of {self.total} packages"

    def _install(self) -> None:
        environment = self.environment
        self.log.write_text("", encoding="utf-8")
        if not environment.works() or environment.moved():
            shutil.rmtree(environment.folder, ignore_errors=True)
            try:
                venv.create(environment.folder, with_pip=True, symlinks=True)
            except subprocess.CalledProcessError as exc:
                sentence = "Python 3.11 lacks its venv module: install it (Debian: apt install python3.11-venv)."
                raise SetupError(sentence) from exc
        pip = (str(environment.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input")
        lists = [part for lock in environment.locks for part in ("-r", str(lock))]
        self._pip((*pip, *environment.options, *lists))
        if environment.editable:
            self._pip((*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)))
        environment.record()

    def _pip(self, command: tuple[str, ...]) -> None:
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT)
            status = self._child.wait()
        if status != 0:
            raise SetupError(f"Installing {self.environment.title} failed: {reason(self.log)} See {self.log}.")


def install(stale: list[Environment], logs: Path) -> None:
    """Install every environment that is out of date, at the same time. Raises `SetupError`."""
    free = shutil.disk_usage(ROOT).free
    fresh_builds = [environment for environment in stale if not environment.folder.exists()]
    if fresh_builds and free < NEEDED_BYTES * len(fresh_builds) / 2:
        raise SetupError(
            f"The disk of {ROOT} has {free / 1024**3:.1f} GB free and the libraries need about "
            f"{NEEDED_BYTES * len(fresh_builds) / 2 / 1024**3:.0f} GB: make room and run the command again."
        )
    logs.mkdir(parents=True, exist_ok=True)
    works = [Installation(environment, logs / f"setup-{environment.name}.log") for environment in stale]
    titles = " and ".join(environment.title for environment in stale)
    say(f"Installing {titles}; the first time takes minutes.")
    started = time.monotonic()
    for work in works:
        work.start()
    try:
        watch(works, started)
    except KeyboardInterrupt:
        for work in works:
            work.stop()
        raise
    failures = [work.failure for work in works if work.failure]
    if failures:
        raise SetupError("\n".join(failures))
    say(f"Libraries are installed ({time.monotonic() - started:.0f} s).")


def watch(works: list[Installation], started: float) -> None:
    """Show a status line until all are done: every second on a terminal, every 15 s elsewhere."""
    terminal = sys.stderr.isatty()
    shown = -15.0
    while any(work.is_alive() for work in works):
        time.sleep(0.2 if time.monotonic() - started < 2 else 1)
        elapsed = time.monotonic() - started
        line = f"{' · '.join(work.progress() for work in works)} · {elapsed:.0f} s"
        if terminal:
            print(f"\r\033[K  {line}", end="", file=sys.stderr, flush=True)
        elif elapsed - shown >= 15:
            print(f"  {line}", file=sys.stderr, flush=True)
            shown = elapsed
    if terminal:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def say(sentence: str) -> None:
    """One line for the user."""
    print(f"• {sentence}", file=sys.stderr, flush=True)


def main() -> int:
    """Set up what is out of date; the exit status is 1 when a step failed, 130 on Ctrl-C."""
    parser = argparse.ArgumentParser(description="Builds both environments and the dialogue model.")
    parser.add_argument("--dev", action="store_true", help="install the tools that check and test, too")
    parser.add_argument("--no-model", action="store_true", help="leave the dialogue model alone")
    options = parser.parse_args()
    if sys.version_info[:2] != (3, 11):
        print(f"Sahulat needs Python 3.11; this one is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    logs = Path(os.environ.get("SAHULAT_HOME") or ROOT / "var").expanduser() / "log"
    wanted = environments(dev=options.dev)
    try:
        stale = [environment for environment in wanted if not environment.is_fresh()]
        if stale:
            install(stale, logs)
        else:
            say("Libraries are up to date.")
    except SetupError as exc:
        print(exc, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; run the command again to go on.", file=sys.stderr)
        return 130
    if options.no_model:
        return 0
    return subprocess.run([str(wanted[0].python), "-m", "bot.prepare", "model"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
