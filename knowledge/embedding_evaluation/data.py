"""The evaluation folder's files (its README says what they are); what is wrong is named with file and line."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import EvaluationFileError


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Questions, passages, and for each question the place of its passage."""

    questions: list[str]
    passages: list[str]
    wanted: list[int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts and the label of each."""

    texts: list[str]
    labels: list[str]


def pairs(path: Path, columns: int, first: int, second: int, *, header: bool = False) -> tuple[list[str], list[str]]:
    """Two columns, counted from 0, of a file of `columns` columns."""
    found = list(_rows(path, columns))[1 if header else 0 :]
    return [row[first] for row in found], [row[second] for row in found]


def hinglish(folder: Path, part: str) -> tuple[Labelled, Labelled]:
    """Hinglish-TOP's `part`: English requests and Roman ones with their intents."""
    found = list(_rows(folder / f"hinglish_top_{part}.tsv.gz", 4))
    labels = [row[0] for row in found]
    return Labelled([row[2] for row in found], labels), Labelled([row[3] for row in found], labels)


def sib200(folder: Path, language: str, part: str) -> Labelled:
    """SIB-200's topics; `language` like `eng_Latn`."""
    texts, labels = pairs(folder / "sib200" / f"{language}.{part}.tsv", 3, 2, 1, header=True)
    return Labelled(texts, labels)


def uqa(folder: Path) -> Retrieval:
    """UQA's development questions and all their passages."""
    places: dict[str, int] = {}
    passages: list[str] = []
    for name, text in _rows(folder / "uqa_dev_passages.tsv.gz", 2):
        places[name] = len(passages)
        passages.append(text)
    path = folder / "uqa_dev_questions.tsv.gz"
    questions, wanted = [], []
    for number, (_, name, text) in enumerate(_rows(path, 3), start=1):
        if name not in places:
            raise EvaluationFileError(path, number, f"there is no passage {name}")
        questions.append(text)
        wanted.append(places[name])
    return Retrieval(questions, passages, wanted)


def belebele(folder: Path) -> Retrieval:
    """Belebele's English questions and passages, each passage once."""
    path = folder / "belebele_eng.jsonl.gz"
    places: dict[str, int] = {}
    questions, wanted = [], []
    for number, line in enumerate(_lines(path), start=1):
        try:
            found = json.loads(line)
            place = places.setdefault(found["text"], len(places))
            for item in found["items"]:
                questions.append(item["question"])
                wanted.append(place)
        except (ValueError, KeyError, TypeError) as exc:
            raise EvaluationFileError(path, number, "no object with `text` and `items`") from exc
    return Retrieval(questions, list(places), wanted)


def published(folder: Path) -> list[dict[str, str]]:
    """The rows of `published_scores.csv.gz`."""
    path = folder / "published_scores.csv.gz"
    lines = _lines(path)
    header = lines[0].split(",")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split(",")
        if len(cells) != len(header):
            raise EvaluationFileError(path, number, f"{len(cells)} columns, the header has {len(header)}")
        found.append(dict(zip(header, cells, strict=True)))
    return found


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(_lines(path), start=1):
        fields = line.split("\t")
        if len(fields) != columns:
            raise EvaluationFileError(path, number, f"{len(fields)} columns instead of {columns}")
        yield fields


def _lines(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
        data = gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (OSError, EOFError, zlib.error) as exc:
        reason = getattr(exc, "strerror", None) or type(exc).__name__
        raise EvaluationFileError(path, 1, f"cannot be read ({reason}); restore the evaluation folder") from exc
    try:
        return [line.removesuffix("\r") for line in data.decode("utf-8").removesuffix("\n").split("\n")]
    except UnicodeDecodeError as exc:
        raise EvaluationFileError(path, data.count(b"\n", 0, exc.start) + 1, "is not UTF-8") from exc
