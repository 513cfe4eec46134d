"""Reads tab-separated data files, gzipped or not; whatever is wrong with one is told with its file and line."""

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nlu.transliteration.errors import TransliterationDataError


def read_lines(file: Path) -> Iterator[tuple[int, str]]:
    """Line numbers from 1 and lines without their ends. Raises `TransliterationDataError`."""
    number = 0
    try:
        with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as raw:
            for number, line in enumerate(raw, start=1):
                yield number, line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as exc:
        raise TransliterationDataError(file, number, "this is no UTF-8") from exc
    except (OSError, EOFError, zlib.error) as exc:
        reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else "it is no whole gzip file"
        raise TransliterationDataError(file, number + 1 if number else 0, f"cannot be read: {reason}") from exc


def read_rows(file: Path, columns: int, *, header: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Line numbers from 1 and fields. A row of another number of `columns` is a `TransliterationDataError`."""
    for number, line in read_lines(file):
        fields = line.split("\t")
        if len(fields) != columns:
            raise TransliterationDataError(file, number, f"there are {len(fields)} fields instead of {columns}")
        if number > 1 or not header:
            yield number, fields


def read_attestations(file: Path) -> Iterator[tuple[str, str, int]]:
    """Rows of a Dakshina lexicon: Urdu word, Roman spelling, how many annotators wrote it."""
    for number, (urdu, roman, count) in read_rows(file, 3):
        if not count.isascii() or not count.isdigit():
            raise TransliterationDataError(file, number, f"{count!r} is no count")
        yield urdu, roman, int(count)


def read_frequencies(file: Path) -> Counter[str]:
    """A JSON object of words and counts. Raises `TransliterationDataError`."""
    text = "\n".join(line for _, line in read_lines(file))
    try:
        found = json.loads(text)
        if not isinstance(found, dict):
            raise TransliterationDataError(file, 1, "this is no JSON object")
        return Counter({str(word): int(count) for word, count in found.items()})
    except json.JSONDecodeError as exc:
        raise TransliterationDataError(file, exc.lineno, exc.msg) from exc
    except (TypeError, ValueError) as exc:
        raise TransliterationDataError(file, 1, "a count is no number") from exc
