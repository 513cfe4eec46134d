"""`sahulat evaluate language`."""

from collections.abc import Sequence
from pathlib import Path

from bot.cli.output import say, say_json
from bot.cli.tsv import read_rows
from nlu.evaluation import evaluate_language


def run(files: Sequence[Path], *, as_json: bool) -> None:
    """Measure language identification on the files."""
    rows = read_rows(files, ("text", "language"))
    report = evaluate_language((row.values["text"], row.values["language"]) for row in rows)
    if as_json:
        say_json(report.to_dict(), indent=1)
    else:
        say(report.to_table())
