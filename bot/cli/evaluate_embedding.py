"""`sahulat evaluate embedding`."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.cli.output import say, say_json
from knowledge.embedders.opening import ORIGINAL_NAME, open_embedder, original_available
from knowledge.embedding_evaluation.report import evaluate_embedding
from knowledge.embedding_evaluation.tasks import ENGLISH_TASKS, TASKS
from knowledge.interfaces import Embedder


def run(model: str, data: Path, tasks: Sequence[str], *, as_json: bool) -> None:
    """Measure `model`, and beside it, on what needs English, the model that ours started from, if it is installed."""
    unknown = [task for task in tasks if task not in TASKS]
    if unknown:
        raise typer.BadParameter(f"no task {', '.join(unknown)}; there are {', '.join(TASKS)}", param_hint="--task")
    embedders: dict[str, Embedder] = {Path(model).name: open_embedder(model)}
    if model != ORIGINAL_NAME and original_available():
        embedders[ORIGINAL_NAME] = open_embedder(ORIGINAL_NAME)
    report = evaluate_embedding(
        embedders,
        data,
        tasks or tuple(TASKS),
        _told,
        limited={ORIGINAL_NAME: ENGLISH_TASKS} if model != ORIGINAL_NAME else None,
    )
    if as_json:
        say_json(report.to_dict(), indent=1)
    else:
        say(report.to_table())


def _told(model: str, task: str) -> None:
    sys.stderr.write(f"{model}: {task} ...\n")
