"""The letter model: the most probable spellings of a word in the other script, by beam search over graphones."""

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import TypeVar

import numpy as np

from nlu.transliteration.letters import Graphone
from nlu.transliteration.ngrams import BEGIN, END, Level
from nlu.transliteration.tables import Tables, unpack_lines, unpack_logs

_BEAM = 16
"""The most beginnings of a word that are followed up at each of its letters."""

_ROMAN_BEAM = 10
_NEW_BEAM = 5
"""The same for beginnings that no known word has, where known words are told."""

_CHOICES = 16
"""The most graphones that are tried for one piece of the word."""

_LONGEST_PIECE = 3
_CHANCE_BEAM, _CHANCE_CHOICES = 10, 10
_UNKNOWN = -20.0
_SCORE = itemgetter(1)

Key = TypeVar("Key")
BeginsWord = Callable[[str], bool]
Choices = dict[str, list[tuple[int, str]]]
Scores = dict[tuple[str, int], float]


class PairModel:
    """An n-gram model over graphones, as a tree in one dictionary from (node, symbol) to node.

    A state is the node of the n-gram that was read last; node 0 is the empty one.
    """

    def __init__(self, levels: Sequence[Level], graphones: Sequence[Graphone]) -> None:
        """`graphones`: by symbol, from symbol 2."""
        self._base = len(graphones) + 2
        starts = np.cumsum([0, 1, *(len(level.symbols) for level in levels)])
        keys = [np.zeros(0, dtype=np.int64)]
        suffixes = [np.zeros(1, dtype=np.int64)]
        for number, level in enumerate(levels):
            if number:
                wanted = suffixes[-1][level.parents] * self._base + level.symbols
                suffixes.append(np.searchsorted(keys[-1], wanted) + starts[number])
            else:
                suffixes.append(np.zeros(len(level.symbols), dtype=np.int64))
            keys.append((level.parents + starts[number]) * self._base + level.symbols)
        self._children = {key: node for node, key in enumerate(np.concatenate(keys).tolist(), start=1)}
        # Arrays of plain numbers: as quick to index as lists, in a quarter of the memory.
        self._chances = array("d", [0.0, *np.concatenate([level.chances for level in levels]).tolist()])
        self._back_offs = array("d", [0.0, *np.concatenate([level.back_offs for level in levels]).tolist()])
        self._suffixes = array("i", np.concatenate(suffixes).tolist())
        last = int(starts[len(levels)])
        # A node of the last level has no children: the state after it is its suffix.
        self._after = array("i", range(last)) + self._suffixes[last:]
        self._for_roman = self._choices(graphones, 1)
        self._for_urdu = self._choices(graphones, 0)

    def _choices(self, graphones: Sequence[Graphone], side: int) -> Choices:
        found: dict[str, list[tuple[float, int, str]]] = defaultdict(list)
        for symbol, graphone in enumerate(graphones, start=END + 1):
            node = self._children.get(symbol)
            chance = _UNKNOWN if node is None else self._chances[node]
            found[graphone[side]].append((chance, symbol, graphone[1 - side]))
        return {
            piece: [(symbol, target) for _, symbol, target in nlargest(_CHOICES, choices)]
            for piece, choices in found.items()
        }

    def to_urdu(self, roman: str, limit: int, begins_word: BeginsWord | None = None) -> list[tuple[str, float]]:
        """At most `limit` Urdu words with the log-probability of the pair, best first; none where no way leads.

        `begins_word`: whether a text is the beginning of a known word; others are followed up after those.
        """
        return self._decode(roman, self._for_roman, limit, begins_word)

    def to_roman(self, urdu: str, limit: int) -> list[tuple[str, float]]:
        """At most `limit` Roman words with the log-probability of the pair, best first; none where no way leads."""
        return self._decode(urdu, self._for_urdu, limit, None)

    def word_chance(self, urdu: str) -> float:
        """The log of the probability of an Urdu word, however it is spelt in Latin letters."""
        begin = self._children.get(BEGIN)
        places: list[dict[int, float]] = [{} for _ in range(len(urdu) + 1)]
        places[0][0 if begin is None else self._after[begin]] = 0.0
        for place in range(len(urdu)):
            best = nlargest(_CHANCE_BEAM, places[place].items(), key=_SCORE)
            for size in (1, 2):
                for symbol, _ in self._for_urdu.get(urdu[place : place + size], ())[:_CHANCE_CHOICES]:
                    for state, score in best if place + size <= len(urdu) else ():
                        total, after = self._step(state, symbol, score)
                        _add(places[place + size], after, total)
        whole: dict[int, float] = {}
        for state, score in places[-1].items():
            _add(whole, END, self._step(state, END, score)[0])
        return whole.get(END, _UNKNOWN)

    def _step(self, state: int, symbol: int, score: float) -> tuple[float, int]:
        """`score` and the log-probability of `symbol` after `state`; and the state after it."""
        children, base = self._children, self._base
        while True:
            node = children.get(state * base + symbol)
            if node is not None:
                return score + self._chances[node], self._after[node]
            if not state:
                return score + _UNKNOWN, 0
            score += self._back_offs[state]
            state = self._suffixes[state]

    def _decode(
        self, word: str, choices: Choices, limit: int, begins_word: BeginsWord | None
    ) -> list[tuple[str, float]]:
        step = self._step
        begin = self._children.get(BEGIN)
        places: list[Scores] = [{} for _ in range(len(word) + 1)]
        places[0]["", 0 if begin is None else self._after[begin]] = 0.0
        for place in range(len(word)):
            pieces = [
                (places[place + size], choices[piece])
                for size in range(1, _LONGEST_PIECE + 1)
                if place + size <= len(word) and (piece := word[place : place + size]) in choices
            ]
            for (made, state), score in _followed_up(places[place], begins_word):
                for there, targets in pieces:
                    for symbol, target in targets:
                        total, after = step(state, symbol, score)
                        _add(there, (made + target, after), total)
        whole: dict[str, float] = {}
        for (made, state), score in places[-1].items():
            _add(whole, made, step(state, END, score)[0])
        return nlargest(limit, whole.items(), key=_SCORE)


