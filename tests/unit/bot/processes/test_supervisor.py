"""Processes that run together: their logs, and who is told about an end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.processes.supervisor import MAX_LOG, LogPrinter, end_leftovers, record

RUN = """
import sys
from pathlib import Path
from bot.processes.specs import ProcessSpec
from bot.processes.supervisor import LogPrinter, run_together

import os
python = (sys.executable, "-u", "-c")
specs = [ProcessSpec(name, (*python, code), dict(os.environ)) for name, code in {processes!r}.items()]
started = lambda pids: print("started", len(pids), flush=True)
printer = LogPrinter(Path({folder!r}), [spec.name for spec in specs], started)
run_together(specs, printer)
print("first dead", printer.first_dead, flush=True)
"""
SLEEP = "import time; print('awake', flush=True); time.sleep(60)"


def start(folder: Path, **processes: str) -> "subprocess.Popen[str]":
    code = RUN.format(processes=processes, folder=str(folder))
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything_and_nobody_is_blamed(tmp_path, number):
    system = start(tmp_path, one=SLEEP, two=SLEEP)
    assert system.stdout.readline() == "started 2\n"
    begun = time.monotonic()
    system.send_signal(number)
    out, _ = system.communicate(timeout=20)
    assert out == "first dead None\n"
    assert time.monotonic() - begun < 10


def test_one_that_ends_by_itself_ends_the_others_and_is_named(tmp_path):
    system = start(tmp_path, good=SLEEP, bad="print('WARNING no fuel'); raise SystemExit(3)")
    out, err = system.communicate(timeout=20)
    assert "first dead ('bad', '3')" in out
    assert "no fuel" in err
    assert "awake" not in err
    assert "no fuel" in (tmp_path / "bad.log").read_text(encoding="utf-8")


def test_a_log_that_has_grown_is_put_aside(tmp_path):
    (tmp_path / "web.log").write_text("x" * (MAX_LOG + 1))
    LogPrinter(tmp_path, ["web"], lambda _pids: None).close()
    assert (tmp_path / "web.log").read_text() == ""
    assert (tmp_path / "web.log.1").stat().st_size == MAX_LOG + 1


def sleeper(*arguments: str, python: str = sys.executable) -> "subprocess.Popen[str]":
    """A process of its own session that says when it is there and then sleeps."""
    process = subprocess.Popen(
        [python, "-c", SLEEP, *arguments], start_new_session=True, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_what_an_earlier_run_left_behind_is_ended_and_nothing_else(tmp_path):
    ours, stranger = sleeper("-m", "bot.processes.worker"), sleeper(python=os.path.realpath(sys.executable))
    file = tmp_path / "run" / "pids.json"
    record(file, {"worker": ours.pid, "gone": 2**22 - 1, "stranger": stranger.pid})
    try:
        assert end_leftovers(file) == ("worker",)
        assert ours.wait(10) == -signal.SIGTERM
        assert stranger.poll() is None
    finally:
        for process in (ours, stranger):
            process.kill()
            process.communicate()
    assert not file.exists()


@pytest.mark.parametrize("content", ["", "{", "{}", "[]"])
def test_a_record_that_cannot_be_read_ends_nobody(tmp_path, content):
    file = tmp_path / "pids.json"
    file.write_text(content)
    assert end_leftovers(file) == ()
