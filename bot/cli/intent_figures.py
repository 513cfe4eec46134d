"""Figures of an intent classifier: accuracy, macro F1 and confusions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class IntentFigures:
    """What a set of (expected, found) intents comes to. Shares are in [0, 1]."""

    rows: int
    accuracy: float
    macro_f1: float
    confusions: tuple[tuple[str, str, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "rows": self.rows,
            "accuracy": round(self.accuracy, 4),
            "macro_f1": round(self.macro_f1, 4),
            "confusions": [
                {"expected": expected, "found": found, "count": count} for expected, found, count in self.confusions
            ],
        }


def figures(pairs: Iterable[tuple[str, str]]) -> IntentFigures:
    """The figures of (expected, found) pairs, of which there is at least one.

    Macro F1 is the mean, over the intents that are expected at least once, of F1 = 2 TP / (2 TP + FP + FN).
    Confusions are the wrong pairs, commonest first.
    """
    counts = Counter(pairs)
    expected, found, right = Counter[str](), Counter[str](), Counter[str]()
    for (wanted, got), count in counts.items():
        expected[wanted] += count
        found[got] += count
        right[wanted] += count if wanted == got else 0
    f1 = [2 * right[intent] / (expected[intent] + found[intent]) for intent in expected]
    wrong = [(wanted, got, count) for (wanted, got), count in counts.items() if wanted != got]
    total = expected.total()
    return IntentFigures(
        rows=total,
        accuracy=right.total() / total,
        macro_f1=sum(f1) / len(f1),
        confusions=tuple(sorted(wrong, key=lambda row: (-row[2], row[0], row[1]))),
    )


def table(by_language: Sequence[tuple[str, IntentFigures]]) -> str:
    """The figures as lines for a terminal; the last entry's confusions below them."""
    lines = [f"{'language':<10}{'rows':>6}{'accuracy':>10}{'macro F1':>10}"]
    for language, each in by_language:
        lines.append(f"{language:<10}{each.rows:>6}{each.accuracy:>10.3f}{each.macro_f1:>10.3f}")
    confusions = by_language[-1][1].confusions
    if confusions:
        lines.append("\nconfusions (expected -> found)")
        lines += [f"{count:>5}  {expected} -> {found}" for expected, found, count in confusions]
    return "\n".join(lines)
