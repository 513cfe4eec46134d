"""The bell: datagrams on Unix sockets in one folder, so that nobody waits for a poll when there is work.

A listener named `worker` binds `worker-<pid>-<n>.sock`; ringing `worker` sends one byte to every
`worker-*.sock` and removes the sockets of processes that are gone. A lost ring costs a poll interval, never a
message.
"""

import hashlib
import itertools
import os
import re
import select
import socket
import tempfile
from pathlib import Path

from bot.interfaces import Listener

MAX_SOCKET_PATH = 100
"""Bytes of a socket's path that always fit.

Source: unix(7), sun_path is 108 bytes with the final zero (104 on BSD).
"""

_LONGEST_NAME = len("channel-whatsapp-1234567-999.sock") + 8
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_counter = itertools.count(1)


def bell_folder(home: Path) -> Path:
    """Where the sockets of the copy of Sahulat in `home` lie.

    `<home>/run`, or a folder of its own under the system's temporary folder when that path is too long for a
    socket. The same home gives the same folder in every process.
    """
    folder = home.resolve() / "run"
    if len(os.fsencode(folder)) + 1 + _LONGEST_NAME <= MAX_SOCKET_PATH:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"sahulat-{os.getuid()}-{digest}"


class SocketBell:
    """A `Bell` over the sockets in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)

    def ring(self, name: str) -> None:
        """Wake everyone who listens to `name`. Never raises, never blocks."""
        start = f"{name}-"
        try:
            found = [entry.path for entry in os.scandir(self._folder) if entry.name.startswith(start)]
        except OSError:
            return  # nobody has listened yet, so the folder is not there
        for path in found:
            if _LISTENER.fullmatch(Path(path).name.removeprefix(start)):
                self._send(path)

    def close(self) -> None:
        """Give the descriptor back."""
        self._socket.close()

    def _send(self, path: str) -> None:
        try:
            self._socket.sendto(b"!", path)
        except (ConnectionRefusedError, FileNotFoundError):
            Path(path).unlink(missing_ok=True)
        except OSError:
            return  # rung already, so that its buffer is full; or this bell is closed: the poll does the rest


_LISTENER = re.compile(r"\d+-\d+\.sock")


class SocketListener:
    """A `Listener` for one bell name; usable from one thread."""

    def __init__(self, folder: Path, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no bell name")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / f"{name}-{os.getpid()}-{next(_counter)}.sock"
        self._path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.bind(str(self._path))

    def wait(self, seconds: float) -> bool:
        """Block until a ring or `seconds`; True when rung. All rings so far count as one."""
        ready, _, _ = select.select([self._socket], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            while True:
                self._socket.recv(16)
        except BlockingIOError:
            return True

    def fileno(self) -> int:
        """A descriptor that is readable when rung."""
        return self._socket.fileno()

    def close(self) -> None:
        """Stop listening and remove the socket."""
        self._socket.close()
        self._path.unlink(missing_ok=True)


class SocketListenerFactory:
    """Opens listeners in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str) -> Listener:
        """A new listener to `name`."""
        return SocketListener(self._folder, name)
