import json
import shutil
import sqlite3
from contextlib import closing
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


def test_the_last_line_says_how_many_facts_nobody_has_verified(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    assert "7 facts (0 unverified)" in CliRunner().invoke(app, ["pack", "check", str(folder)]).output
    path = folder / "services" / "library-card" / "service.yml"
    text = path.read_text(encoding="utf-8").replace("verified_on: 2026-01-12", "unverified: true")
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["pack", "check", str(folder)])
    assert result.exit_code == 0
    assert "7 facts (2 unverified)" in result.output.splitlines()[-1]
    as_json = json.loads(CliRunner().invoke(app, ["pack", "check", str(folder), "--json"]).output)
    assert as_json["unverified_facts"] == 2


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["pack", "check", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "is no folder" in str(result.exception)


def test_a_new_service_is_written_once_and_is_not_right_until_it_is_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "my-office"
    made = CliRunner().invoke(app, ["pack", "new", str(folder), "water-connection"])
    assert made.exit_code == 0
    assert (folder / "pack.yml").exists()
    assert (folder / "schema" / "service.schema.json").exists()
    assert {path.name for path in (folder / "services" / "water-connection").iterdir()} == {
        "service.yml", "en.md", "ur.md", "ur-Latn.md",
    }  # fmt: skip
    checked = CliRunner().invoke(app, ["pack", "check", str(folder)])
    assert checked.exit_code == 1
    problems = [line for line in checked.output.splitlines() if line.startswith(str(folder))]
    assert problems
    assert all("still to be written" in line for line in problems)
    again = CliRunner().invoke(app, ["pack", "new", str(folder), "water-connection"])
    assert "is there already" in str(again.exception)
    second = CliRunner().invoke(app, ["pack", "new", str(folder), "tree-felling"])
    assert "pack.yml" not in second.output


def test_a_slug_that_is_none_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["pack", "new", str(tmp_path / "x"), "Water Connection"])
    assert "is no slug" in str(result.exception)
    assert not (tmp_path / "x").exists()


def test_a_comparison_says_what_changed(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    same = CliRunner().invoke(app, ["pack", "diff", str(tiny_pack), str(folder)])
    assert (same.exit_code, same.output) == (0, "They say the same.\n")
    path = folder / "services" / "library-card" / "service.yml"
    text = path.read_text(encoding="utf-8").replace('"200"', '"250"')
    path.write_text(text.replace('"library membership"', '"reading room papers"'), encoding="utf-8")
    shutil.rmtree(folder / "services" / "dog-licence")
    result = CliRunner().invoke(app, ["pack", "diff", str(tiny_pack), str(folder)])
    assert result.exit_code == 1
    assert "fact fee-adult: amount 200 -> 250" in result.output
    assert "question en: - library membership" in result.output
    assert "question en: + reading room papers" in result.output
    assert "removed  dog-licence" in result.output


def test_a_pack_is_rewritten_in_the_fixed_form_once(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    first = CliRunner().invoke(app, ["pack", "format", str(folder)])
    assert "files rewritten" in first.output
    assert "already" in CliRunner().invoke(app, ["pack", "format", str(folder)]).output
    assert CliRunner().invoke(app, ["pack", "diff", str(tiny_pack), str(folder)]).exit_code == 0


def test_a_pack_with_problems_is_not_compared_or_rewritten(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    (folder / "services" / "dog-licence" / "ur.md").unlink()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for arguments in (["diff", str(tiny_pack), str(folder)], ["format", str(folder)]):
        result = CliRunner().invoke(app, ["pack", *arguments])
        assert result.exit_code == 1
        assert "dog-licence/ur.md" in str(result.exception)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_dry_run_import_and_export_go_round(tiny_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHULAT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KNOWLEDGE_EMBEDDER", "hashing")
    monkeypatch.setattr("bot.prepare.MODELS", tmp_path / "models")
    run = CliRunner().invoke
    dry = run(app, ["pack", "import", str(tiny_pack), "--dry-run"])
    assert "3 changed" in dry.output
    assert "Nothing was written" in dry.output
    assert "none was imported" in str(run(app, ["pack", "export", str(tmp_path / "none")]).exception)
    assert "3 changed" in run(app, ["pack", "import", str(tiny_pack)]).output
    out = tmp_path / "out"
    assert "3 services" in run(app, ["pack", "export", str(out)]).output
    assert run(app, ["pack", "diff", str(tiny_pack), str(out)]).exit_code == 0
    assert run(app, ["pack", "export", str(tmp_path), "--format", "jsonld"]).exit_code == 0
    assert json.loads((tmp_path / "tiny.jsonld").read_text(encoding="utf-8"))["@graph"]
    (out / "services" / "moon-lamp").mkdir()
    assert "use a new folder" in str(run(app, ["pack", "export", str(out)]).exception)


def test_import_names_staff_edits_and_says_what_to_do(
    tiny_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAHULAT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KNOWLEDGE_EMBEDDER", "hashing")
    monkeypatch.setattr("bot.prepare.MODELS", tmp_path / "models")
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))

    def load(*options: str) -> str:
        result = CliRunner().invoke(app, ["pack", "import", str(folder), *options])
        assert result.exit_code == 0
        return result.output

    assert "Staff edits" not in load()
    with closing(sqlite3.connect(tmp_path / "home" / "sahulat.db")) as database:
        database.execute("UPDATE fact SET amount = '80' WHERE key = 'tag-fee'")
        database.commit()
    assert "dog-licence: fact tag-fee\n" in load()
    path = folder / "services" / "dog-licence" / "service.yml"
    path.write_text(path.read_text(encoding="utf-8").replace('"75.50"', '"90"'), encoding="utf-8")
    for options in (["--dry-run"], []):
        output = load(*options)
        assert "dog-licence: fact tag-fee: the pack says amount 90, staff say amount 80" in output
        assert f"sahulat pack import --theirs {folder}" in output
    output = load("--theirs")
    assert "Staff edits that the pack replaces:" in output
    assert "sahulat pack export /tmp/before" in output
    assert "Staff edits" not in load()
