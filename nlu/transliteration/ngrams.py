"""An n-gram model of symbol sequences: interpolated modified Kneser-Ney, pruned (Chen and Goodman 1998).

Built level by level with arrays, so that half a million symbols take seconds. The model is a tree: a node is an
n-gram, its parent the n-gram without the last symbol. Symbols are numbers from 0; 0 begins and 1 ends a sequence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BEGIN, END = 0, 1

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """All n-grams of one length, sorted by (parent, symbol).

    `parents`: places in the level below (all 0 at the first). `symbols`: the last symbol. `chances`: natural
    logarithm of its probability after the others. `back_offs`: logarithm of the weight of the shorter context
    where this n-gram is the context and the next symbol was not seen after it. `counts`: as seen in training.
    """

    parents: Integers
    symbols: Integers
    chances: Floats
    back_offs: Floats
    counts: Floats


@dataclass
class _Raw:
    parents: Integers
    symbols: Integers
    suffixes: Integers
    counts: Floats
    adjusted: Floats


def estimate(sequences: Sequence[Sequence[int]], weights: Sequence[float], order: int) -> list[Level]:
    """The levels 1 to `order` of the model of `sequences`, each counted `weights` times (whole numbers)."""
    raw = _count(sequences, weights, order)
    symbols = int(raw[0].symbols.max()) + 1
    below = np.full(len(raw[0].symbols), 1.0 / (symbols - 1))
    levels: list[Level] = []
    chances: list[Floats] = []
    gammas: list[Floats] = []
    for number, level in enumerate(raw):
        contexts = len(raw[number - 1].symbols) if number else 1
        discounts = _discounts(level.adjusted)
        steps = np.minimum(np.ceil(level.adjusted).astype(np.int64), 3)
        totals = np.bincount(level.parents, level.adjusted, minlength=contexts)
        left = np.bincount(level.parents, discounts[steps], minlength=contexts)
        gamma = np.where(totals > 0, left / np.maximum(totals, 1e-12), 1.0)
        lower = chances[-1][level.suffixes] if number else below
        share = np.maximum(level.adjusted - discounts[steps], 0.0) / np.maximum(totals[level.parents], 1e-12)
        chances.append(share + gamma[level.parents] * lower)
        gammas.append(gamma)
    for number, level in enumerate(raw):
        own = gammas[number + 1] if number + 1 < len(raw) else np.ones(len(level.symbols))
        levels.append(
            Level(level.parents, level.symbols, np.log(np.maximum(chances[number], 1e-30)), np.log(own), level.counts)
        )
    return levels


def _count(sequences: Sequence[Sequence[int]], weights: Sequence[float], order: int) -> list[_Raw]:
    tokens = np.array([symbol for one in sequences for symbol in (BEGIN, *one, END)], dtype=np.int64)
    lengths = np.array([len(one) + 2 for one in sequences])
    ends = np.repeat(np.cumsum(lengths), lengths)
    weight = np.repeat(np.asarray(weights, dtype=np.float64), lengths)
    places = np.arange(len(tokens))
    base = int(tokens.max()) + 1
    raw: list[_Raw] = []
    before = np.zeros(len(tokens) + 1, dtype=np.int64)
    for length in range(1, order + 1):
        valid = places[places + length <= ends]
        keys = before[valid] * base + tokens[valid + length - 1]
        unique, inverse = np.unique(keys, return_inverse=True)
        node = np.full(len(tokens) + 1, -1, dtype=np.int64)
        node[valid] = inverse
        counts: Floats = np.bincount(inverse, weight[valid]).astype(np.float64)
        suffixes = np.zeros(len(unique), dtype=np.int64)
        if length > 1:
            suffixes[inverse] = before[valid + 1]
        raw.append(_Raw(unique // base, unique % base, suffixes, counts, counts.copy()))
        before = node
    for number in range(order - 1):
        seen_before = np.bincount(raw[number + 1].suffixes, minlength=len(raw[number].symbols)).astype(np.float64)
        # What begins a sequence has nothing before it: its own count stands.
        raw[number].adjusted = np.where(seen_before > 0, seen_before, raw[number].counts)
    raw[0].adjusted[raw[0].symbols == BEGIN] = 0.0
    return raw


def _discounts(counts: Floats) -> Floats:
    """The discount of an n-gram seen 0, 1, 2 and 3 or more times (Chen and Goodman 1998, equation 17)."""
    seen = [float(np.sum(np.ceil(counts) == number)) for number in range(1, 5)]
    if not all(seen):
        return np.array([0.0, 0.5, 0.75, 0.9])
    ratio = seen[0] / (seen[0] + 2 * seen[1])
    found = [0.0, *(number - (number + 1) * ratio * seen[number] / seen[number - 1] for number in (1, 2, 3))]
    highest = np.array([0.0, 0.99, 1.98, 2.9])
    return np.asarray(np.minimum(np.maximum(found, 0.0), highest), dtype=np.float64)


def prune(levels: Sequence[Level], threshold: float) -> list[Level]:
    """The model without n-grams (of three symbols and more) that change little, its back-off weights made to fit.

    An n-gram goes when its count times the change of its log-probability is below `threshold` nats, unless a
    longer one needs it (Stolcke 1998, without the term of the others' change).
    """
    suffixes = _suffixes(levels)
    kept = [np.ones(len(level.symbols), dtype=bool) for level in levels]
    for number in range(len(levels) - 1, 1, -1):
        level = levels[number]
        lower = levels[number - 1].chances[suffixes[number]] + levels[number - 1].back_offs[level.parents]
        kept[number] = level.counts * np.abs(level.chances - lower) >= threshold
        if number + 1 < len(levels):
            kept[number][levels[number + 1].parents[kept[number + 1]]] = True
            kept[number][suffixes[number + 1][kept[number + 1]]] = True
    small: list[Level] = []
    places = np.zeros(1, dtype=np.int64)
    for level, keep in zip(levels, kept, strict=True):
        small.append(
            Level(
                places[level.parents[keep]],
                level.symbols[keep],
                level.chances[keep],
                level.back_offs[keep],
                level.counts[keep],
            )
        )
        places = np.cumsum(keep) - 1
    return _refit(small)


def _suffixes(levels: Sequence[Level]) -> list[Integers]:
    """By level, for each n-gram, the place in the level below of the n-gram without its first symbol."""
    base = max(int(level.symbols.max()) for level in levels if len(level.symbols)) + 1
    found = [np.zeros(len(levels[0].symbols), dtype=np.int64)]
    for number in range(1, len(levels)):
        below = levels[number - 1]
        keys = below.parents * base + below.symbols
        wanted = found[number - 1][levels[number].parents] * base + levels[number].symbols
        found.append(np.searchsorted(keys, wanted))
    return found


def _refit(levels: list[Level]) -> list[Level]:
    """The back-off weight of each context is what its own symbols leave over, shared out by the shorter context."""
    suffixes = _suffixes(levels)
    fitted = []
    for number, level in enumerate(levels):
        back_offs = np.zeros(len(level.symbols))
        if number + 1 < len(levels):
            above = levels[number + 1]
            own = np.bincount(above.parents, np.exp(above.chances), minlength=len(level.symbols))
            lower = np.exp(level.chances[suffixes[number + 1]])
            shared = np.bincount(above.parents, lower, minlength=len(level.symbols))
            back_offs = np.log(np.clip(1 - own, 1e-4, 1.0) / np.clip(1 - shared, 1e-4, 1.0))
        fitted.append(Level(level.parents, level.symbols, level.chances, back_offs, level.counts))
    return fitted
