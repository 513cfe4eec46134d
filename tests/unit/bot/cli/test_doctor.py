"""The doctor: what is broken is found, with how to mend it."""

import socket

import pytest

from bot.cli import doctor
from bot.prepare import prepare
from bot.processes.ports import any_free
from bot.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path, port=any_free(), rasa_port=any_free(), actions_port=any_free())


def mends(findings):
    return [finding.mend for finding in findings if finding.mend]


def test_a_database_that_is_not_there(settings):
    assert mends(doctor.database(settings)) == ["run `sahulat db upgrade`"]


def test_a_database_of_this_release(settings):
    prepare(settings, lambda _sentence: None, parts=["database"])
    assert mends(doctor.database(settings)) == []


def test_a_database_that_is_none(settings):
    (settings.home / "sahulat.db").write_bytes(b"no database" * 200)
    [mend] = mends(doctor.database(settings))
    assert "SAHULAT_DATABASE_URL" in mend


def test_a_taken_port(settings):
    assert mends(doctor.ports(settings)) == []
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.actions_port))
        other.listen()
        [mend] = mends(doctor.ports(settings))
    assert "SAHULAT_ACTIONS_PORT" in mend


def test_an_index_that_is_not_there(settings):
    prepare(settings, lambda _sentence: None, parts=["database"])
    assert "run `sahulat index build`" in mends(doctor.embedder_and_index(settings))


def test_a_missing_environment(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "RASA_PYTHON", tmp_path / "none")
    assert mends(doctor.rasa_environment(settings)) == ["run `make setup`"]


def test_an_environment_without_rasa(settings, monkeypatch, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(doctor, "RASA_PYTHON", python)
    [mend] = mends(doctor.rasa_environment(settings))
    assert "make setup" in mend


def test_a_disk_without_room(settings, monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 2**60)
    [mend] = mends(doctor.disk(settings))
    assert "SAHULAT_HOME" in mend


@pytest.mark.parametrize(("mend", "status", "last"), [("", 0, "All is well."), ("run this", 1, "1 to mend.")])
def test_the_status_says_whether_something_is_broken(monkeypatch, capsys, mend, status, last):
    monkeypatch.setattr(doctor, "LOOKS", (lambda _settings: [doctor.Finding("Thing", "state", mend)],))
    assert doctor.run() == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == last
    assert ("✗" if mend else "✓") in lines[0]
