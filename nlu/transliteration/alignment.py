"""Which letters of a Roman spelling stand for which letters of an Urdu word, learnt by expectation maximisation.

A word pair is cut into graphones: pieces of the Urdu word, each with its piece of the Roman word. The probability of a
graphone is estimated over all ways to cut all pairs (Deligne, Yvon, Bimbot 1995; Bisani and Ney 2008), and each pair is
then cut the most probable way.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlu.transliteration.letters import ROMAN_LETTERS, URDU_LETTERS, Graphone

_log = logging.getLogger(__name__)

SHAPES = ((1, 1), (1, 2), (1, 3), (2, 1), (2, 2))
"""How many (Urdu, Roman) letters a graphone may have; a vowel that only one side writes joins its neighbour."""

_BATCH = 4096
_URDU_BASE, _ROMAN_BASE = len(URDU_LETTERS) + 1, len(ROMAN_LETTERS) + 1
_TINY = 1e-300


@dataclass(frozen=True)
class _Batch:
    """Pairs of one shape: letters from 1, arrays (pairs, letters), and the places of the pairs in the input."""

    urdu: npt.NDArray[np.int64]
    roman: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float64]
    places: npt.NDArray[np.int64]


def align(pairs: Sequence[tuple[str, str]], weights: Sequence[float], rounds: int = 8) -> list[list[Graphone] | None]:
    """The graphones of each (Urdu, Roman) pair, in order; None where no way to cut a pair exists.

    `weights`: how often each pair counts. Same input, same output.
    """
    batches = list(_batches(pairs, weights))
    table = np.ones((_URDU_BASE**2, _ROMAN_BASE**3), dtype=np.float32)
    for number in range(rounds):
        counts = np.zeros(table.size)
        likelihood = sum(_expect(batch, table, counts) for batch in batches)
        table = (counts / counts.sum()).astype(np.float32).reshape(table.shape)
        _log.info("alignment %d of %d: log-likelihood %.0f", number + 1, rounds, likelihood)
    found: list[list[Graphone] | None] = [None] * len(pairs)
    for batch in batches:
        _cut(batch, table, pairs, found)
    return found


def _batches(pairs: Sequence[tuple[str, str]], weights: Sequence[float]) -> Iterator[_Batch]:
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, (urdu, roman) in enumerate(pairs):
        groups[len(urdu), len(roman)].append(place)
    for _, places in sorted(groups.items()):
        for start in range(0, len(places), _BATCH):
            part = places[start : start + _BATCH]
            yield _Batch(
                np.array([[URDU_LETTERS.index(letter) + 1 for letter in pairs[place][0]] for place in part]),
                np.array([[ROMAN_LETTERS.index(letter) + 1 for letter in pairs[place][1]] for place in part]),
                np.array([weights[place] for place in part], dtype=np.float64),
                np.array(part),
            )


def _codes(batch: _Batch, urdu_end: int, roman_end: int, shape: tuple[int, int]) -> npt.NDArray[np.int64] | None:
    """The place in the flat table of each pair's graphone of this shape that ends here; None where none fits."""
    if shape[0] > urdu_end or shape[1] > roman_end:
        return None
    urdu = np.zeros(len(batch.places), dtype=np.int64)
    for place in range(urdu_end - shape[0], urdu_end):
        urdu = urdu * _URDU_BASE + batch.urdu[:, place]
    roman = np.zeros(len(batch.places), dtype=np.int64)
    for place in range(roman_end - shape[1], roman_end):
        roman = roman * _ROMAN_BASE + batch.roman[:, place]
    return urdu * _ROMAN_BASE**3 + roman


def _steps(batch: _Batch) -> list[tuple[tuple[int, int], tuple[int, int], npt.NDArray[np.int64]]]:
    """Every (from cell, to cell, codes), in an order in which a cell is complete before it is left."""
    rows, columns = batch.urdu.shape[1], batch.roman.shape[1]
    found = []
    for row in range(rows + 1):
        for column in range(columns + 1):
            for shape in SHAPES:
                codes = _codes(batch, row, column, shape)
                if codes is not None:
                    found.append(((row - shape[0], column - shape[1]), (row, column), codes))
    return found


def _expect(batch: _Batch, table: npt.NDArray[np.float32], counts: npt.NDArray[np.float64]) -> float:
    """Add the expected counts of this batch; the log-likelihood of its pairs."""
    flat = table.reshape(-1)
    rows, columns = batch.urdu.shape[1], batch.roman.shape[1]
    forward = np.zeros((rows + 1, columns + 1, len(batch.places)))
    backward = np.zeros_like(forward)
    forward[0, 0] = backward[rows, columns] = 1.0
    steps = [(before, after, codes, flat[codes]) for before, after, codes in _steps(batch)]
    for before, after, _, chances in steps:
        forward[after] += forward[before] * chances
    for before, after, _, chances in reversed(steps):
        backward[before] += backward[after] * chances
    whole = np.maximum(forward[rows, columns], _TINY)
    share = batch.weights / whole
    for before, after, codes, chances in steps:
        np.add.at(counts, codes, forward[before] * chances * backward[after] * share)
    return float(np.log(whole) @ batch.weights)


def _cut(
    batch: _Batch,
    table: npt.NDArray[np.float32],
    pairs: Sequence[tuple[str, str]],
    found: list[list[Graphone] | None],
) -> None:
    """Write the most probable way to cut each pair of the batch into `found`."""
    flat = np.log(np.maximum(table.reshape(-1), 1e-30))
    rows, columns = batch.urdu.shape[1], batch.roman.shape[1]
    best = np.full((rows + 1, columns + 1, len(batch.places)), -np.inf)
    best[0, 0] = 0.0
    came = np.zeros((rows + 1, columns + 1, len(batch.places)), dtype=np.int8)
    for before, after, codes in _steps(batch):
        scores = best[before] + flat[codes]
        better = scores > best[after]
        best[after] = np.where(better, scores, best[after])
        shape = SHAPES.index((after[0] - before[0], after[1] - before[1]))
        came[after][better] = shape
    for number, place in enumerate(batch.places.tolist()):
        if not np.isfinite(best[rows, columns, number]):
            continue
        urdu, roman = pairs[place]
        row, column = rows, columns
        graphones: list[Graphone] = []
        while row or column:
            shape_of = SHAPES[came[row, column, number]]
            graphones.append((urdu[row - shape_of[0] : row], roman[column - shape_of[1] : column]))
            row, column = row - shape_of[0], column - shape_of[1]
        found[place] = graphones[::-1]
