"""The tiny pack of three services, imported and indexed with the hashing embedder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge import tables  # noqa: F401 - its tables are made below
from knowledge.database import Base, open_database
from knowledge.embedders.hashing import HashingEmbedder
from knowledge.index.builder import index_in_memory
from knowledge.index.loaded import LoadedIndex
from knowledge.pack.importer import import_pack
from knowledge.repository import Repository, Snapshot

TINY = Path(__file__).parents[2] / "fixtures" / "packs" / "tiny"


@pytest.fixture
def tiny_pack() -> Path:
    return TINY


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """The tiny pack with one text replaced in one file; more calls replace more."""
    folder = Path(shutil.copytree(TINY, tmp_path / "edited"))

    def edit(file: str, old: str, new: str) -> Path:
        path = folder / file
        said = path.read_text(encoding="utf-8")
        assert old in said
        path.write_text(said.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'knowledge.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def imported(engine: Engine) -> Engine:
    import_pack(engine, TINY)
    return engine


@pytest.fixture
def snapshot(imported: Engine) -> Snapshot:
    return Repository(imported).snapshot()


@pytest.fixture
def index(snapshot: Snapshot) -> LoadedIndex:
    return index_in_memory(snapshot, HashingEmbedder())
