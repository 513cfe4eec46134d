"""Pip's log: how far it is, and the sentence for each failure."""

import pytest
from pip_log import collected, reason

LOG = """Collecting alembic==1.20.1 (from -r main.lock (line 2))
  Downloading alembic-1.20.1-py3-none-any.whl (260 kB)
Requirement already satisfied: anyio==4.16.0 in ./lib (from -r main.lock (line 5))
Collecting alembic==1.20.1 (from -r main.lock (line 2))
"""


def write(folder, text):
    file = folder / "pip.log"
    file.write_text(text, encoding="utf-8")
    return file


def test_each_package_counts_once(tmp_path):
    assert collected(write(tmp_path, LOG)) == (2, False)


def test_unpacking_is_noticed(tmp_path):
    assert collected(write(tmp_path, LOG + "Installing collected packages: anyio, alembic\n")) == (2, True)


def test_a_log_that_is_not_there_yet_counts_nothing(tmp_path):
    assert collected(tmp_path / "none.log") == (0, False)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "WARNING: Retrying ... NewConnectionError: Failed to establish a new connection\n"
            "ERROR: Could not find a version that satisfies the requirement alembic==1.20.1",
            "no network",
        ),
        ("ERROR: No matching distribution found for torch==2.13.0", "no build"),
        ("ERROR: something that nobody foresaw", "something that nobody foresaw"),
        ("", "no reason"),
    ],
)
def test_a_failure_is_one_sentence(tmp_path, line, said):
    sentence = reason(write(tmp_path, LOG + line))
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
