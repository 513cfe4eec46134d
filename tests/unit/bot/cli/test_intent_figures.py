"""Accuracy, macro F1 and confusions, against figures worked out by hand."""

import pytest

from bot.cli.intent_figures import figures, table

# greet: 2 expected, 1 right, found 1 time  -> F1 = 2*1/(2+1) = 2/3
# thanks: 1 expected, 1 right, found 2 times -> F1 = 2*1/(1+2) = 2/3
# ask: 1 expected, 0 right, found 0 times    -> F1 = 0
# help is found once and never expected: it counts against nobody's F1 but ask's recall.
PAIRS = [("greet", "greet"), ("greet", "thanks"), ("thanks", "thanks"), ("ask", "help")]


def test_figures_are_those_worked_out_by_hand():
    got = figures(PAIRS)
    assert got.rows == 4
    assert got.accuracy == pytest.approx(0.5)
    assert got.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert got.confusions == (("ask", "help", 1), ("greet", "thanks", 1))


def test_confusions_start_with_the_commonest():
    got = figures([("a", "b"), ("c", "d"), ("c", "d"), ("a", "a")])
    assert got.confusions == (("c", "d", 2), ("a", "b", 1))


def test_the_table_has_a_line_a_language_and_the_confusions_of_all():
    lines = table([("en", figures([("a", "a")])), ("all", figures(PAIRS))]).splitlines()
    assert lines[1].split() == ["en", "1", "1.000", "1.000"]
    assert lines[2].split() == ["all", "4", "0.500", "0.444"]
    assert "    1  ask -> help" in lines
