"""Settings: defaults that work together, and errors that name the variable."""

from pathlib import Path

import pytest

from bot.processes.specs import settings_environment
from bot.settings import Settings, SettingsError, read_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    import os

    for name in list(os.environ):
        if name.startswith("SAHULAT_") or name == "KNOWLEDGE_EMBEDDER":
            monkeypatch.delenv(name)


def test_the_other_ports_follow_the_first(monkeypatch):
    monkeypatch.setenv("SAHULAT_PORT", "9100")
    settings = read_settings()
    assert (settings.port, settings.rasa_port, settings.actions_port) == (9100, 9101, 9102)
    monkeypatch.setenv("SAHULAT_ACTIONS_PORT", "9200")
    assert read_settings().actions_port == 9200


def test_home_moves_all_state(monkeypatch, tmp_path):
    monkeypatch.setenv("SAHULAT_HOME", str(tmp_path))
    settings = read_settings()
    assert settings.database_url == f"sqlite:///{tmp_path / 'sahulat.db'}"
    for place in (settings.index_folder, settings.log_folder, settings.tracker_file):
        assert place.is_relative_to(tmp_path)


def test_a_relative_home_is_the_same_for_every_process(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAHULAT_HOME", "state")
    assert read_settings().home == tmp_path / "state"


def test_channels_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("SAHULAT_CHANNELS", "web, telegram,")
    assert read_settings().channels == ("web", "telegram")


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SAHULAT_PORT", "")
    monkeypatch.setenv("SAHULAT_HOME", "")
    assert read_settings().port == 8000
    assert read_settings().home.name == "var"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SAHULAT_PORT", "http"),
        ("SAHULAT_PORT", "70000"),
        ("SAHULAT_RASA_PORT", "x"),
        ("SAHULAT_LOG_LEVEL", "loud"),
        ("SAHULAT_WORKERS", "0"),
    ],
)
def test_a_wrong_value_names_its_variable(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable):
        read_settings()


def test_ports_must_differ(monkeypatch):
    monkeypatch.setenv("SAHULAT_RASA_PORT", "8000")
    with pytest.raises(SettingsError, match="must differ"):
        read_settings()


def test_a_page_that_listens_everywhere_is_found_on_this_machine():
    assert Settings(host="::", port=8100).page_url == "http://127.0.0.1:8100"


def test_another_process_reads_the_same_settings(monkeypatch, tmp_path):
    settings = Settings(
        home=tmp_path / "h", port=9300, channels=("web",), workers=2, pack=Path("/p"), log_level="debug"
    )
    for name, value in settings_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert read_settings() == settings
