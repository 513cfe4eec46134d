import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app


@pytest.fixture
def tiny_pack() -> Path:
    return Path(__file__).parents[3] / "fixtures" / "packs" / "tiny"


def test_a_right_pack_is_counted_and_ends_with_status_0(tiny_pack: Path) -> None:
    result = CliRunner().invoke(app, ["pack", "check", str(tiny_pack)])
    assert result.exit_code == 0
    assert "3 services" in result.output
    assert "no problem" in result.output


def test_a_mistake_is_named_with_file_line_and_mend_and_ends_with_status_1(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    (folder / "services" / "dog-licence" / "ur.md").unlink()
    result = CliRunner().invoke(app, ["pack", "check", str(folder)])
    assert result.exit_code == 1
    assert "dog-licence/ur.md:1: the file is missing (write it)" in result.output
    as_json = CliRunner().invoke(app, ["pack", "check", str(folder), "--json"])
    assert as_json.exit_code == 1
    assert json.loads(as_json.output)["problems"][0]["file"] == "services/dog-licence/ur.md"


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["pack", "check", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "is no folder" in str(result.exception)
