import math
from collections.abc import Sequence

import pytest

from nlu.transliteration.ngrams import Level, estimate, prune

SEQUENCES = [[2, 3, 2, 4], [2, 3, 2], [2, 3, 4], [4, 3, 2], [3, 2, 4, 4], [2, 4], [2, 3, 2, 4, 4]]


def probability(levels: Sequence[Level], context: Sequence[int], symbol: int) -> float:
    """By the definition of back-off, with the slow look-up of a test."""
    node, score = _node(levels, context), 0.0
    if context and node is None:
        return probability(levels, context[1:], symbol)
    if len(context) < len(levels):
        child = _node(levels, [*context, symbol])
        if child is not None:
            return math.exp(float(levels[len(context)].chances[child]))
    if not context or node is None:
        return 0.0
    score = math.exp(float(levels[len(context) - 1].back_offs[node]))
    return score * probability(levels, context[1:], symbol)


def _node(levels: Sequence[Level], symbols: Sequence[int]) -> int | None:
    place = 0
    for level, symbol in zip(levels, symbols, strict=False):
        found = ((level.parents == place) & (level.symbols == symbol)).nonzero()[0]
        if not len(found):
            return None
        place = int(found[0])
    return place


def test_probabilities_are_those_computed_by_hand() -> None:
    # Symbols 2, 2, 3 between begin (0) and end (1). Too few for discounts of their own: 0.5 for one, 0.75 for two.
    # One symbol: end stands after two others, 2 and 3 after one each, so 4 in all; 1.75 of it is shared by three.
    # P(end) = 1.25/4 + 1.75/4/3, P(2) = P(3) = 0.5/4 + 1.75/4/3. After begin: 2 twice, 3 once; 1.25 of 3 is shared.
    levels = estimate([[2], [2], [3]], [1.0, 1.0, 1.0], 2)
    end, two = 1.25 / 4 + 1.75 / 12, 0.5 / 4 + 1.75 / 12
    assert probability(levels, [], 1) == pytest.approx(end)
    assert probability(levels, [], 2) == pytest.approx(two)
    assert probability(levels, [0], 2) == pytest.approx(1.25 / 3 + 1.25 / 3 * two)
    assert probability(levels, [0], 3) == pytest.approx(0.5 / 3 + 1.25 / 3 * two)
    assert probability(levels, [0], 1) == pytest.approx(1.25 / 3 * end)


def test_a_weight_is_as_good_as_a_repetition() -> None:
    weighted = estimate([[2], [3]], [2.0, 1.0], 2)
    assert probability(weighted, [0], 2) == pytest.approx(probability(estimate([[2], [2], [3]], [1.0] * 3, 2), [0], 2))


@pytest.mark.parametrize("threshold", [0.0, 0.5, 2.0, 1e9])
def test_probabilities_after_each_context_sum_to_one(threshold: float) -> None:
    levels = prune(estimate(SEQUENCES, [1.0] * len(SEQUENCES), 4), threshold)
    for context in ([], [0], [2], [2, 3], [0, 2, 3], [4, 4]):
        assert sum(probability(levels, context, symbol) for symbol in range(1, 5)) == pytest.approx(1.0, abs=1e-3)


def test_pruning_keeps_single_symbols_and_pairs_only_when_asked_for_all() -> None:
    levels = prune(estimate(SEQUENCES, [1.0] * len(SEQUENCES), 4), 1e9)
    assert [len(level.symbols) > 0 for level in levels] == [True, True, False, False]
