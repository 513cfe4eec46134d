"""Running the tasks and saying what came out: JSON and a table."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.embedding_evaluation.published import MODELS, Published, read_published
from knowledge.embedding_evaluation.systems import Dense
from knowledge.embedding_evaluation.tasks import BM25, HYBRID, MODEL, TASKS, TFIDF, Figure
from knowledge.interfaces import Embedder

Progress = Callable[[str, str], None]
"""Told the model's and the task's name before each task."""


@dataclass(frozen=True, slots=True)
class EmbeddingReport:
    """Shares from 0 to 1: `measured[task, measure][system]`, systems being models' names and baselines."""

    models: tuple[str, ...]
    measured: dict[tuple[str, str], dict[str, float]]
    published: Published

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe: models in order; task, then measure, then system; published figures apart."""

        def nested(figures: Mapping[tuple[str, str], dict[str, float]]) -> dict[str, dict[str, dict[str, float]]]:
            found: dict[str, dict[str, dict[str, float]]] = {}
            for (task, measure), values in figures.items():
                found.setdefault(task, {})[measure] = {name: round(value, 4) for name, value in values.items()}
            return found

        return {
            "models": list(self.models),
            "measured": nested(self.measured),
            "published": nested(self.published),
        }

    def columns(self) -> list[str]:
        """The names of the columns: measured systems first, published models after."""
        measured = [*self.models, *(f"{name} {HYBRID}" for name in self.models), BM25, TFIDF]
        used = {name for values in self.measured.values() for name in values}
        seen = {name for place in self.measured for name in self.published.get(place, {})}
        return [name for name in measured if name in used] + [name for name in MODELS if name in seen]

    def rows(self) -> list[list[str]]:
        """A row for each measure: task, measure, and the columns' figures in percent (empty where there is none)."""
        found = []
        for place, values in self.measured.items():
            shares = values | self.published.get(place, {})
            cells = [f"{100 * shares[name]:.1f}" if name in shares else "" for name in self.columns()]
            found.append([*place, *cells])
        return found

    def to_table(self) -> str:
        """The rows for a terminal; figures from the literature are marked in the header."""
        literature = set(MODELS)
        header = ["task", "measure", *(f"{name}*" if name in literature else name for name in self.columns())]
        rows = [header, *self.rows()]
        widths = [max(len(row[n]) for row in rows) for n in range(len(header))]
        lines = [
            "  ".join(
                f"{cell:<{w}}" if n < 2 else f"{cell:>{w}}" for n, (cell, w) in enumerate(zip(row, widths, strict=True))
            )
            for row in rows
        ]
        return "\n".join([*lines, "", "Percent. * published MTEB scores; the rest was measured in this run."])


def evaluate_embedding(
    embedders: Mapping[str, Embedder],
    folder: Path,
    tasks: Sequence[str] = tuple(TASKS),
    progress: Progress | None = None,
    limited: Mapping[str, Collection[str]] | None = None,
) -> EmbeddingReport:
    """Measure each embedder on each task; the baselines once. Raises `EvaluationFileError`.

    `limited`: of some models by name, the only tasks that say something about them.
    """
    published = read_published(folder)
    measured: dict[tuple[str, str], dict[str, float]] = {}
    for place, (name, embedder) in enumerate(embedders.items()):
        dense = Dense(embedder)
        for task in tasks:
            if task not in (limited or {}).get(name, tasks):
                continue
            if progress is not None:
                progress(name, task)
            for figure in TASKS[task](dense, folder, place == 0):
                measured.setdefault((figure.task, figure.measure), {})[_column(figure, name)] = figure.value
    return EmbeddingReport(tuple(embedders), measured, published)


def _column(figure: Figure, model: str) -> str:
    if figure.system == MODEL:
        return model
    return f"{model} {HYBRID}" if figure.system == HYBRID else figure.system
