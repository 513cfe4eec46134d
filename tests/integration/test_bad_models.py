"""A model folder that cannot be used: refused with the reason and the mend, while the old index goes on serving."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.assembly import build_current_index, open_knowledge
from knowledge.embedders.opening import open_embedder
from knowledge.errors import EmbedderUnavailable, IndexRefused
from knowledge.index.builder import current_version
from knowledge.pack.importer import import_pack
from knowledge.settings import KnowledgeSettings
from nlu.embedding.runtime import SHIPPED

TINY = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the shipped model's folder."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


@pytest.fixture
def home(tmp_path: Path, model: Path) -> Path:
    """A home whose index was built with the model in `model`."""
    from knowledge import tables  # noqa: F401 - its tables are made below
    from knowledge.database import Base, open_database

    folder = tmp_path / "home"
    folder.mkdir()
    engine = open_database(_settings(folder, model).database_url)
    Base.metadata.create_all(engine)
    import_pack(engine, TINY)
    engine.dispose()
    build_current_index(_settings(folder, model))
    return folder


def _settings(home: Path, embedder: Path | str) -> KnowledgeSettings:
    return KnowledgeSettings(home=home, embedder=str(embedder))


def _other_checksum(folder: Path) -> None:
    with (folder / "model.onnx").open("ab") as file:
        file.write(b"one byte more")


def _missing_file(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()


def _other_dimension(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"dimension": 7}), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_other_checksum, r"model\.onnx is not the file that config\.json describes \(checksum differs\): restore"),
        (_missing_file, r"tokenizer\.json is missing or unreadable: restore"),
        (_other_dimension, r"config\.json says 7 numbers a vector and model\.onnx gives 384: restore"),
    ],
)
def test_a_damaged_model_is_refused_and_the_old_index_serves(
    home: Path, model: Path, damage: Callable[[Path], None], reason: str
) -> None:
    knowledge = open_knowledge(_settings(home, model))
    before = current_version(home / "index")
    assert knowledge.search.search("dog licence").candidates[0].service == "dog-licence"
    damage(model)
    with pytest.raises(EmbedderUnavailable, match=reason):
        build_current_index(_settings(home, model), force=True)
    assert current_version(home / "index") == before
    assert knowledge.search.search("a library card").candidates[0].service == "library-card"
    knowledge.close()


def test_an_index_of_another_model_is_refused_with_the_mend(home: Path) -> None:
    knowledge = open_knowledge(_settings(home, "hashing"))
    with pytest.raises(IndexRefused, match="built with embedder") as refused:
        knowledge.search.search("dog licence")
    assert "sahulat index build" in refused.value.mend
    knowledge.close()


def test_a_model_folder_can_be_named_as_the_embedder(model: Path) -> None:
    assert open_embedder(str(model)).fingerprint == open_embedder("shipped").fingerprint


def test_a_model_that_is_nowhere_is_one_sentence() -> None:
    with pytest.raises(EmbedderUnavailable, match="cannot be loaded"):
        open_embedder("/nowhere/model")
