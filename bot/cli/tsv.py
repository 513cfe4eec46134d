"""Reads files of questions: tab-separated UTF-8 with a header, no quoting. Errors name file and line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


class TsvError(Exception):
    """A file of questions cannot be used."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its values by column, and where it stands (`line` counts from 1)."""

    file: Path
    line: int
    values: dict[str, str]


def read_rows(files: Iterable[Path], needed: Sequence[str]) -> list[Row]:
    """All rows of all files; each file has the columns `needed`, in any order, and may have more.

    Blank lines are skipped. Raises `TsvError`, also for a row without a text and for files without any row.
    """
    rows: list[Row] = []
    for file in files:
        before = len(rows)
        rows += _read(file, needed)
        if len(rows) == before:
            raise TsvError(file, 1, "there is no row below the header")
    return rows


def _read(file: Path, needed: Sequence[str]) -> list[Row]:
    lines = _lines(file)
    if not lines or not lines[0].strip():
        raise TsvError(file, 1, "the header is missing")
    header = [name.strip() for name in lines[0].split("\t")]
    if missing := [name for name in needed if name not in header]:
        raise TsvError(file, 1, f"the header has no column {' and no column '.join(missing)}")
    if len(set(header)) < len(header):
        raise TsvError(file, 1, "two columns have the same name")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        fields = line.split("\t")
        if len(fields) > len(header):
            raise TsvError(file, number, f"there are {len(fields)} fields and the header names {len(header)}")
        fields += [""] * (len(header) - len(fields))
        values = {name: field.strip() for name, field in zip(header, fields, strict=True)}
        if not values.get("text", "-"):
            raise TsvError(file, number, "the text is empty")
        rows.append(Row(file, number, values))
    return rows


def _lines(file: Path) -> list[str]:
    lines = []
    for number, raw in enumerate(file.read_bytes().split(b"\n"), start=1):
        try:
            lines.append(raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r"))
        except UnicodeDecodeError as exc:
            raise TsvError(file, number, "this is no UTF-8") from exc
    return lines
