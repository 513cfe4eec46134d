"""Section 6: what the written costs of decisions make of the probabilities, and what other costs would."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from knowledge.decision import MOST_CHOICES, Costs, decide
from knowledge.interfaces import Decision
from knowledge.search_quality.asking import Outcome
from knowledge.search_quality.markdown import Section, image, paragraph, percent, table
from knowledge.search_quality.material import Material
from knowledge.search_quality.svg import Chart, Point, Series, draw, steps
from knowledge.search_quality.thresholds import Spread, Thresholds, curve, thresholds
from knowledge.training.fitting import ASSUMED_OUTSIDE

_FILE = "search-costs.svg"
_HEADER = (
    *("costs", "answer from", "ask back between", "refuse from none", "answered", "of the answers right", "asked back"),
    *("with the right one", "refused", "out of scope answered", "out of scope asked back", "cost"),
)
_INTRODUCTION = """\
Each decision is the one that costs least by [`Costs`](../knowledge/decision.py): {costs}. The thresholds follow from
them and are computed with `decide`: from which probability of the first service answering is cheapest, between which
asking back is (below the lower one it would not be the first), and from which probability of none refusing is. What
the first service does not have is spread as it was over the questions in scope: {offered} to the others that would be
offered, {beyond} to those beyond, {none} to none. For refusing, services share what none leaves as they did over the
questions out of scope. Percent, thresholds and cost apart."""


@dataclass(frozen=True, slots=True)
class Realised:
    """What decisions came to on labelled questions. Shares; `cost` is the mean by the written costs."""

    answered: float
    answers_right: float | None
    clarified: float
    clarified_with_it: float | None
    refused: float
    answered_out_of_scope: float | None
    clarified_out_of_scope: float | None
    cost: float


def measure(material: Material) -> Section:
    """Thresholds and decisions by the written costs, and with each cost halved and doubled."""
    written = Costs()
    spread, among = _spreads(material.outcomes)
    settings = {"as written": written}
    for field in fields(Costs):
        value = getattr(written, field.name)
        for factor, word in ((0.5, "halved"), (2.0, "doubled")):
            settings[f"`{field.name}` {word}"] = replace(written, **{field.name: value * factor})
    rows = []
    found: dict[str, Any] = {}
    for name, costs in settings.items():
        limits = thresholds(costs, spread, among)
        result = realised(material.outcomes, costs)
        found[name] = {"costs": asdict(costs), "thresholds": asdict(limits), "realised": asdict(result)}
        rows.append([name, *_limits(limits), *_cells(result)])
    introduction = _INTRODUCTION.format(
        costs=", ".join(f"`{name}` {value:g}" for name, value in asdict(written).items()),
        offered=percent(sum(spread.offered), 0) + " %",
        beyond=percent(spread.beyond, 0) + " %",
        none=percent(spread.none, 0) + " %",
    )
    lines = [
        *paragraph(introduction),
        *table(_HEADER, rows),
        *_notes(material.outcomes, written),
        *image(_FILE, "Expected cost of decisions"),
    ]
    figures = {"spread": asdict(spread), "settings": found}
    return Section("costs", "Costs and thresholds", tuple(lines), figures, {_FILE: _drawn(written, spread)})


def realised(outcomes: Sequence[Outcome], costs: Costs) -> Realised:
    """Decide every question anew by `costs`; what search refused before weighing stays refused."""
    decisions = [_decided(outcome, costs) for outcome in outcomes]
    inside = [(row, decision) for row, decision in zip(outcomes, decisions, strict=True) if row.in_scope]
    outside = [decision for row, decision in zip(outcomes, decisions, strict=True) if not row.in_scope]
    answers = [row.rank == 1 for row, decision in inside if decision is Decision.ANSWER]
    offers = [_offered(row) for row, decision in inside if decision is Decision.CLARIFY]
    paid = [cost_of(row, decision) for row, decision in zip(outcomes, decisions, strict=True)]
    return Realised(
        answered=len(answers) / max(1, len(inside)),
        answers_right=_share(answers),
        clarified=len(offers) / max(1, len(inside)),
        clarified_with_it=_share(offers),
        refused=1.0 - (len(answers) + len(offers)) / max(1, len(inside)),
        answered_out_of_scope=_share([decision is Decision.ANSWER for decision in outside]),
        clarified_out_of_scope=_share([decision is Decision.CLARIFY for decision in outside]),
        cost=sum(paid) / max(1, len(paid)),
    )


def cost_of(outcome: Outcome, decision: Decision, costs: Costs | None = None) -> float:
    """What `decision` cost, knowing what the question was about."""
    costs = costs or Costs()
    if decision is Decision.NO_ANSWER:
        return costs.refused if outcome.in_scope else 0.0
    if decision is Decision.CLARIFY:
        if not outcome.in_scope:
            return costs.clarified_out_of_scope
        return costs.clarified if _offered(outcome) else costs.clarified_without_it
    if not outcome.in_scope:
        return costs.answered_out_of_scope
    return 0.0 if outcome.rank == 1 else costs.wrong_answer


def _decided(outcome: Outcome, costs: Costs) -> Decision:
    return decide(outcome.probabilities, outcome.none, costs).decision


def _offered(outcome: Outcome) -> bool:
    return outcome.rank is not None and outcome.rank <= MOST_CHOICES


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _spreads(outcomes: Sequence[Outcome]) -> tuple[Spread, list[float]]:
    inside = [(row.probabilities, row.none) for row in outcomes if row.in_scope and row.probabilities]
    outside = [row.probabilities for row in outcomes if not row.in_scope and row.probabilities]
    sums = [0.0] * max((len(values) for values in outside), default=1)
    for values in outside:
        for place, value in enumerate(values):
            sums[place] += value
    total = sum(sums)
    return Spread.typical(inside), [value / total for value in sums] if total > 0 else [1.0]


def _notes(outcomes: Sequence[Outcome], written: Costs) -> list[str]:
    """What the table leaves out: how far deciding anew is from what search did, and what search expected to pay."""
    weighed = [row for row in outcomes if row.probabilities]
    differing = sum(_decided(row, written) is not row.result.decision for row in weighed)
    expected = []
    for row in weighed:
        verdict = decide(row.probabilities, row.none, written)
        expected.append(min(verdict.answer, verdict.clarify, verdict.no_answer))
    paid = [cost_of(row, row.result.decision) for row in weighed]
    count = max(1, len(weighed))
    outside = sum(not row.in_scope for row in outcomes)
    return paragraph(
        f"Search refused {len(outcomes) - len(weighed)} questions before weighing (nothing near, or no letter). Of the"
        f" other {len(weighed)}, {differing} are decided otherwise here, since services that are not listed are"
        f" missing. By its own probabilities search expected to pay {sum(expected) / count:.3f} a question; it paid"
        f" {sum(paid) / count:.3f}. The cost in the table is always by the costs as written: a row that is cheaper than"
        f" the first says that probabilities are off, or that these questions have more out of scope"
        f" ({percent(outside / max(1, len(outcomes)), 0)} %) than the fusion assumes ({percent(ASSUMED_OUTSIDE, 0)} %)."
    )


def _limits(found: Thresholds) -> list[str]:
    answer, ask, none = (None if value is None else f"{value:.2f}" for value in asdict(found).values())
    between = "never" if ask is None else f"{ask} and {answer or 1}"
    return [answer or "never", between, none or "never"]


def _cells(found: Realised) -> list[str]:
    shares = asdict(found)
    cost = shares.pop("cost")
    return [*(percent(value) for value in shares.values()), f"{cost:.3f}"]


def _drawn(costs: Costs, spread: Spread) -> str:
    verdicts = curve(costs, spread)[::10]
    lines = {
        "answer": [(place, verdict.answer) for place, verdict in verdicts],
        "clarify": [(place, verdict.clarify) for place, verdict in verdicts],
        "no answer": [(place, verdict.no_answer) for place, verdict in verdicts],
    }
    top = max(value for points in lines.values() for _, value in points)
    highest = max(0.2, round(top + 0.1, 1))
    series = tuple(Series(name, tuple(Point(x, y) for x, y in points), marks=False) for name, points in lines.items())
    return draw(
        Chart(
            "What each decision costs, the rest spread as usual",
            "probability of the first service",
            "expected cost",
            steps(0, 1, 5, percent=True),
            steps(0, highest, 4),
            (0.0, 1.0),
            (0.0, highest),
            series,
        )
    )
