"""How well a search does on labelled questions: figures per language and in all, a line per question."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.interfaces import Decision, Search, SearchResult
from knowledge.question_files import LabelledQuestion

DEPTH = 10
"""How far down the list an expected service counts for the mean reciprocal rank."""

ROWS_HEADER = ("text", "language", "expected", "decision", "id1", "p1", "id2", "p2", "id3", "p3")

_UNKNOWN_LANGUAGE = "unknown"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What one question got. `language` is the row's own, or else the one that search identified."""

    question: LabelledQuestion
    language: str
    result: SearchResult

    @property
    def rank(self) -> int | None:
        """The place, from 1, of the first expected service; None when none is listed."""
        for place, candidate in enumerate(self.result.candidates, start=1):
            if candidate.service in self.question.expected:
                return place
        return None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over some rows. Shares are in [0, 1], None where there is no row to take the share of.

    Of the rows in scope: `top_1` and `top_3` (any expected service among the first one or three), `mrr`
    (mean of 1 over the rank, 0 beyond `DEPTH`), `answered`, `clarified` and `refused_in_scope` (the
    decision; the three sum to 1). Of the rows out of scope: `answered_out_of_scope`.
    """

    rows: int
    in_scope: int
    out_of_scope: int
    top_1: float | None
    top_3: float | None
    mrr: float | None
    answered: float | None
    clarified: float | None
    refused_in_scope: float | None
    answered_out_of_scope: float | None

    @classmethod
    def over(cls, outcomes: Sequence[RowOutcome]) -> "Figures":
        """Compute every figure over `outcomes`."""
        inside = [outcome for outcome in outcomes if outcome.question.expected]
        outside = [outcome for outcome in outcomes if not outcome.question.expected]
        return cls(
            rows=len(outcomes),
            in_scope=len(inside),
            out_of_scope=len(outside),
            top_1=_mean(inside, lambda outcome: float(outcome.rank == 1)),
            top_3=_mean(inside, lambda outcome: float(outcome.rank is not None and outcome.rank <= 3)),
            mrr=_mean(inside, lambda outcome: 1.0 / outcome.rank if outcome.rank is not None else 0.0),
            answered=_mean(inside, lambda outcome: float(outcome.result.decision is Decision.ANSWER)),
            clarified=_mean(inside, lambda outcome: float(outcome.result.decision is Decision.CLARIFY)),
            refused_in_scope=_mean(inside, lambda outcome: float(outcome.result.decision is Decision.NO_ANSWER)),
            answered_out_of_scope=_mean(outside, lambda outcome: float(outcome.result.decision is Decision.ANSWER)),
        )


@dataclass(frozen=True, slots=True)
class SearchReport:
    """Figures for all rows and per language, and the outcome of every row in its order."""

    all: Figures
    languages: dict[str, Figures]
    outcomes: tuple[RowOutcome, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe figures, without the rows."""
        return {
            "all": asdict(self.all),
            "languages": {tag: asdict(part) for tag, part in self.languages.items()},
        }

    def to_table(self) -> str:
        """The figures as a table for a terminal."""
        titles = ("language", "rows", "top-1", "top-3", "MRR", "answered", "clarified")
        lines = ["  ".join([*(f"{title:>9}" for title in titles), "out-of-scope answered", "in-scope refused"])]
        for tag, part in (*self.languages.items(), ("all", self.all)):
            shares = (part.top_1, part.top_3, part.mrr, part.answered, part.clarified)
            cells = [f"{tag:>9}", f"{part.rows:>9}", *(f"{_share(share):>9}" for share in shares)]
            cells += [f"{_share(part.answered_out_of_scope):>21}", f"{_share(part.refused_in_scope):>16}"]
            lines.append("  ".join(cells))
        return "\n".join(lines)

    def write_rows(self, path: Path) -> None:
        """Write one line per question as TSV with the header `ROWS_HEADER`; tabs and line ends become spaces."""
        lines = ["\t".join(ROWS_HEADER), *("\t".join(_cells(outcome)) for outcome in self.outcomes)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def evaluate_search(
    search: Search, rows: Sequence[LabelledQuestion], progress: Callable[[int, int], None] | None = None
) -> SearchReport:
    """Ask `search` every question, as a citizen would: it has to identify the language by itself."""
    outcomes: list[RowOutcome] = []
    for number, question in enumerate(rows, start=1):
        result = search.search(question.text, limit=DEPTH)
        language = question.language or result.language
        outcomes.append(RowOutcome(question, str(language) if language else _UNKNOWN_LANGUAGE, result))
        if progress is not None:
            progress(number, len(rows))
    tags = sorted({outcome.language for outcome in outcomes})
    return SearchReport(
        all=Figures.over(outcomes),
        languages={tag: Figures.over([row for row in outcomes if row.language == tag]) for tag in tags},
        outcomes=tuple(outcomes),
    )


def _mean(outcomes: Sequence[RowOutcome], value: Callable[[RowOutcome], float]) -> float | None:
    return sum(map(value, outcomes)) / len(outcomes) if outcomes else None


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _cells(outcome: RowOutcome) -> list[str]:
    text = " ".join(outcome.question.text.replace("\t", " ").splitlines())
    cells = [text, outcome.language, ",".join(outcome.question.expected), str(outcome.result.decision)]
    for place in range(3):
        if place < len(outcome.result.candidates):
            candidate = outcome.result.candidates[place]
            cells += [candidate.service, f"{candidate.probability:.4f}"]
        else:
            cells += ["", ""]
    return cells
