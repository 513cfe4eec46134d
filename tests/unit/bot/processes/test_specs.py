"""What is started: everything the architecture names, and Rasa out of reach from outside."""

from pathlib import Path

from bot.processes.specs import HEADLESS, process_specs
from bot.settings import Settings


def test_every_process_of_the_architecture_is_started(tmp_path):
    specs = process_specs(Settings(home=tmp_path), Path("/m.tar.gz"), with_web=True)
    assert {spec.name for spec in specs} == {*HEADLESS, "web"}


def test_a_conversation_in_the_terminal_needs_no_web(tmp_path):
    specs = process_specs(Settings(home=tmp_path), Path("/m.tar.gz"), with_web=False)
    assert [spec.name for spec in specs] == list(HEADLESS)


def test_more_workers_have_names_of_their_own(tmp_path):
    names = [spec.name for spec in process_specs(Settings(home=tmp_path, workers=3), Path("/m"), with_web=False)]
    assert names == ["rasa", "actions", "worker1", "worker2", "worker3", "sender"]


def test_rasa_listens_on_loopback_without_its_api(tmp_path):
    settings = Settings(home=tmp_path, port=9000, host="::")
    rasa = process_specs(settings, Path("/m.tar.gz"), with_web=True)[0]
    command = " ".join(rasa.command)
    assert "--port 9001" in command
    assert "--host" not in command
    assert "--enable-api" not in command
    assert "--cors" not in command
    assert rasa.environment["SAHULAT_ACTIONS_URL"] == "http://127.0.0.1:9002/webhook"
    assert rasa.environment["RASA_TELEMETRY_ENABLED"] == "false"
    assert rasa.environment["SAHULAT_TRACKER_DB"] == str(tmp_path / "rasa-tracker.db")
