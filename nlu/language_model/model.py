"""The runtime of the word model: how much a word speaks for Roman Urdu and against English."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from nlu.language_model.features import BUCKETS, word_features
from nlu.listed import listed

_SHIPPED = Path(__file__).with_name("words.npz")
# A long word of no list is mostly a name or a new spelling; its letters alone must not outvote a known word.
_MOST_OF_A_STRANGER = 0.8
# The words that make a sentence English. Other English words stand in Roman Urdu sentences too ("alarm set karo").
_ENGLISH_FRAME = listed(
    """a an the this that these those there here me my your his her its our their i you we they it what when where which
    who why how is am are was were be been being do does did have has had can could will would shall should may must
    of to for from with without on at by as into about if but because and not any some please tell want need get got
    much many long im ive dont didnt cant whats
    """
)
_MOST_WORDS_KEPT = 50_000


class LanguageModelError(Exception):
    """The shipped word model is missing or damaged; the message names the file."""


@dataclass(frozen=True)
class WordModel:
    """A logistic model over hashed word features, and lists of words that tell a mixed message.

    `weights`: float32, shape (BUCKETS,). `bias`: the log-odds of Roman Urdu for a text without words. `shared`:
    English words that Urdu has borrowed (passport, fee, form). `urdu` and `english`: words of one language only.
    """

    weights: npt.NDArray[np.float32]
    bias: float
    shared: frozenset[str]
    urdu: frozenset[str]
    english: frozenset[str]
    _scores: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def score(self, word: str) -> float:
        """The log-odds, natural logarithm, that the lower-case `word` adds for Roman Urdu over English.

        The word lists bound what the model says: a loan word never speaks for Roman Urdu and hardly for English.
        """
        found = self._scores.get(word)
        if found is None:
            features = word_features(word)
            # The word itself counts whole; its n-grams share one vote, so that long words do not shout.
            ngrams = self.weights[features[1:]]
            found = float(self.weights[features[0]] + ngrams.sum() / np.sqrt(len(ngrams)))
            if word in self.shared:
                found = min(0.0, max(-0.1, found))
            elif word in self.english:
                found = min(-0.3, found if word in _ENGLISH_FRAME else max(-1.5, found))
            elif word in self.urdu:
                found = max(0.3, found)
            elif word in _ENGLISH_FRAME:
                found = min(0.5, found)
            elif len(word) > 3:
                found = min(_MOST_OF_A_STRANGER, max(-_MOST_OF_A_STRANGER, found))
            if len(self._scores) >= _MOST_WORDS_KEPT:
                self._scores.clear()
            self._scores[word] = found
        return found


def read_model(path: Path) -> WordModel:
    """The model in `path`. Raises `LanguageModelError`."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            weights = stored["weights"].astype(np.float32) * np.float32(stored["scale"])
            shared, urdu, english = (
                frozenset(stored[name].tobytes().decode("ascii").split()) for name in ("shared", "urdu", "english")
            )
            bias = float(stored["bias"])
    except (OSError, EOFError, KeyError, TypeError, ValueError, BadZipFile) as exc:
        raise LanguageModelError(f"{path} is missing or damaged; `git checkout` brings it back") from exc
    if weights.shape != (BUCKETS,):
        raise LanguageModelError(f"{path} has {weights.shape} weights instead of {BUCKETS}")
    return WordModel(weights, bias, shared, urdu, english)


def write_model(model: WordModel, path: Path) -> None:
    """Store `model`, its weights rounded to 8 bits; the same model gives the same arrays."""
    scale = float(np.abs(model.weights).max()) / 127 or 1.0
    np.savez_compressed(
        path,
        weights=np.rint(model.weights / scale).astype(np.int8),
        scale=np.float32(scale),
        bias=np.float32(model.bias),
        shared=_packed(model.shared),
        urdu=_packed(model.urdu),
        english=_packed(model.english),
    )


def _packed(words: frozenset[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(" ".join(sorted(words)).encode("ascii"), dtype=np.uint8)


@cache
def shipped_model() -> WordModel:
    """The model beside this file, read once. Raises `LanguageModelError`."""
    return read_model(_SHIPPED)
