"""The runtime of the word model: how much each word of a message speaks for Roman Urdu and against English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from math import sqrt
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from nlu.language_model.features import NGRAMS, ngram_features

_SHIPPED = Path(__file__).with_name("words.npz")
# A long word of no list is mostly a name or a new spelling; its letters alone must not outvote a known word.
MOST_OF_A_STRANGER = 1.0
_LONGEST_STRANGER = 14
_SHORTEST_NAME, _SHORTEST_GLUED = 4, 9
_MOST_WORDS_KEPT = 50_000
_BORDER = "-"
_WEIGHTS = ("ngrams", "scores", "pair_weights")
"""The arrays of 8-bit weights in a stored model, each beside its scale."""


class LanguageModelError(Exception):
    """The shipped word model is missing or damaged; the message names the file."""


class Kind(StrEnum):
    """What is known of a word before its neighbours are looked at."""

    URDU = "U"
    ENGLISH = "E"
    LOAN = "L"
    """English that Urdu has borrowed (passport, fee, form): in a message it says nothing."""
    NAME = "N"
    """A name: it says nothing either."""
    BOTH = "B"
    """A word of each language under one spelling (main, to, is, he, me): its neighbours tell."""
    STRANGER = "S"
    """In no list: its letters tell, a little."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the model: its kind, and the log-odds (natural logarithm) that it adds for Roman Urdu."""

    kind: Kind
    score: float


@dataclass(frozen=True)
class WordModel:
    """A logistic model of words, of the letters of unknown words, and of the neighbours of ambiguous words.

    `words`: the known ones. `ngrams`: float32, shape (NGRAMS,), weights of a stranger's n-grams. `pairs`: weights of
    a `Kind.BOTH` word beside its neighbours (see `pairs_around`).
    """

    words: Mapping[str, Word]
    ngrams: npt.NDArray[np.float32]
    pairs: Mapping[tuple[str, str], float]
    _strangers: dict[str, Word] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def english(self) -> frozenset[str]:
        """The words of English alone."""
        return self._of_kind(Kind.ENGLISH)

    @cached_property
    def urdu(self) -> frozenset[str]:
        """The words of Roman Urdu alone."""
        return self._of_kind(Kind.URDU)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The loans."""
        return self._of_kind(Kind.LOAN)

    @cached_property
    def _weights(self) -> list[float]:
        """`ngrams` as floats of Python: a word has few of them, and reading few out of an array takes longer."""
        weights: list[float] = self.ngrams.tolist()
        return weights

    def _of_kind(self, kind: Kind) -> frozenset[str]:
        return frozenset(word for word, known in self.words.items() if known.kind is kind)

    def word(self, word: str) -> Word:
        """What the model knows of a lower-case word, or makes of a stranger's letters."""
        known = self.words.get(word) or self._strangers.get(word)
        if known is None:
            known = Word(Kind.STRANGER, self._of_letters(word))
            if len(self._strangers) >= _MOST_WORDS_KEPT:
                self._strangers.clear()
            self._strangers[word] = known
        return known

    def scores(self, words: Sequence[str], known: Sequence[Word]) -> list[float]:
        """The log-odds that each of a message's words adds where it stands; `known`: the model's word for each."""
        scores = [word.score for word in known]
        for index, word in enumerate(known):
            if word.kind is Kind.BOTH:
                scores[index] += sum([self.pairs.get(pair, 0.0) for pair in pairs_around(words, known, index)])
        return scores

    def _of_letters(self, word: str) -> float:
        if len(word) > _LONGEST_STRANGER or self._is_glued_name(word):
            return 0.0
        features = ngram_features(word)
        weights = self._weights
        score = sum([weights[feature] for feature in features]) / sqrt(len(features))
        return max(-MOST_OF_A_STRANGER, min(MOST_OF_A_STRANGER, score))

    def _is_glued_name(self, word: str) -> bool:
        """Whether a long word begins or ends with a name or a loan, as accounts and hashtags do."""
        if len(word) < _SHORTEST_GLUED:
            return False
        for cut in range(_SHORTEST_NAME, len(word) - 2):
            for part in (word[:cut], word[-cut:]):
                known = self.words.get(part)
                if known is not None and known.kind in (Kind.NAME, Kind.LOAN):
                    return True
        return False


def pairs_around(words: Sequence[str], known: Sequence[Word], index: int) -> list[tuple[str, str]]:
    """The pairs of the ambiguous word at `index`: with the kind of each neighbour (a capital), and with the neighbour.

    A pair of two ambiguous words is that of the left one.
    """
    word = words[index]
    pairs: list[tuple[str, str]]
    if index == 0:
        pairs = [(_BORDER, word)]
    else:
        before = known[index - 1].kind
        pairs = [(before, word)]
        if before is not Kind.BOTH:
            pairs.append((words[index - 1], word))
    if index + 1 == len(words):
        pairs.append((word, _BORDER))
    else:
        pairs += [(word, known[index + 1].kind), (word, words[index + 1])]
    return pairs


def read_model(path: Path) -> WordModel:
    """The model in `path`. Raises `LanguageModelError`."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            ngrams, scores, weights = (
                stored[name].astype(np.float32) * np.float32(stored[f"{name}_scale"]) for name in _WEIGHTS
            )
            kinds, words, pairs = (stored[name].tobytes().decode("ascii") for name in ("kinds", "words", "pairs"))
            by_value = {kind.value: kind for kind in Kind}
            known = {
                word: Word(by_value[kind], score)
                for word, kind, score in zip(words.split(), kinds, scores.tolist(), strict=True)
            }
            halves = pairs.split()
            beside = dict(zip(zip(halves[::2], halves[1::2], strict=True), weights.tolist(), strict=True))
    except (OSError, EOFError, KeyError, TypeError, ValueError, BadZipFile) as exc:
        raise LanguageModelError(f"{path} is missing or damaged; `git checkout` brings it back") from exc
    if ngrams.shape != (NGRAMS,):
        raise LanguageModelError(f"{path} has {ngrams.shape} weights of n-grams instead of {NGRAMS}")
    return WordModel(known, ngrams, beside)


def write_model(model: WordModel, path: Path) -> None:
    """Store `model`, its weights rounded to 8 bits; the same model gives the same arrays."""
    words, pairs = sorted(model.words), sorted(model.pairs)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "words": _packed(" ".join(words)),
        "kinds": _packed("".join(model.words[word].kind.value for word in words)),
        "pairs": _packed(" ".join(f"{left} {right}" for left, right in pairs)),
    }
    weights = (
        model.ngrams,
        np.array([model.words[word].score for word in words], dtype=np.float32),
        np.array([model.pairs[pair] for pair in pairs], dtype=np.float32),
    )
    for name, values in zip(_WEIGHTS, weights, strict=True):
        scale = np.float32(float(np.abs(values).max(initial=0.0)) / 127 or 1.0)
        arrays |= {name: np.rint(values / scale).astype(np.int8), f"{name}_scale": np.array(scale)}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _packed(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8)


@cache
def shipped_model() -> WordModel:
    """The model beside this file, read once. Raises `LanguageModelError`."""
    return read_model(_SHIPPED)
