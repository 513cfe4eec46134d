"""Starting: refused in one sentence when it cannot be."""

import socket

import pytest

from bot.processes import up
from bot.processes.ports import any_free
from bot.processes.up import UpError, check_ports, is_up
from bot.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path, port=any_free(), rasa_port=any_free(), actions_port=any_free())


def test_a_taken_port_is_named_with_its_setting(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.rasa_port))
        other.listen()
        with pytest.raises(UpError, match=f"Port {settings.rasa_port} is taken.*SAHULAT_RASA_PORT"):
            check_ports(settings, with_web=True)


def test_without_the_page_its_port_does_not_matter(settings):
    with socket.socket() as other:
        other.bind((settings.host, settings.port))
        other.listen()
        check_ports(settings, with_web=False)
        with pytest.raises(UpError, match="SAHULAT_PORT"):
            check_ports(settings, with_web=True)


def test_one_home_is_run_once(settings, capfd):
    assert not is_up(settings)
    with up._only_one(settings):
        assert is_up(settings)
        assert up.run(settings) == 1
    assert "runs already" in capfd.readouterr().err
    assert not is_up(settings)


def test_nothing_starts_when_preparing_fails(settings, capfd):
    broken = settings.model_copy(update={"pack": settings.home / "nowhere"})
    assert up.run(broken) == 1
    said = capfd.readouterr().err
    assert "SAHULAT_PACK" in said
    assert "Nothing was started" in said
