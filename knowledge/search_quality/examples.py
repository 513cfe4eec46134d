"""Section 4: quality against the number of example questions that every service has in each language."""

from collections.abc import Sequence
from typing import Any

from knowledge.interfaces import Decision
from knowledge.search_quality.asking import Outcome, ask, by_language, figures
from knowledge.search_quality.cutting import cut
from knowledge.search_quality.intervals import wilson
from knowledge.search_quality.markdown import Section, image, paragraph, percent, table
from knowledge.search_quality.material import Material, index_of
from knowledge.search_quality.svg import Chart, Point, Series, draw, steps

COUNTS = (0, 1, 2, 4, 8)
_DRAWS = 2
_FILE = "search-examples.svg"
_INTRODUCTION = """\
All services keep at most so many example questions a language, drawn by chance ({draws}; the mean is shown),
and the same weights are used throughout. Articles, titles and facts stay. In a pack *all* is {most} a
language. Percent; bars in the picture are 95 % intervals (Wilson)."""


def measure(material: Material) -> Section:
    """Top-1, top-3 and decisions for each number of examples, and the picture per language."""
    services = material.pack.services
    slugs = [service.slug for service in services]
    numbers = sorted({len(texts) for service in services for texts in service.questions.values()})
    draws = 1 if material.quick else _DRAWS
    runs: dict[str, list[tuple[Outcome, ...]]] = {}
    for count in COUNTS:
        runs[str(count)] = []
        for draw_number in range(draws if count else 1):
            index = index_of(cut(services, slugs, count, draw_number), material.embedder)
            runs[str(count)].append(ask(index, material.embedder, material.fusion, material.questions))
    runs["all"] = [material.outcomes]
    found = {name: _mean(outcomes) for name, outcomes in runs.items()}
    most = f"{numbers[0]} to {numbers[-1]}" if numbers[0] < numbers[-1] else str(numbers[0])
    lines = paragraph(_INTRODUCTION.format(draws="once" if draws == 1 else f"{draws} times", most=most))
    tags = list(found["all"])
    header = (
        "examples",
        *(f"top-1 {tag}" for tag in tags),
        "top-3",
        "answered",
        "of the answers right",
        "clarified",
        "refused",
    )
    lines += table((*header, "out of scope answered"), [[name, *_cells(part, tags)] for name, part in found.items()])
    lines += image(_FILE, "Top-1 against the number of example questions, per language")
    return Section("examples", "Number of example questions", tuple(lines), found, {_FILE: _drawn(found, tags)})


def _mean(runs: Sequence[Sequence[Outcome]]) -> dict[str, dict[str, float]]:
    """The figures of each language, averaged over the runs."""
    parts = [{tag: _figures(rows) for tag, rows in by_language(outcomes).items()} for outcomes in runs]
    return {
        tag: {name: sum(part[tag][name] for part in parts) / len(parts) for name in parts[0][tag]} for tag in parts[0]
    }


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    base = figures(outcomes)
    answers = [row for row in outcomes if row.in_scope and row.result.decision is Decision.ANSWER]
    return {
        "in_scope": base.in_scope,
        "top_1": base.top_1 or 0.0,
        "top_3": base.top_3 or 0.0,
        "answered": base.answered or 0.0,
        "answers_right": sum(row.answered_rightly for row in answers) / max(1, len(answers)),
        "clarified": base.clarified or 0.0,
        "refused": base.refused_in_scope or 0.0,
        "answered_out_of_scope": base.answered_out_of_scope or 0.0,
    }


def _cells(found: dict[str, dict[str, float]], tags: Sequence[str]) -> list[str]:
    rest = ("top_3", "answered", "answers_right", "clarified", "refused", "answered_out_of_scope")
    return [*(percent(found[tag]["top_1"]) for tag in tags), *(percent(found["all"][name]) for name in rest)]


def _drawn(found: dict[str, Any], tags: Sequence[str]) -> str:
    series = []
    for shift, tag in enumerate(tags):
        points = []
        for place, part in enumerate(found.values()):
            share, rows = part[tag]["top_1"], int(part[tag]["in_scope"])
            points.append(Point(place + 0.04 * shift, share, *wilson(share * rows, rows)))
        series.append(Series(tag, tuple(points)))
    lowest = min((point.low or 0.0) for one in series for point in one.points)
    floor = int(lowest * 10) / 10
    return draw(
        Chart(
            "Right service first, by examples a language",
            "example questions of every service, in each language",
            "top-1",
            tuple((float(place), name) for place, name in enumerate(found)),
            steps(floor, 1.0, max(1, round((1.0 - floor) * 10)), percent=True),
            (-0.3, len(found) - 0.6),
            (floor, 1.0),
            tuple(series),
        )
    )
