"""How long it takes to tell the language of one message: at first sight, and when its words have been seen before."""

import csv
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter_ns

from nlu.language import identify
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.questions import EVALUATION

ROUNDS = 3
MOST_WORDS = 20
TARGET = 100.0
"""Microseconds for a message of up to `MOST_WORDS` words."""


def measure() -> list[Figure]:
    """Identify messages of up to twenty words, one after another, in this process; the model is read before."""
    identify("salam")
    figures = []
    for language, texts in _messages(EVALUATION).items():
        first = _times(texts)
        again = [spent for _ in range(ROUNDS) for spent in _times(texts)]
        for name, spent in (("new messages", first), ("again", again)):
            figures += [
                Figure(f"language, {language}, {name}, median", percentile(spent, 0.5), "us", TARGET, f"{len(spent)}"),
                Figure(f"language, {language}, {name}, p95", percentile(spent, 0.95), "us", TARGET, f"{len(spent)}"),
            ]
    return figures


def _times(texts: Sequence[str]) -> list[float]:
    spent = []
    for text in texts:
        begun = perf_counter_ns()
        identify(text)
        spent.append((perf_counter_ns() - begun) / 1000)
    return spent


def _messages(path: Path) -> dict[str, list[str]]:
    """The file's texts by language."""
    texts: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row["text"].split()) <= MOST_WORDS:
                texts.setdefault(row["language"], []).append(row["text"])
    return texts
