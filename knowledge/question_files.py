"""Reading files of labelled questions: TSV with a header, no quoting."""

from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import EvaluationFileError
from nlu.types import Language

TEXT, LANGUAGE = "text", "language"
SERVICE_COLUMNS = ("service_id", "service_ids")


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question and the services that answer it; none of them means that it is out of scope."""

    text: str
    expected: tuple[str, ...] = ()
    language: Language | None = None


def read_questions(path: Path) -> list[LabelledQuestion]:
    """The rows of `path`: columns `text`, optionally `language`, optionally `service_id` or `service_ids`.

    Several ids are joined with commas; an empty or absent one means out of scope. Other columns are
    ignored, blank lines skipped. Raises `EvaluationFileError` naming file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as exc:
        raise EvaluationFileError(path, 1, f"cannot be read ({exc.strerror or type(exc).__name__})") from exc
    except UnicodeDecodeError as exc:
        raise EvaluationFileError(path, 1, "is not UTF-8") from exc
    header = [name.strip() for name in lines[0].rstrip("\r").split("\t")]
    if TEXT not in header:
        raise EvaluationFileError(path, 1, f"the header has no column `{TEXT}`; it must name the columns")
    if len(set(header)) != len(header):
        raise EvaluationFileError(path, 1, "the header names a column twice")
    if all(column in header for column in SERVICE_COLUMNS):
        raise EvaluationFileError(path, 1, f"both `{'` and `'.join(SERVICE_COLUMNS)}`; keep one")
    return [
        _question(path, number, header, line.rstrip("\r").split("\t"))
        for number, line in enumerate(lines[1:], start=2)
        if line.strip()
    ]


def _question(path: Path, number: int, header: list[str], cells: list[str]) -> LabelledQuestion:
    if len(cells) > len(header):
        raise EvaluationFileError(path, number, f"{len(cells)} columns, the header has {len(header)}")
    row = dict(zip(header, cells, strict=False))
    text = row.get(TEXT, "")
    if not text.strip():
        raise EvaluationFileError(path, number, "the text is empty")
    ids = next((row[column] for column in SERVICE_COLUMNS if column in row), "")
    expected = tuple(dict.fromkeys(slug.strip() for slug in ids.split(",") if slug.strip()))
    tag = row.get(LANGUAGE, "").strip()
    try:
        language = Language(tag) if tag else None
    except ValueError as exc:
        spoken = ", ".join(Language)
        raise EvaluationFileError(path, number, f"unknown language `{tag}`; one of {spoken}") from exc
    return LabelledQuestion(text, expected, language)
