from pathlib import Path

import pytest

from nlu.components.serve import main


def test_without_a_model_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path / "none.tar.gz")]) == 1
    assert "train one with nlu.components.train" in capsys.readouterr().err


def test_what_the_environment_lacks_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAHULAT_ACTIONS_URL", raising=False)
    monkeypatch.setenv("SAHULAT_TRACKER_DB", "trackers.db")
    model = tmp_path / "model.tar.gz"
    model.touch()
    assert main(["--model", str(model)]) == 1
    assert capsys.readouterr().err == "These must be set in the environment: SAHULAT_ACTIONS_URL.\n"
