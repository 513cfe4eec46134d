"""Free ports."""

import socket

from bot.processes.ports import any_free, is_free


def test_a_port_is_free_until_somebody_listens():
    port = any_free()
    assert is_free("127.0.0.1", port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert not is_free("127.0.0.1", port)
