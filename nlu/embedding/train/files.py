"""Reading data files line by line; what is missing or malformed is named with its line."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nlu.embedding.errors import CorpusError

_MEND = "restore the file from the data folder"


def lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file, gzipped or not. Raises `CorpusError` when it cannot be read."""
    try:
        raw = path.read_bytes()
        data = gzip.decompress(raw) if path.suffix == ".gz" else raw
    except FileNotFoundError as exc:
        raise CorpusError(path, None, f"the file is missing: {_MEND}") from exc
    except (OSError, EOFError, zlib.error) as exc:
        raise CorpusError(path, None, f"the file cannot be read ({type(exc).__name__}): {_MEND}") from exc
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise CorpusError(path, line, f"not UTF-8: {_MEND}") from exc
    return text.removesuffix("\n").split("\n") if text else []


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """The fields of each line of a tab-separated file. Raises `CorpusError` on a line of other than `columns`."""
    for number, line in enumerate(lines(path), start=1):
        fields = line.split("\t")
        if len(fields) != columns:
            raise CorpusError(path, number, f"{len(fields)} tab-separated fields instead of {columns}")
        yield fields


def counted(path: Path, columns: int) -> Iterator[tuple[list[str], int]]:
    """Like `rows`, of a file whose last column is a whole number."""
    for number, fields in enumerate(rows(path, columns), start=1):
        if not fields[-1].isdecimal():
            raise CorpusError(path, number, f"the last field is {fields[-1][:20]!r}, not a number")
        yield fields[:-1], int(fields[-1])


def table(path: Path, wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header that holds `wanted`, each as column to text."""
    found = csv.reader(lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(found, [])
    missing = [name for name in wanted if name not in header]
    if missing:
        raise CorpusError(path, 1, f"the header lacks {', '.join(missing)}")
    for number, fields in enumerate(found, start=2):
        if len(fields) != len(header):
            raise CorpusError(path, number, f"{len(fields)} tab-separated fields instead of {len(header)}")
        yield dict(zip(header, fields, strict=True))


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and object of each line of a JSON-lines file."""
    for number, line in enumerate(lines(path), start=1):
        try:
            found = json.loads(line)
        except ValueError as exc:
            raise CorpusError(path, number, "not JSON") from exc
        if not isinstance(found, dict):
            raise CorpusError(path, number, "not a JSON object")
        yield number, found
