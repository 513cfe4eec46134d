"""How often `nlu.language.identify` is right, for `sahulat evaluate language`.

A language and a mixture are measured apart: a text counts for its language (`evaluate_language`), for whether it is a
mixture (`evaluate_mixed`), or for both; `EvaluatedSet` holds what was measured on one set of texts.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nlu.language import LanguageGuess, identify

NONE = "none"
"""The expected value of a text in a language that is not spoken, and of one without letters."""


class LanguageTagError(ValueError):
    """An expected language that is neither one of ours nor `none`; carries the tag and the row's number."""


@dataclass(frozen=True, slots=True)
class LanguageReport:
    """Counts of (expected, found) tags; a tag is `en`, `ur`, `ur-Latn` or `none`. `mixed`: texts found mixed."""

    confusion: dict[tuple[str, str], int]
    mixed: int
    wrong: tuple[tuple[str, str, str], ...]

    @property
    def rows(self) -> int:
        """How many texts there were."""
        return sum(self.confusion.values())

    @property
    def accuracy(self) -> float:
        """The share of texts, in [0, 1], whose language was found; 0.0 without texts."""
        right = sum(count for (expected, found), count in self.confusion.items() if expected == found)
        return right / self.rows if self.rows else 0.0

    def accuracies(self) -> dict[str, float]:
        """By expected tag, the share found right."""
        totals: Counter[str] = Counter()
        for (expected, _), count in self.confusion.items():
            totals[expected] += count
        return {tag: self.confusion.get((tag, tag), 0) / totals[tag] for tag in sorted(totals)}

    def to_dict(self) -> dict[str, Any]:
        """For `--json`: rows, accuracy, accuracy by language, confusion by expected and found; no texts."""
        confusion: dict[str, dict[str, int]] = {}
        for (expected, found), count in sorted(self.confusion.items()):
            confusion.setdefault(expected, {})[found] = count
        return {
            "rows": self.rows,
            "accuracy": round(self.accuracy, 4),
            "languages": {tag: round(value, 4) for tag, value in self.accuracies().items()},
            "mixed": self.mixed,
            "confusion": confusion,
        }

    def to_table(self) -> str:
        """For a terminal: one line a language with its accuracy and what it was taken for, then all."""
        found = sorted({tag for pair in self.confusion for tag in pair})
        lines = [f"{'expected':<10}{'rows':>6}{'right':>8}  " + "".join(f"{tag:>9}" for tag in found)]
        for tag, share in self.accuracies().items():
            counts = [self.confusion.get((tag, other), 0) for other in found]
            lines.append(f"{tag:<10}{sum(counts):>6}{share:>8.3f}  " + "".join(f"{count:>9}" for count in counts))
        lines.append(f"{'all':<10}{self.rows:>6}{self.accuracy:>8.3f}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class MixedReport:
    """Counts of mixtures: `found` rightly, `missed`, `imagined` (found where there is none), and `neither`."""

    found: int
    missed: int
    imagined: int
    neither: int

    @property
    def precision(self) -> float:
        """Of the texts called mixed, the share that is, in [0, 1]; 0.0 when none was."""
        return self.found / (self.found + self.imagined) if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the mixtures, the share that was found, in [0, 1]; 0.0 without any."""
        return self.found / (self.found + self.missed) if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / (2 * self.found + self.missed + self.imagined) if self.found else 0.0

    def to_dict(self) -> dict[str, Any]:
        """For `--json`: the counts and the three shares."""
        return {
            "found": self.found,
            "missed": self.missed,
            "imagined": self.imagined,
            "neither": self.neither,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }

    def to_line(self) -> str:
        """For a terminal."""
        return (
            f"mixed: precision {self.precision:.3f}, recall {self.recall:.3f}, F1 {self.f1:.3f}"
            f" ({self.found} found, {self.missed} missed, {self.imagined} imagined)"
        )


@dataclass(frozen=True, slots=True)
class EvaluatedSet:
    """What was measured on one set of texts; `mixed` is None where nobody said which texts are mixtures."""

    name: str
    languages: LanguageReport
    mixed: MixedReport | None = None

    def to_dict(self) -> dict[str, Any]:
        """For `--json`: as `LanguageReport`, with `mixture` where it was measured."""
        return self.languages.to_dict() | ({"mixture": self.mixed.to_dict()} if self.mixed else {})

    def to_table(self) -> str:
        """For a terminal: the languages, then the mixtures."""
        return "\n".join([self.languages.to_table(), *([self.mixed.to_line()] if self.mixed else [])])


def table_of_sets(sets: Iterable[EvaluatedSet]) -> str:
    """For a terminal: a line for each language of each set, and one for its mixtures."""
    lines = [f"{'set':<34}{'':<9}{'rows':>6}{'right':>8}"]
    for measured in sets:
        report = measured.languages
        for tag, share in report.accuracies().items():
            rows = sum(count for (expected, _), count in report.confusion.items() if expected == tag)
            lines.append(f"{measured.name:<34}{tag:<9}{rows:>6}{share:>8.3f}")
        if measured.mixed:
            lines.append(f"{measured.name:<34}{measured.mixed.to_line()}")
    return "\n".join(lines)


def evaluate_mixed(
    rows: Iterable[tuple[str, bool]], identify: Callable[[str], LanguageGuess] = identify
) -> MixedReport:
    """Measure on (text, whether it is a mixture) rows how often `identify` says so."""
    counts = Counter((expected, identify(text).mixed) for text, expected in rows)
    return MixedReport(
        found=counts[True, True], missed=counts[True, False], imagined=counts[False, True], neither=counts[False, False]
    )


def evaluate_language(
    rows: Iterable[tuple[str, str]], identify: Callable[[str], LanguageGuess] = identify
) -> LanguageReport:
    """Measure `identify` on (text, expected tag) rows. An empty tag means `none`. Raises `LanguageTagError`."""
    confusion: Counter[tuple[str, str]] = Counter()
    wrong = []
    mixed = 0
    for number, (text, tag) in enumerate(rows, start=1):
        expected = tag.strip() or NONE
        if expected not in ("en", "ur", "ur-Latn", NONE):
            raise LanguageTagError(f"row {number}: {expected!r} is none of en, ur, ur-Latn, {NONE}")
        guess = identify(text)
        found = guess.language.value if guess.language else NONE
        mixed += guess.mixed
        confusion[expected, found] += 1
        if expected != found:
            wrong.append((text, expected, found))
    return LanguageReport(dict(confusion), mixed, tuple(wrong))
