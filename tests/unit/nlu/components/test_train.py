from pathlib import Path

import pytest

from nlu.components.train import TrainingFailed, main, train


def test_missing_inputs_are_all_named_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "config.yml").touch()
    with pytest.raises(TrainingFailed, match=r"bot/dialogue/domain.*bot/dialogue/rules\.yml.*nlu/examples"):
        train(tmp_path / "models" / "m.tar.gz", root=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["config.yml"]


def test_the_model_file_must_be_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--out", str(tmp_path / "model.zip")])
    assert "--out must end in .tar.gz" in capsys.readouterr().err
