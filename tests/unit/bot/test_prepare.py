"""Preparing: what is stale is made, what is fresh is left alone, and failures are one sentence."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot import prepare
from bot.prepare import PrepareError
from bot.settings import Settings

TINY = Path(__file__).parents[2] / "fixtures" / "packs" / "tiny"


@pytest.fixture
def said():
    return []


@pytest.fixture
def small_pack(tmp_path):
    """A copy of the tiny pack, to change."""
    return Path(shutil.copytree(TINY, tmp_path / "pack"))


def test_the_database_is_set_up_once(tmp_path, said):
    settings = Settings(home=tmp_path)
    prepare.prepare(settings, said.append, parts=["database"])
    prepare.prepare(settings, said.append, parts=["database"])
    assert said == ["The database is set up."]


def test_a_pack_is_loaded_once_and_again_after_a_change(tmp_path, said, small_pack):
    settings = Settings(home=tmp_path / "home", pack=small_pack)
    for _ in range(2):
        prepare.prepare(settings, said.append, parts=["database", "pack"])
    assert said[1:] == ["Pack tiny 2026.1.0 is loaded: services 3 added."]
    article = small_pack / "services" / "dog-licence" / "en.md"
    article.write_text(article.read_text(encoding="utf-8").replace("Every dog", "Each dog"), encoding="utf-8")
    prepare.prepare(settings, said.append, parts=["pack"])
    assert said[2:] == ["Pack tiny 2026.1.0 is loaded: services 1 changed."]


def test_a_staff_edit_that_a_new_release_contradicts_is_told(tmp_path, said, small_pack):
    settings = Settings(home=tmp_path / "home", pack=small_pack)
    prepare.prepare(settings, said.append, parts=["database", "pack"])
    with closing(sqlite3.connect(settings.home / "sahulat.db")) as database:
        database.execute("UPDATE fact SET amount = '80' WHERE key = 'tag-fee'")
        database.commit()
    path = small_pack / "services" / "dog-licence" / "service.yml"
    path.write_text(path.read_text(encoding="utf-8").replace('"75.50"', '"90"'), encoding="utf-8")
    for _ in range(2):
        prepare.prepare(settings, said.append, parts=["pack"])
    assert said[2:] == [
        "A staff edit stays, while the pack now says something else: "
        "dog-licence: fact tag-fee: the pack says amount 90, staff say amount 80."
    ]


def test_a_database_put_in_its_place_gets_the_pack_too(tmp_path, said, small_pack):
    settings = Settings(home=tmp_path / "home", pack=small_pack)
    prepare.prepare(settings, said.append, parts=["database", "pack"])
    for file in settings.home.glob("sahulat.db*"):
        file.unlink()
    prepare.prepare(settings, said.append, parts=["database", "pack"])
    assert said[-1] == "Pack tiny 2026.1.0 is loaded: services 3 added."


def test_a_bad_pack_is_told_with_every_problem(tmp_path, said, small_pack):
    (small_pack / "services" / "dog-licence" / "ur.md").unlink()
    settings = Settings(home=tmp_path / "home", pack=small_pack)
    with pytest.raises(PrepareError, match=r"ur\.md"):
        prepare.prepare(settings, said.append, parts=["database", "pack"])


def test_no_pack_names_the_setting(tmp_path, said):
    settings = Settings(home=tmp_path, pack=tmp_path / "nowhere")
    with pytest.raises(PrepareError, match="SAHULAT_PACK"):
        prepare.prepare(settings, said.append, parts=["database", "pack"])


def test_a_home_that_cannot_be_made_is_told(tmp_path, said):
    (tmp_path / "file").write_text("x")
    with pytest.raises(PrepareError, match="cannot be used"):
        prepare.prepare(Settings(home=tmp_path / "file" / "home"), said.append, parts=["database"])


def test_a_database_that_is_none_is_told(tmp_path, said):
    (tmp_path / "sahulat.db").write_bytes(b"this is no database, whatever its name says" * 50)
    with pytest.raises(PrepareError, match="cannot be used"):
        prepare.prepare(Settings(home=tmp_path), said.append, parts=["database"])


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of a few files, in which the fingerprint of the dialogue model can be looked at."""
    for name in ("bot/dialogue/domain/domain.yml", "bot/dialogue/rules.yml", "nlu/language.py", "config.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "rasa.lock").write_text("rasa==3.6.21")
    monkeypatch.setattr(prepare, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(prepare, "MODELS", tmp_path / "models")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["config.yml", "bot/dialogue/rules.yml", "nlu/examples/en/new.yml", "requirements/rasa.lock"]
)
def test_a_change_of_its_inputs_asks_for_another_model(project, name):
    before = prepare.model_file()
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("something new")
    assert prepare.model_file() != before


@pytest.mark.parametrize(
    "name", ["nlu/README.md", "nlu/embedding/train/loop.py", "nlu/components/serve.py", "bot/worker.py"]
)
def test_what_does_not_enter_the_model_does_not_train_it_again(project, name):
    before = prepare.model_file()
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("something new")
    assert prepare.model_file() == before


def test_the_same_sources_elsewhere_are_the_same_model(project, monkeypatch, tmp_path_factory):
    before = prepare.model_file().name
    copy = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(project, copy)
    monkeypatch.setattr(prepare, "PROJECT_ROOT", copy)
    assert prepare.model_file().name == before


def test_a_trained_model_is_taken_as_it_is(project, said):
    model = prepare.model_file()
    model.parent.mkdir()
    model.write_bytes(b"model")
    assert prepare.train_model(said.append) == model
    assert said == []


def test_without_rasa_the_mend_is_told(project, said, monkeypatch, tmp_path):
    monkeypatch.setattr(prepare, "RASA_PYTHON", tmp_path / "nowhere")
    with pytest.raises(PrepareError, match="make setup"):
        prepare.train_model(said.append)


def test_a_training_that_fails_ends_in_its_last_words(project, said, monkeypatch, tmp_path):
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho one >&2\necho the domain is broken >&2\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(prepare, "RASA_PYTHON", python)
    with pytest.raises(PrepareError, match="the domain is broken"):
        prepare.train_model(said.append)
    assert not prepare.model_file().exists()
