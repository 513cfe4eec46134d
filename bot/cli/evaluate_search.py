"""`sahulat evaluate search`."""

from collections.abc import Sequence
from pathlib import Path

from bot.cli.output import say, say_json
from bot.prepare import prepare
from bot.settings import read_settings
from knowledge.assembly import open_knowledge
from knowledge.evaluation import evaluate_search
from knowledge.question_files import read_questions


def run(files: Sequence[Path], rows: Path | None, *, as_json: bool) -> None:
    """Measure search on the files. They are read first, so that a bad one is told at once."""
    questions = [question for file in files for question in read_questions(file)]
    settings = read_settings()
    prepare(settings, parts=("database", "pack", "index"))
    report = evaluate_search(open_knowledge(settings).search, questions)
    if rows is not None:
        report.write_rows(rows)
    if as_json:
        say_json(report.to_dict(), indent=1)
    else:
        say(report.to_table())
