"""Stops and starts: what was sent is answered, and the system ends as cleanly as it begins."""

import socket
import subprocess
import sys
import time

import httpx
import pytest

from .conftest import PROJECT, CitizenOnTheWeb, System, free_ports, running

pytestmark = pytest.mark.system


def test_a_message_sent_while_the_engine_is_away_is_answered_after_the_start(tmp_path, system):
    # given: the page alone, on a home that is prepared
    alone = System(tmp_path / "home", free_ports())
    assert alone.run("db", "upgrade").returncode == 0
    page = subprocess.Popen([sys.executable, "-m", "bot.processes.web"], cwd=PROJECT, env=alone.environment)
    with httpx.Client(base_url=alone.url, timeout=30) as client:
        deadline = time.monotonic() + 30
        while True:
            try:
                assert client.post("/web/session", json={}).status_code == 204
                break
            except httpx.ConnectError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
        citizen = CitizenOnTheWeb(client)
        # when
        identifier = citizen.sends("mera shanakhti card gum ho gaya hai")
        page.terminate()
        assert page.wait(15) == 0
        try:
            alone.start()
            # then
            replies = [citizen.reads(identifier)]
            while not replies[-1]["buttons"]:  # an apology for the delay may come first
                replies.append(citizen.reads(identifier))
            assert replies[-1]["buttons"][0]["payload"].startswith("service:cnic-lost")
        finally:
            status = alone.stop()
    assert status == 0


def test_a_second_start_of_the_same_home_is_refused_in_one_sentence(system):
    second = system.run("up")
    assert second.returncode == 1
    assert "runs already" in second.stderr
    assert "Traceback" not in second.stderr
    assert system.is_ready()


def test_a_taken_port_is_named(tmp_path, system):
    other = System(tmp_path / "home", free_ports())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", other.port))
        taken.listen()
        refused = other.run("up")
    assert refused.returncode == 1
    assert f"Port {other.port} is taken" in refused.stderr


def test_two_copies_run_side_by_side_and_leave_nothing_behind(tmp_path, system):
    with running(tmp_path / "second") as second:
        assert second.is_ready()
        assert system.is_ready()
    left = list((second.home / "run").glob("*.beat")) + list((second.home / "run").glob("*.sock"))
    assert left == []
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{second.url}/health/live")
