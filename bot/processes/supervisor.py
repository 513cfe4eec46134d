"""Starts processes together, keeps their logs, and ends them together; honcho does the watching."""

import json
import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from honcho.manager import Manager

from bot.processes.specs import ProcessSpec
from knowledge.settings import PROJECT_ROOT

MAX_LOG = 5 * 1024 * 1024
"""A log that is larger when a process starts is put aside as `<name>.log.1`, replacing the one before."""

_TAIL_LINES = 12
_LOUD = ("warning", "error", "critical")


class LogPrinter:
    """Honcho's printer: every line into `<folder>/<process>.log`, only warnings and errors on the terminal.

    `on_started` is called once, when every process has been started.
    """

    def __init__(self, folder: Path, names: Sequence[str], on_started: Callable[[dict[str, int]], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.width = 0
        self.stopping = False
        self.first_dead: tuple[str, str] | None = None
        self._folder = folder
        self._files = {name: _open_log(folder / f"{name}.log") for name in names}
        self._pids: dict[str, int] = {}
        self._on_started = on_started

    def write(self, message: Any) -> None:
        """Take one of honcho's messages."""
        data = message.data
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data)
        if message.name == "system":
            self._system(text)
            return
        file = self._files[message.name]
        file.write(text if text.endswith("\n") else f"{text}\n")
        file.flush()
        if not self.stopping and _is_loud(text):
            sys.stderr.write(f"{message.name.ljust(self.width)} | {text.rstrip()}\n")

    def _system(self, text: str) -> None:
        words = text.split()
        if len(words) == 3 and words[1] == "started":
            self._pids[words[0]] = int(words[2].removeprefix("(pid=").removesuffix(")"))
            if len(self._pids) == len(self._files):
                self._on_started(self._pids)
        elif len(words) == 2 and words[1] == "received":
            self.stopping = True
        elif len(words) == 3 and words[1] == "stopped" and not self.stopping:
            self.stopping = True
            self.first_dead = (words[0], words[2].removeprefix("(rc=").removesuffix(")"))

    def tail(self, name: str) -> str:
        """The last lines of a process's log."""
        lines = self.file(name).read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in lines[-_TAIL_LINES:])

    def file(self, name: str) -> Path:
        """Where the log of a process is."""
        return self._folder / f"{name}.log"

    def close(self) -> None:
        """Close the logs."""
        for file in self._files.values():
            file.close()


def run_together(specs: Sequence[ProcessSpec], printer: LogPrinter) -> None:
    """Run until SIGINT or SIGTERM, or until one of the processes ends by itself; then end all of them.

    `printer.first_dead` afterwards names the one that ended by itself, if any. For the main thread only.
    """
    manager = Manager(printer=printer)
    for spec in specs:
        command = f"exec {shlex.join(spec.command)}"
        manager.add_process(spec.name, command, env=dict(spec.environment), cwd=str(PROJECT_ROOT))
    manager.loop()
    printer.close()


def record(file: Path, pids: dict[str, int]) -> None:
    """Note the process ids, so that a later start can end what this one had to leave behind."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"pids": pids}), encoding="utf-8")


def end_leftovers(file: Path) -> tuple[str, ...]:
    """End the recorded processes that still run, when they are ours; the names of those that did."""
    try:
        pids = json.loads(file.read_text(encoding="utf-8"))["pids"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    found = {name: pid for name, pid in pids.items() if _is_ours(pid)}
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + 5
        for pid in found.values():
            _signal(pid, number)
        while any(map(_is_ours, found.values())) and time.monotonic() < deadline:
            time.sleep(0.1)
    file.unlink(missing_ok=True)
    return tuple(found)


def _is_ours(pid: int) -> bool:
    """Whether a process runs one of our modules from this project's environments."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return os.fsencode(PROJECT_ROOT) in command and b"-m" in command.split(b"\0")


def _signal(pid: int, number: int) -> None:
    try:
        os.killpg(pid, number)  # honcho gives each process a session, so a group, of its own
    except (ProcessLookupError, PermissionError):
        return


def _is_loud(line: str) -> bool:
    if line.startswith("{"):
        try:
            return json.loads(line).get("level") in _LOUD
        except ValueError:
            return False
    return line.startswith(("WARNING", "ERROR", "CRITICAL", "Traceback"))


def _open_log(path: Path) -> IO[str]:
    if path.exists() and path.stat().st_size > MAX_LOG:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("a", encoding="utf-8")
