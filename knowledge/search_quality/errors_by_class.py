"""Section 7: every wrong first service and every wrong decision, by computed class."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from knowledge.search_quality.asking import Outcome, by_language
from knowledge.search_quality.intervals import wilson
from knowledge.search_quality.markdown import Section, left_table, paragraph, percent, quoted, ranged, table
from knowledge.search_quality.material import Material
from knowledge.search_quality.mistakes import TELLING, Mistake, Vocabulary, declared_neighbours, mistake_of
from knowledge.terms import words

_EXAMPLES = 3
_PAIRS = 12
_LENGTHS = ((3, "1 to 3 words"), (6, "4 to 6 words"), (10, "7 to 10 words"), (10**9, "11 words and more"))
_INTRODUCTION = """\
All question files together. Classes exclude one another and are computed: from the decision, the place of the
right service, and whether the question has a *telling word* of a service, one that at most {telling} % of the
services use anywhere. Examples are those that search was surest of; the questions were written for this
project."""

Wrong = tuple[Outcome, Mistake]


def measure(material: Material) -> Section:
    """Counts per class with examples, and shares of error by language, length and shared words."""
    vocabulary = Vocabulary(material.index)
    judged = [(outcome, mistake_of(outcome, vocabulary)) for outcome in material.outcomes]
    wrong = [(outcome, mistake) for outcome, mistake in judged if mistake is not None]
    classes = {mistake: [row for row, found in wrong if found is mistake] for mistake in Mistake}
    tags = [tag for tag in by_language(material.outcomes) if tag != "all"]
    lines = paragraph(_INTRODUCTION.format(telling=percent(TELLING, 0)))
    header = ("class", "rows", *tags, "a declared neighbour was first")
    neighbours = declared_neighbours(material.pack.services)
    found = {mistake.name.lower(): _counts(rows, tags, neighbours) for mistake, rows in classes.items()}
    lines += table(header, [[mistake.title, *map(str, found[mistake.name.lower()].values())] for mistake in Mistake])
    shares, share_lines = _shares(judged, vocabulary)
    pairs, pair_lines = _confused(material.outcomes, neighbours)
    lines += share_lines + pair_lines
    for mistake, rows in classes.items():
        if rows:
            lines += paragraph(f"**{mistake.title.capitalize()}** ({len(rows)}). {mistake.mend}") + _examples(rows)
    figures = {"classes": found, "shares": shares, "confused": pairs}
    return Section("errors", "Errors by class", tuple(lines), figures)


def _counts(rows: Sequence[Outcome], tags: Sequence[str], neighbours: frozenset[tuple[str, str]]) -> dict[str, int]:
    languages = Counter(row.language for row in rows)
    near = sum(any((slug, row.first) in neighbours for slug in row.asked.question.expected) for row in rows)
    return {"rows": len(rows), **{tag: languages[tag] for tag in tags}, "declared_neighbour_first": near}


def _shares(judged: Sequence[tuple[Outcome, Mistake | None]], vocabulary: Vocabulary) -> tuple[Any, list[str]]:
    """Wrong first services and wrong decisions, by what can be said of a question in scope."""
    inside = [(row, mistake) for row, mistake in judged if row.in_scope]

    def length(row: Outcome) -> str:
        count = len(words(row.asked.question.text))
        return next(name for most, name in _LENGTHS if count <= most)

    def shared(row: Outcome) -> str:
        mine = vocabulary.shared(row.asked.question.text, row.asked.question.expected)
        return "a telling word of the right service" if mine else "no telling word of the right service"

    ways: dict[str, Callable[[Outcome], str]] = {
        "language": lambda row: row.language,
        "length": length,
        "words": shared,
    }
    found: dict[str, Any] = {}
    lines: list[list[str]] = []
    for way, name_of in ways.items():
        groups: dict[str, list[tuple[Outcome, Mistake | None]]] = {}
        for row, mistake in inside:
            groups.setdefault(name_of(row), []).append((row, mistake))
        found[way] = {}
        order = {name: number for number, (_, name) in enumerate(_LENGTHS)}
        for name in sorted(groups, key=lambda name: (order.get(name, 0), name)):
            group = groups[name]
            count = len(group)
            first = sum(row.rank != 1 for row, _ in group)
            decided = sum(mistake is not None for _, mistake in group)
            found[way][name] = {"rows": count, "wrong_first": first, "not_answered_rightly": decided}
            cells = (ranged(number / count, wilson(number, count)) for number in (first, decided))
            lines.append([name, str(count), *cells])
    header = ("questions in scope with", "rows", "first service wrong", "not answered rightly at once")
    return found, table(header, lines)


def _confused(outcomes: Sequence[Outcome], neighbours: frozenset[tuple[str, str]]) -> tuple[Any, list[str]]:
    """The pairs of services most often taken for one another."""
    pairs = Counter(
        (row.asked.question.expected[0], row.first or "(none listed)")
        for row in outcomes
        if row.in_scope and row.rank != 1
    )
    common = pairs.most_common(_PAIRS)
    found = [{"right": right, "first": first, "rows": count} for (right, first), count in common]
    if not found:
        return found, []
    rows = [
        [right, first, str(count), "yes" if (right, first) in neighbours else "no"] for (right, first), count in common
    ]
    lead = f"Services taken for others, the {len(common)} commonest of {len(pairs)} pairs:"
    return found, [lead, "", *left_table(("right", "taken for", "rows", "declared neighbours in the pack"), rows)]


def _examples(rows: Sequence[Outcome]) -> list[str]:
    surest = sorted(rows, key=lambda row: -max(row.probabilities, default=0.0))[:_EXAMPLES]
    cells = []
    for row in surest:
        question = row.asked.question
        first = f"{row.first} ({row.probabilities[0]:.2f})" if row.probabilities else "(none listed)"
        cells.append([quoted(question.text), row.language, ", ".join(question.expected) or "(out of scope)", first])
    return left_table(("question", "language", "right", "first"), cells)
