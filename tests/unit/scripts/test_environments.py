"""When an environment is up to date."""

import sys
from pathlib import Path

import pytest
from environments import ROOT, Environment, environments


@pytest.fixture
def environment(tmp_path):
    lock = tmp_path / "main.lock"
    lock.write_text("# of these\nalembic==1.20.1   # via -r main.in\n\nnumpy==2.4.6\n")
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    return Environment("main", "our libraries", folder, (lock,))


def test_it_is_stale_until_it_is_recorded(environment):
    assert not environment.is_fresh()
    environment.record()
    assert environment.is_fresh()


def test_a_changed_list_makes_it_stale(environment):
    environment.record()
    environment.locks[0].write_text("alembic==1.20.2\n")
    assert not environment.is_fresh()


def test_a_lost_interpreter_makes_it_stale(environment):
    environment.record()
    environment.python.unlink()
    assert not environment.is_fresh()


def test_a_moved_environment_is_noticed(environment, tmp_path):
    environment.record()
    moved = tmp_path / "elsewhere"
    environment.folder.rename(moved)
    there = Environment("main", "our libraries", moved, environment.locks)
    assert there.moved()
    assert not there.is_fresh()


def test_development_tools_on_top_keep_it_fresh(environment, tmp_path):
    dev = tmp_path / "dev.lock"
    dev.write_text("pytest==9.2.0\n")
    with_tools = Environment("main", "our libraries", environment.folder, (*environment.locks, dev))
    environment.record()
    assert not with_tools.is_fresh()
    with_tools.record()
    assert with_tools.is_fresh()
    assert environment.is_fresh()


def test_packages_are_counted_once(environment):
    assert environment.packages() == 2


@pytest.mark.parametrize(
    "lock", [path for each in environments(dev=True) for path in each.locks], ids=lambda path: path.name
)
def test_locks_pin_names_and_versions_and_nothing_of_a_machine(lock: Path):
    for line in lock.read_text(encoding="utf-8").splitlines():
        requirement = line.partition("#")[0].strip()
        if requirement:
            name, equals, version = requirement.partition("==")
            assert equals, line
            assert "+" not in version, line
            assert not set("/@ ") & set(name), line


def test_rasa_is_installed_as_it_was_measured():
    rasa = environments(dev=False)[1]
    assert rasa.folder == ROOT / ".venv-rasa"
    assert rasa.options == ("--no-deps", "--ignore-requires-python")
