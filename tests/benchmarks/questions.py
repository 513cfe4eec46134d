"""The questions that benchmarks ask: the evaluation file, in all three languages."""

import csv
from pathlib import Path

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation" / "search.tsv"


def questions(path: Path = EVALUATION) -> list[str]:
    """The texts of the file, in its order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
