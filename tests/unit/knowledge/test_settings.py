from pathlib import Path

import pytest

from knowledge.settings import PROJECT_ROOT, KnowledgeSettings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SAHULAT_HOME", "SAHULAT_DATABASE_URL", "KNOWLEDGE_EMBEDDER"):
        monkeypatch.delenv(name, raising=False)


def test_everything_lies_in_var_by_default() -> None:
    settings = KnowledgeSettings()
    assert settings.home == PROJECT_ROOT / "var"
    assert settings.database_url == f"sqlite:///{PROJECT_ROOT / 'var' / 'sahulat.db'}"
    assert settings.index_folder == PROJECT_ROOT / "var" / "index"
    assert settings.embedder == "shipped"


def test_home_moves_database_and_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAHULAT_HOME", str(tmp_path))
    settings = KnowledgeSettings()
    assert settings.database_url == f"sqlite:///{tmp_path / 'sahulat.db'}"
    assert settings.index_folder == tmp_path / "index"


def test_database_and_embedder_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHULAT_DATABASE_URL", "postgresql+psycopg://db/sahulat")
    monkeypatch.setenv("KNOWLEDGE_EMBEDDER", "intfloat/multilingual-e5-small")
    settings = KnowledgeSettings()
    assert settings.database_url == "postgresql+psycopg://db/sahulat"
    assert settings.embedder == "intfloat/multilingual-e5-small"


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHULAT_DATABASE_URL", "")
    assert KnowledgeSettings().database_url.startswith("sqlite:///")
