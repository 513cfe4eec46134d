"""The contract of bells and listeners, kept by the Unix sockets."""

import os
import select
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.bell import MAX_SOCKET_PATH, SocketBell, SocketListener, SocketListenerFactory, bell_folder


@pytest.fixture
def bell(tmp_path: Path) -> Iterator[SocketBell]:
    made = SocketBell(bell_folder(tmp_path))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bell_folder(tmp_path)


def test_everyone_who_listens_to_the_name_is_woken_and_nobody_else(bell: SocketBell, folder: Path) -> None:
    open_listener = SocketListenerFactory(folder)
    first, second, other = (open_listener(name) for name in ("worker", "worker", "channel-web"))
    bell.ring("worker")
    assert first.wait(1.0)
    assert second.wait(1.0)
    assert not other.wait(0)
    for listener in (first, second, other):
        listener.close()


def test_a_name_that_begins_like_another_is_another(bell: SocketBell, folder: Path) -> None:
    short, long = SocketListener(folder, "channel"), SocketListener(folder, "channel-web")
    bell.ring("channel")
    assert short.wait(1.0)
    assert not long.wait(0)
    short.close()
    long.close()


def test_many_rings_count_as_one_and_never_block(bell: SocketBell, folder: Path) -> None:
    listener = SocketListener(folder, "worker")
    for _ in range(5_000):
        bell.ring("worker")
    assert listener.wait(0)
    assert not listener.wait(0)
    listener.close()


def test_waiting_ends_with_the_ring(bell: SocketBell, folder: Path) -> None:
    listener = SocketListener(folder, "worker")
    ringer = threading.Timer(0.05, bell.ring, ("worker",))
    ringer.start()
    assert listener.wait(30.0)
    ringer.join()
    listener.close()


def test_waiting_ends_without_a_ring(folder: Path) -> None:
    listener = SocketListener(folder, "worker")
    began = time.monotonic()
    assert not listener.wait(0.05)
    assert time.monotonic() - began >= 0.04
    listener.close()


def test_the_descriptor_is_readable_when_rung(bell: SocketBell, folder: Path) -> None:
    listener = SocketListener(folder, "worker")
    assert select.select([listener.fileno()], [], [], 0)[0] == []
    bell.ring("worker")
    assert select.select([listener.fileno()], [], [], 1)[0] == [listener.fileno()]
    listener.close()


def test_the_socket_of_a_dead_process_is_removed(bell: SocketBell, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    dead = folder / "worker-999999-1.sock"
    left = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    left.bind(str(dead))
    left.close()
    foreign = folder / "worker-notes.txt"
    foreign.touch()
    bell.ring("worker")
    assert not dead.exists()
    assert foreign.exists()


def test_ringing_never_raises(tmp_path: Path) -> None:
    nowhere = SocketBell(tmp_path / "nowhere")
    nowhere.ring("worker")
    nowhere.close()
    nowhere.ring("worker")


def test_a_closed_listener_leaves_nothing_behind(folder: Path) -> None:
    listener = SocketListener(folder, "worker")
    assert len(list(folder.iterdir())) == 1
    listener.close()
    assert list(folder.iterdir()) == []


def test_an_odd_name_is_refused(folder: Path) -> None:
    for name in ("", "../up", "a b", "Worker"):
        with pytest.raises(ValueError, match="bell name"):
            SocketListener(folder, name)


def test_a_home_too_deep_for_a_socket_gets_a_folder_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 60) / ("y" * 60)
    folder = bell_folder(deep)
    assert folder == bell_folder(deep)
    assert folder != bell_folder(deep / "z")
    assert len(os.fsencode(folder)) < MAX_SOCKET_PATH - 40
    listener, bell = SocketListener(folder, "channel-whatsapp"), SocketBell(folder)
    bell.ring("channel-whatsapp")
    assert listener.wait(1.0)
    assert folder.stat().st_mode & 0o077 == 0
    listener.close()
    bell.close()
    folder.rmdir()