def _followed_up(scores: Scores, begins_word: BeginsWord | None) -> Iterable[tuple[tuple[str, int], float]]:
    """The beginnings that are worth going on with."""
    if begins_word is None:
        return nlargest(_ROMAN_BEAM, scores.items(), key=_SCORE)
    best = nlargest(3 * _BEAM, scores.items(), key=_SCORE)
    known = [one for one in best if begins_word(one[0][0])]
    taken = {key for key, _ in known}
    new = [one for one in best if one[0] not in taken]
    return known[:_BEAM] + new[:_NEW_BEAM]


def _add(scores: dict[Key, float], key: Key, score: float) -> None:
    """Add a probability, given as its logarithm, to that of `key`: one word is cut in several ways."""
    known = scores.get(key)
    if known is None:
        scores[key] = score
    else:
        high, low = (score, known) if score > known else (known, score)
        scores[key] = high + math.log1p(math.exp(low - high))


def unpack_levels(tables: Tables) -> tuple[list[Level], list[Graphone]]:
    """The n-grams and the graphones of a model file, for `PairModel`."""
    levels = []
    node, edge = 0, 0
    before = 1
    for size in tables.sizes.tolist():
        part = slice(edge, edge + size)
        parents = np.repeat(np.arange(before), tables.children[node : node + before])
        chances, back_offs = unpack_logs(tables.chances[part]), unpack_logs(tables.back_offs[part])
        levels.append(Level(parents, tables.symbols[part].astype(np.int64), chances, back_offs, np.zeros(size)))
        node, edge, before = node + before, edge + size, size
    graphones = []
    for line in unpack_lines(tables.graphones):
        urdu, _, roman = line.partition(":")
        graphones.append((urdu, roman))
    return levels, graphones
