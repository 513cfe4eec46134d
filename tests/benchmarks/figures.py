"""Figures: percentiles, and how a run is shown."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside its target; `value` and `target` in `unit`."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def within(self) -> bool | None:
        """Whether the target is met; None without one."""
        return None if self.target is None else self.value <= self.target


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value with at least `share` (0..1] of `values` at or below it (nearest rank).

    Raises `ValueError` without values.
    """
    if not values:
        raise ValueError("no values to take a percentile of")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """The figures as an aligned table."""
    marks = {True: "yes", False: "NO", None: ""}
    rows = [("figure", "measured", "target", "met", "note")]
    for figure in figures:
        target = "" if figure.target is None else f"{figure.target:g} {figure.unit}"
        rows.append((figure.name, f"{figure.value:.4g} {figure.unit}", target, marks[figure.within], figure.note))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def as_dicts(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """JSON-safe rows."""
    return [{**asdict(figure), "within": figure.within} for figure in figures]
