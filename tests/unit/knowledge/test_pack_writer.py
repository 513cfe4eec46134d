"""What is exported is what was imported, byte for byte."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.errors import UnknownPack
from knowledge.pack.checks import check_pack
from knowledge.pack.exporter import stored_pack, stored_packs
from knowledge.pack.importer import import_pack
from knowledge.pack.writer import pack_files, write_pack

STARTER = Path(__file__).parents[3] / "knowledge" / "packs" / "pakistan"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SOURCES.md"
    }


def test_what_is_written_says_the_same_and_is_written_once(tiny_pack: Path, tmp_path: Path) -> None:
    pack, _ = check_pack(tiny_pack)
    written = write_pack(pack, tmp_path)
    assert set(written) == set(_files(tmp_path))
    again, problems = check_pack(tmp_path)
    assert problems == ()
    assert again == pack
    assert write_pack(again, tmp_path) == []


def test_quotes_colons_and_backslashes_survive(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "odd"))
    path = folder / "services" / "dog-licence" / "service.yml"
    odd = '- "say: \\"woof\\" # not a comment \\\\ yes"'
    path.write_text(
        path.read_text(encoding="utf-8").replace('- "register my puppy with the town"', odd), encoding="utf-8"
    )
    pack, problems = check_pack(folder)
    assert problems == ()
    write_pack(pack, tmp_path / "written")
    assert check_pack(tmp_path / "written") == (pack, ())
    assert 'say: "woof" # not a comment \\ yes' in pack.services[0].questions["en"]


def test_export_gives_the_bytes_that_were_imported(engine: Engine, tiny_pack: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    write_pack(check_pack(tiny_pack)[0], first)
    import_pack(engine, first)
    assert stored_packs(engine) == ("tiny",)
    write_pack(stored_pack(engine, "tiny"), tmp_path / "second")
    assert _files(tmp_path / "second") == _files(first)
    assert import_pack(engine, tmp_path / "second").changes == 0


def test_the_starter_pack_is_in_the_fixed_form_and_goes_round(engine: Engine) -> None:
    pack, problems = check_pack(STARTER)
    assert problems == ()
    assert {name: text.encode() for name, text in pack_files(pack).items()} == _files(STARTER)
    import_pack(engine, STARTER)
    assert pack_files(stored_pack(engine, "pakistan")) == pack_files(pack)


def test_a_machine_made_article_is_not_written_as_if_somebody_had(tiny_pack: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "without"))
    (folder / "services" / "dog-licence" / "ur-Latn.md").unlink()
    files = pack_files(check_pack(folder)[0])
    assert "services/dog-licence/ur-Latn.md" not in files
    assert "services/dog-licence/ur.md" in files


def test_a_pack_that_was_never_imported_is_named_with_those_that_were(imported: Engine) -> None:
    with pytest.raises(UnknownPack, match="'moon' was imported; there are: tiny"):
        stored_pack(imported, "moon")
