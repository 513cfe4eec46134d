"""The command line itself: help that teaches, errors in one sentence, nothing heavy before it is needed."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.cli.app import app
from bot.prepare import PrepareError

COMMANDS = [
    ["up"],
    ["ask"],
    ["chat"],
    ["doctor"],
    ["evaluate", "search"],
    ["evaluate", "nlu"],
    ["evaluate", "language"],
    ["evaluate", "embedding"],
    ["evaluate", "transliteration"],
    ["pack", "check"],
    ["pack", "new"],
    ["pack", "diff"],
    ["pack", "format"],
    ["pack", "export"],
    ["pack", "import"],
    ["index", "build"],
    ["db", "upgrade"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command):
    result = CliRunner().invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert len(result.output.split()) > 12


def test_help_names_every_command():
    output = CliRunner().invoke(app, ["--help"]).output
    assert all(command[0] in output for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [["ask"], ["ask", "x", "--language", "fr"], ["nonsense"], ["evaluate", "nlu"], ["evaluate", "embedding"]],
)
def test_wrong_usage_ends_with_status_2(arguments):
    assert CliRunner().invoke(app, arguments).exit_code == 2


def run_main(monkeypatch, failure: BaseException) -> object:
    def fail() -> None:
        raise failure

    monkeypatch.setattr(command_line, "app", fail)
    monkeypatch.setattr(sys, "stdout", sys.__stdout__)
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    return ended.value.code


def test_an_expected_failure_is_one_sentence(monkeypatch, capfd):
    assert run_main(monkeypatch, PrepareError("The disk is full.")) == 1
    assert capfd.readouterr().err == "The disk is full.\n"


def test_an_unexpected_failure_is_one_sentence_too(monkeypatch, capfd, tmp_path):
    monkeypatch.setattr(command_line.tempfile, "gettempdir", lambda: str(tmp_path))
    assert run_main(monkeypatch, ZeroDivisionError("division by zero")) == 1
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in said
    [log] = tmp_path.iterdir()
    assert "in fail" in log.read_text(encoding="utf-8")
    assert "division by zero" not in log.read_text(encoding="utf-8")


def test_the_command_line_loads_nothing_heavy():
    code = (
        "import sys, bot.cli; heavy = {'torch', 'faiss', 'onnxruntime', 'sqlalchemy', 'fastapi', 'spacy'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
