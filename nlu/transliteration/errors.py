"""Errors of transliteration.

TransliterationError
├── TransliterationModelError   the shipped model cannot be loaded
└── TransliterationDataError    a file of training or evaluation data cannot be used
"""

from pathlib import Path


class TransliterationError(Exception):
    """Anything below; the message names a file and holds no citizen's text."""


class TransliterationModelError(TransliterationError):
    """The model file is missing, damaged or of another format; the message says what mends it."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(
            f"{file} {problem}; `git checkout {file.name}` in its folder brings it back, "
            "and `python -m nlu.transliteration.train --data DATA` makes it anew"
        )


class TransliterationDataError(TransliterationError):
    """A data file is missing or malformed; the message names the file and, where there is one, the line."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}" if line else f"{file}: {problem}")
