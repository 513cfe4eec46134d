"""Runs the whole system: `python -m bot.processes.up`, or `sahulat up`. Ctrl-C or SIGTERM ends all of it."""

import argparse
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence

import httpx
from rich.console import Console
from rich.panel import Panel

from bot.processes.heartbeat import alive
from bot.processes.ports import is_free
from bot.processes.specs import HEADLESS, process_specs, settings_environment
from bot.processes.supervisor import LogPrinter, end_leftovers, record, run_together
from bot.settings import Settings, SettingsError, read_settings
from knowledge.settings import PROJECT_ROOT

READY_WITHIN_S = 120.0
"""After so long without being ready, the user is told what is awaited; waiting goes on."""


class UpError(Exception):
    """It cannot start; the message is the one sentence that the user reads."""


def run(settings: Settings, *, with_web: bool = True, while_stdin: bool = False) -> int:
    """Prepare what is stale, start every process and wait. Returns 0 when asked to end, 1 on failure.

    `while_stdin`: end, too, when standard input does, so that it never outlives who started it.
    """
    console = Console(stderr=True)
    try:
        with _only_one(settings):
            _clear_up(settings)
            check_ports(settings, with_web=with_web)
            _prepare(settings)
            return _run(settings, console, with_web=with_web, while_stdin=while_stdin)
    except UpError as exc:
        console.print(str(exc), style="red", markup=False, highlight=False, soft_wrap=True)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped.")
        return 0


def is_up(settings: Settings) -> bool:
    """Whether the system of this home runs, or is starting."""
    try:
        with _only_one(settings):
            return False
    except UpError:
        return True


def check_ports(settings: Settings, *, with_web: bool) -> None:
    """Raise `UpError` when a port that is needed is taken."""
    wanted = [("127.0.0.1", settings.rasa_port, "SAHULAT_RASA_PORT")]
    wanted.append(("127.0.0.1", settings.actions_port, "SAHULAT_ACTIONS_PORT"))
    if with_web:
        wanted.insert(0, (settings.host, settings.port, "SAHULAT_PORT"))
    for host, port, variable in wanted:
        if not is_free(host, port):
            raise UpError(
                f"Port {port} is taken by another program: end it, or choose another, "
                f"as in `{variable}={port + 10} make up`."
            )


def _run(settings: Settings, console: Console, *, with_web: bool, while_stdin: bool) -> int:
    from bot.prepare import model_file

    specs = process_specs(settings, model_file(), with_web=with_web)
    pids_file = settings.home / "run" / "pids.json"

    def started(pids: dict[str, int]) -> None:
        record(pids_file, pids)
        if with_web:  # who started it without the page waits for it by itself
            threading.Thread(target=_announce, args=(settings, console, printer), daemon=True).start()
        if while_stdin:
            threading.Thread(target=_end_with_stdin, daemon=True).start()

    printer = LogPrinter(settings.log_folder, [spec.name for spec in specs], started)
    run_together(specs, printer)
    pids_file.unlink(missing_ok=True)
    if printer.first_dead is None:
        if with_web:
            console.print("Stopped.")
        return 0
    name, status = printer.first_dead
    console.print(printer.tail(name), markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"The process {name} ended by itself (status {status}), so everything was stopped; "
        f"its last lines are above, the rest is in {printer.file(name)}.",
        style="red", markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
    return 1


def ready(settings: Settings, *, with_web: bool) -> tuple[bool, str]:
    """Whether a citizen would be answered now, and otherwise what is awaited."""
    if with_web:
        try:
            answer = httpx.get(f"{settings.page_url}/health/ready", timeout=4, trust_env=False)
            checks = answer.json()["checks"]
        except (httpx.HTTPError, ValueError, KeyError):
            return False, "web"
        return answer.status_code == 200, ", ".join(name for name, check in checks.items() if not check["ok"])
    awaited = [name for name in ("worker", "sender") if not alive(settings.home, name)]
    urls = {"rasa": f"{settings.rasa_url}/version", "actions": f"{settings.actions_url}/health"}
    for name, url in urls.items():
        try:
            httpx.get(url, timeout=2, trust_env=False).raise_for_status()
        except httpx.HTTPError:
            awaited.append(name)
    return not awaited, ", ".join(awaited)


def _announce(settings: Settings, console: Console, printer: LogPrinter) -> None:
    begun, told = time.monotonic(), False
    with console.status("Starting …") if console.is_terminal else contextlib.nullcontext() as status:
        while not printer.stopping:
            well, awaited = ready(settings, with_web=True)
            if well:
                break
            elapsed = time.monotonic() - begun
            if status is not None:
                status.update(f"Starting … waiting for {awaited} ({elapsed:.0f} s)")
            if elapsed > READY_WITHIN_S and not told:
                told = True
                console.print(f"Still waiting for: {awaited}. The logs are in {settings.log_folder}.")
            time.sleep(0.3)
    if printer.stopping:
        return
    elapsed = time.monotonic() - begun
    console.print(
        Panel.fit(
            f"[bold]Sahulat is ready[/bold] (started in {elapsed:.0f} s)\n\n"
            f"  Page      {settings.page_url}\n"
            f"  Terminal  .venv/bin/sahulat chat\n"
            f"  Health    {settings.page_url}/health/ready\n"
            f"  Logs      {settings.log_folder}\n\n"
            "Ctrl-C stops everything.",
            border_style="green",
        ),
        highlight=False,
    )


def _prepare(settings: Settings) -> None:
    """In a process of its own, so that the one that only watches stays small."""
    environment = {**os.environ, **settings_environment(settings)}
    command = [sys.executable, "-m", "bot.prepare"]
    status = subprocess.run(command, cwd=PROJECT_ROOT, env=environment, check=False).returncode  # noqa: S603 - ours
    if status != 0:
        raise UpError("Nothing was started.")


def _end_with_stdin() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Hold the home; one `up` at a time works on it. Raises `UpError`."""
    folder = settings.home / "run"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / "up.lock").open("w", encoding="utf-8")
    except OSError as exc:
        raise UpError(f"{folder} cannot be written: {exc.strerror}.") from exc
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise UpError(
                f"Sahulat runs already with its state in {settings.home}: stop it, or set SAHULAT_HOME and "
                "SAHULAT_PORT to run a second copy."
            ) from exc
        yield


def _clear_up(settings: Settings) -> None:
    if ended := end_leftovers(settings.home / "run" / "pids.json"):
        sys.stderr.write(f"• Ended what an earlier run had left behind: {', '.join(ended)}.\n")


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bot.processes.up", description=__doc__)
    parser.add_argument("--without-web", action="store_true", help=f"start {', '.join(HEADLESS)} only")
    parser.add_argument("--while-stdin", action="store_true", help="end when standard input ends")
    options = parser.parse_args(arguments)
    try:
        settings = read_settings()
    except SettingsError as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    signal.signal(signal.SIGTERM, _interrupt)  # until the processes run; then honcho's own handler
    return run(settings, with_web=not options.without_web, while_stdin=options.while_stdin)


if __name__ == "__main__":
    sys.exit(main())
