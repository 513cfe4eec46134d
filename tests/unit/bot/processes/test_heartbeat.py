"""Heartbeats tell the living from the dead."""

import os
import time

from bot.processes.heartbeat import STALE_AFTER_S, alive, beating


def test_a_process_is_alive_while_it_beats_and_not_after(tmp_path):
    assert not alive(tmp_path, "worker")
    with beating(tmp_path, "worker"):
        deadline = time.monotonic() + 5
        while not alive(tmp_path, "worker") and time.monotonic() < deadline:
            time.sleep(0.01)
        assert alive(tmp_path, "worker")
        assert not alive(tmp_path, "work")
    assert not alive(tmp_path, "worker")
    assert list((tmp_path / "run").iterdir()) == []


def test_a_beat_that_has_grown_old_counts_as_dead(tmp_path):
    (tmp_path / "run").mkdir()
    file = tmp_path / "run" / "worker-123.beat"
    file.touch()
    assert alive(tmp_path, "worker")
    old = time.time() - STALE_AFTER_S - 1
    os.utime(file, (old, old))
    assert not alive(tmp_path, "worker")
