"""Importing a module opens nothing, reads no setting and loads no model."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("actions", "bot", "channels", "knowledge", "nlu")
NOT_IN_THIS_INTERPRETER = ("nlu.components", "bot.migrations")
"""The first imports Rasa, which lives in the other interpreter; the second is run by Alembic, not imported."""

IMPORT_ALL = """
import builtins, importlib, os, socket, sqlite3, sys

def refuse(*arguments, **keywords):
    raise AssertionError("a socket or a database was opened at import")

class Environment(dict):
    def _look(self, key):
        if str(key).startswith(("SAHULAT_", "KNOWLEDGE_")):
            raise AssertionError(f"{key} was read at import")
    def __getitem__(self, key):
        self._look(key)
        return super().__getitem__(key)
    def get(self, key, default=None):
        self._look(key)
        return super().get(key, default)
    def __contains__(self, key):
        self._look(key)
        return super().__contains__(key)

os.environ = Environment(os.environ)
socket.socket.connect = refuse
socket.socket.bind = refuse
sqlite3.connect = refuse
for name in sys.argv[1:]:
    importlib.import_module(name)
heavy = {"torch", "sentence_transformers"} & set(sys.modules)
if "thinc" in sys.modules:
    heavy -= {"torch"}
assert not heavy, f"imported at import: {heavy}"
"""


def modules(package: str) -> list[str]:
    names = []
    for path in sorted((PROJECT / package).rglob("*.py")):
        parts = path.relative_to(PROJECT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        trains = name.startswith("nlu.embedding.train")
        if not name.startswith(NOT_IN_THIS_INTERPRETER) and not trains and not name.endswith("__main__"):
            names.append(name)
    return names


SERVING = ("actions.server", "bot.processes.web", "bot.processes.worker", "bot.processes.sender", "bot.cli.app")


@pytest.mark.parametrize("entry", SERVING)
def test_no_process_loads_torch(entry: str) -> None:
    """SpaCy's thinc imports torch wherever both are installed, so our processes import neither."""
    check = f"import sys, {entry}; assert not {{'torch', 'spacy'}} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_every_module_does_nothing_else(package: str) -> None:
    names = modules(package)
    assert names
    environment = {**os.environ, "SAHULAT_HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *names],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
