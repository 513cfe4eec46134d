"""The questions that are asked: rows of evaluation files with the file and the kind of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import EvaluationFileError
from knowledge.question_files import LabelledQuestion, read_questions

KIND = "kind"
_QUICK_STEP = 4
_FEW = 40


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """A labelled question, the name of its file, and its `kind` there (empty where the file has no such column)."""

    file: str
    kind: str
    question: LabelledQuestion


def read_file(path: Path, known: Iterable[str], quick: bool = False) -> tuple[FileQuestion, ...]:
    """The rows of `path`; `quick` keeps every fourth of a file of more than forty.

    Raises `EvaluationFileError` as `read_questions` does, and when a row expects a service that is not `known`.
    """
    services = set(known)
    questions = read_questions(path)
    for number, question in enumerate(questions, start=2):
        strange = [slug for slug in question.expected if slug not in services]
        if strange:
            raise EvaluationFileError(path, number, f"the pack has no service `{strange[0]}`")
    rows = [
        FileQuestion(path.name, kind, question)
        for kind, question in zip(_kinds(path, len(questions)), questions, strict=True)
    ]
    return tuple(rows[:: _QUICK_STEP if quick and len(rows) > _FEW else 1])


def default_files(folder: Path) -> list[Path]:
    """All `search*.tsv` of `folder`, in order."""
    return sorted(folder.glob("search*.tsv"))


def _kinds(path: Path, count: int) -> Sequence[str]:
    """The column `kind` of the rows that `read_questions` reads."""
    header, *lines = path.read_text(encoding="utf-8-sig").split("\n")
    names = [name.strip() for name in header.rstrip("\r").split("\t")]
    if KIND not in names:
        return [""] * count
    place = names.index(KIND)
    cells = [line.rstrip("\r").split("\t") for line in lines if line.strip()]
    return [row[place].strip() if place < len(row) else "" for row in cells]
