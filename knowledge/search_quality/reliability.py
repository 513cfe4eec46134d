"""Section 2: calibration on the question files, ordinary and with services that the weights had not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from knowledge.search_quality.asking import Outcome, by_language
from knowledge.search_quality.calibration import BINS, Calibration, equal_count_bins
from knowledge.search_quality.held_out import HeldOut
from knowledge.search_quality.intervals import wilson
from knowledge.search_quality.markdown import Section, image, paragraph, table
from knowledge.search_quality.material import Material
from knowledge.search_quality.svg import Chart, Point, Series, draw, steps

_BINS = 10
_INTRODUCTION = """\
The prediction is what search holds likeliest, a service or "none", with its probability; it is right when
that service answers the question, or when none does. ECE is the expected calibration error over {bins} bins
of equal width (Naeini et al. 2015, Guo et al. 2017); *by chance* is the ECE that perfect probabilities would
show on so few rows (mean of 200 simulations), so only what exceeds it counts. *Surplus* is mean prediction
less share right: above zero, search is too sure; below, too modest. The Brier score is that of the event "the
likeliest is right"; 0 is perfect. Rows *in scope* and *out of scope* are chosen by what is true, so even perfect
probabilities would be off there, in opposite directions. Bins of the pictures hold equally many rows; bars are 95 %
intervals (Wilson)."""


def measure(material: Material, held: HeldOut) -> Section:
    """ECE, Brier score and reliability per file and language, ordinary and unseen."""
    sets: dict[str, list[Outcome]] = {name: material.of_file(name) for name in material.files}
    sets["all files"] = list(material.outcomes)
    if held.as_added:
        sets["all files, service unseen, as added tomorrow"] = list(held.as_added)
    found: dict[str, Any] = {}
    rows: list[list[str]] = []
    images: dict[str, str] = {}
    lines = paragraph(_INTRODUCTION.format(bins=BINS))
    pictures: list[str] = []
    for name, outcomes in sets.items():
        languages = {tag: part for tag, part in by_language(outcomes).items() if part}
        parts = {**languages, "in scope": [row for row in outcomes if row.in_scope]}
        parts["out of scope"] = [row for row in outcomes if not row.in_scope]
        found[name] = {tag: _figures(part) for tag, part in parts.items() if part}
        rows += [[name, tag, *_cells(figures)] for tag, figures in found[name].items()]
        if name.startswith("all files"):
            file = "search-reliability-unseen.svg" if "unseen" in name else "search-reliability.svg"
            images[file] = _drawn(f"Reliability: {name}", languages)
            pictures += image(file, f"Share right against predicted probability, {name}")
    lines += table(("", "of", "rows", "ECE", "by chance", "surplus", "Brier"), rows) + pictures
    return Section("calibration", "Calibration", tuple(lines), found, images)


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    predicted, right = [row.predicted for row in outcomes], [row.right for row in outcomes]
    bins = [asdict(part) for part in equal_count_bins(predicted, right, _BINS)]
    return {**asdict(Calibration.over(predicted, right)), "bins": bins}


def _cells(found: dict[str, Any]) -> list[str]:
    shares = (f"{found[name]:.3f}" for name in ("error", "by_chance"))
    return [str(found["rows"]), *shares, f"{found['surplus']:+.3f}", f"{found['brier']:.3f}"]


def _drawn(title: str, languages: Mapping[str, Sequence[Outcome]]) -> str:
    series = []
    for tag, outcomes in languages.items():
        points = []
        for part in equal_count_bins([row.predicted for row in outcomes], [row.right for row in outcomes], _BINS):
            low, high = wilson(part.right, part.count)
            points.append(Point(part.predicted, part.right / part.count, low, high))
        series.append(Series(tag, tuple(points)))
    ticks = steps(0, 1, 5, percent=True)
    return draw(
        Chart(
            title,
            "predicted probability of the likeliest",
            "share right",
            ticks,
            ticks,
            (0.0, 1.0),
            (0.0, 1.0),
            tuple(series),
            diagonal=True,
        )
    )
