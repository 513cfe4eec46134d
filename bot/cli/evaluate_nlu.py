"""`sahulat evaluate nlu`: asks the trained dialogue model, in Rasa's environment, for each intent."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.cli.failures import CommandError
from bot.cli.intent_figures import figures, table
from bot.cli.output import say, say_json
from bot.cli.tsv import Row, read_rows
from bot.prepare import say_on_stderr, train_model
from bot.processes.specs import RASA_PYTHON
from knowledge.settings import PROJECT_ROOT


def run(files: Sequence[Path], *, as_json: bool) -> None:
    """Measure the dialogue model's intents on the files, per language and in all."""
    rows = read_rows(files, ("text", "language", "intent"))
    model = train_model(say_on_stderr)
    pairs = [(row.values["intent"], found) for row, found in zip(rows, found_intents(model, rows), strict=True)]
    languages = sorted({row.values["language"] for row in rows})
    split = [
        (
            language,
            figures(pair for pair, row in zip(pairs, rows, strict=True) if row.values["language"] == language),
        )
        for language in languages
    ]
    split.append(("all", figures(pairs)))
    if as_json:
        say_json({name: each.to_dict() for name, each in split}, indent=1)
    else:
        say(table(split))


def found_intents(model: Path, rows: Sequence[Row]) -> list[str]:
    """The model's intent for each row. Raises `CommandError` when Rasa does not answer for every row."""
    lines = [
        json.dumps({"text": row.values["text"], "language": row.values["language"] or None}, ensure_ascii=False)
        for row in rows
    ]
    ended = subprocess.run(  # noqa: S603 - our own command
        [str(RASA_PYTHON), "-m", "nlu.components.parse", "--model", str(model)],
        input="".join(f"{line}\n" for line in lines),
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONPATH": str(PROJECT_ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    answers = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    if ended.returncode != 0 or len(answers) != len(rows):
        last = (ended.stderr.strip() or "it ended without a word").splitlines()[-1]
        raise CommandError(f"Rasa could not read the texts: {last}")
    return [str(answer["intent"]) for answer in answers]
