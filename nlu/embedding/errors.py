"""Errors of the shipped embedding model.

EmbeddingError
├── ModelError       the model folder cannot be used
└── TrainingError    a training run cannot start or go on
    └── CorpusError  a data file is missing or malformed
"""

from pathlib import Path


class EmbeddingError(Exception):
    """The base: its message names the file and what mends it, and no citizen's text."""


class ModelError(EmbeddingError):
    """The model cannot be loaded."""


class TrainingError(EmbeddingError):
    """A training run cannot start or go on."""


class CorpusError(TrainingError):
    """A data file is missing or malformed; the message starts with its path and, where there is one, the line."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        super().__init__(f"{path}{'' if line is None else f', line {line}'}: {problem}")
        self.path, self.line = path, line
