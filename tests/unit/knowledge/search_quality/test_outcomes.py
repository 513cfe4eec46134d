"""What is read off one outcome: probabilities, costs, classes of error."""

from collections.abc import Callable

import pytest

from knowledge.decision import Costs
from knowledge.interfaces import Decision
from knowledge.search_quality.asking import Outcome
from knowledge.search_quality.costs import cost_of, realised
from knowledge.search_quality.markdown import percent, quoted, ranged, rounded, table
from knowledge.search_quality.mistakes import Mistake, Vocabulary, mistake_of

MakeOutcome = Callable[..., Outcome]

COSTS = Costs(
    wrong_answer=1.0,
    answered_out_of_scope=0.9,
    clarified=0.2,
    clarified_without_it=0.7,
    clarified_out_of_scope=0.3,
    refused=1.2,
)
FOUR = [("a", 0.4), ("b", 0.3), ("c", 0.15), ("d", 0.05)]


def test_none_has_what_the_services_leave(outcome: MakeOutcome) -> None:
    row = outcome(["b"], FOUR)
    assert row.none == pytest.approx(0.1)
    assert row.predicted == pytest.approx(0.4)
    assert (row.rank, row.first, row.right) == (2, "a", False)


def test_the_likeliest_may_be_none(outcome: MakeOutcome) -> None:
    outside, inside = outcome([], [("a", 0.2)]), outcome(["a"], [("a", 0.2)])
    assert (outside.predicted, outside.right) == (pytest.approx(0.8), True)
    assert inside.right is False
    assert outcome(["a"], []).none == 1.0


@pytest.mark.parametrize(
    ("expected", "decision", "cost"),
    [
        (["a"], Decision.ANSWER, 0.0),
        (["b"], Decision.ANSWER, 1.0),
        ([], Decision.ANSWER, 0.9),
        (["c"], Decision.CLARIFY, 0.2),
        (["d"], Decision.CLARIFY, 0.7),
        ([], Decision.CLARIFY, 0.3),
        (["a"], Decision.NO_ANSWER, 1.2),
        ([], Decision.NO_ANSWER, 0.0),
    ],
)
def test_what_a_decision_cost(outcome: MakeOutcome, expected: list[str], decision: Decision, cost: float) -> None:
    assert cost_of(outcome(expected, FOUR), decision, COSTS) == cost


def test_decisions_are_made_anew(outcome: MakeOutcome) -> None:
    rows = [
        outcome(["a"], [("a", 0.98)]),  # answered rightly
        outcome(["b"], [("a", 0.98)]),  # answered wrongly
        outcome(["b"], [("a", 0.5), ("b", 0.45)]),  # asked back with it
        outcome(["a"], []),  # refused
        outcome([], [("a", 0.01)]),  # refused, out of scope
        outcome([], [("a", 0.99)]),  # answered, out of scope
    ]
    found = realised(rows, COSTS)
    assert (found.answered, found.answers_right) == (0.5, 0.5)
    assert (found.clarified, found.clarified_with_it, found.refused) == (0.25, 1.0, 0.25)
    assert (found.answered_out_of_scope, found.clarified_out_of_scope) == (0.5, 0.0)
    # By the written costs: 0, 1 (wrong), 0.22, 1.2 (refused), 0, 1 (out of scope).
    written = Costs()
    paid = written.wrong_answer + written.clarified + written.refused + written.answered_out_of_scope
    assert found.cost == pytest.approx(paid / 6)


class Words(Vocabulary):
    """Only the question "shared" shares a word with anything."""

    def __init__(self) -> None:
        pass

    def shared(self, text: str, services: object) -> bool:
        return text == "shared"


@pytest.mark.parametrize(
    ("expected", "decision", "mistake"),
    [
        (["a"], Decision.ANSWER, None),
        (["c"], Decision.ANSWER, Mistake.ANSWERED_NEIGHBOUR),
        (["d"], Decision.ANSWER, Mistake.ANSWERED_FAR),
        (["a"], Decision.CLARIFY, Mistake.BACK_THOUGH_FIRST),
        (["b"], Decision.CLARIFY, Mistake.BACK_WITH_IT),
        (["e"], Decision.CLARIFY, Mistake.BACK_WITHOUT_IT),
        (["a"], Decision.NO_ANSWER, Mistake.REFUSED_WEIGHED),
        ([], Decision.NO_ANSWER, None),
        ([], Decision.ANSWER, Mistake.OUTSIDE_ANSWERED_APART),
        ([], Decision.CLARIFY, Mistake.OUTSIDE_BACK_APART),
    ],
)
def test_the_class_of_an_error(
    outcome: MakeOutcome, expected: list[str], decision: Decision, mistake: Mistake | None
) -> None:
    assert mistake_of(outcome(expected, FOUR, decision), Words()) is mistake


def test_classes_that_depend_on_words_and_on_weighing(outcome: MakeOutcome) -> None:
    assert mistake_of(outcome([], FOUR, text="shared"), Words()) is Mistake.OUTSIDE_ANSWERED_SHARED
    back = outcome([], FOUR, Decision.CLARIFY, text="shared")
    assert mistake_of(back, Words()) is Mistake.OUTSIDE_BACK_SHARED
    assert mistake_of(outcome(["a"], [], Decision.NO_ANSWER), Words()) is Mistake.REFUSED_UNWEIGHED


def test_figures_as_they_are_written() -> None:
    assert (percent(None), percent(0.1234), percent(0.5, 0)) == ("-", "12.3", "50")
    assert ranged(0.5, (0.25, 0.75)) == "50.0 (25-75)"
    assert table(("a", "b"), [["x", "1"]]) == ["| a | b |", "| --- | ---: |", "| x | 1 |", ""]
    assert rounded({"a": [0.123456, (1, "x")]}) == {"a": [0.1235, [1, "x"]]}


def test_quotes_break_no_table_and_show_urdu_letters() -> None:
    assert quoted("a|b\n*c* \u0643\u064a") == "a\\|b \\*c\\* کی"
    assert len(quoted("x" * 500)) == 110
