"""Train the word model: `python -m nlu.language_model.train --data DIR`. Two minutes on one core; repeatable.

Messages are cut into fragments of one to twelve words, because that is what citizens send, and a logistic model
is fitted with AdaGrad. Some fragments get a foreign word (an English noun in Roman Urdu, a name in English), so that
the frame decides; known words are sometimes seen by their letters only, so that strangers are judged fairly.
"""

import argparse
import logging
import random
from collections import Counter
from math import sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.language_model.corpora import Corpora, read_corpora, texts_of
from nlu.language_model.features import NGRAMS, latin_words, ngram_features
from nlu.language_model.kinds import ENGLISH_GREETINGS, URDU_GREETINGS, word_kinds
from nlu.language_model.model import Kind, Word, WordModel, pairs_around, write_model

_log = logging.getLogger(__name__)

_EPOCHS, _BATCH, _RATE, _PENALTY = 6, 512, 0.25, 1e-5
_FRAGMENTS_OF_A_TEXT = 3
_LONGEST_FRAGMENT = 12
_PLACES_OF_A_TEXT = (3, 8)
_SINGLE_WORDS = 40_000
_GREETING_WEIGHT = 40
_WITH_A_FOREIGN_WORD = (0.3, 0.5)
_BY_LETTERS = 0.25
_LEAST_PAIRS = 12
"""Messages in which two neighbours stand, for the pair to be learned by itself."""
_NONE = Word(Kind.STRANGER, 0.0)
_LOAN_SCORE = -0.03
_LEAST = 0.2
"""What a word of one language's list says for it at least."""

Message = tuple[list[str], int]
"""Words, and 1 for Roman Urdu or 0 for English."""


def fragments(corpora: Corpora, kinds: dict[str, Kind], seed: int = 7) -> list[Message]:
    """Training messages, shuffled."""
    chance = random.Random(seed)  # noqa: S311  # not for security
    made: list[Message] = []
    for label, texts in ((0, corpora.english), (1, corpora.roman)):
        foreign = _foreign_words(corpora, kinds, label)
        for text in texts:
            if not text:
                continue
            made.append((text[:40], label))
            for _ in range(_FRAGMENTS_OF_A_TEXT):
                length = chance.randint(1, _LONGEST_FRAGMENT)
                start = chance.randrange(max(1, len(text) - length + 1))
                words = text[start : start + length]
                if foreign and len(words) > 2 and chance.random() < _WITH_A_FOREIGN_WORD[label]:
                    words = list(words)
                    for _ in range(chance.randint(1, len(words) // (2 if label else 3))):
                        words[chance.randrange(len(words))] = chance.choice(foreign)
                made.append((words, label))
            made += [(near, label) for near in _around_words_of_both(text, kinds, _PLACES_OF_A_TEXT[label], chance)]
    for label, terms in ((0, corpora.glossary_english), (1, corpora.glossary_roman)):
        made += [(term, label) for term in terms if term] * 2
    spellings = chance.sample(corpora.spellings, min(_SINGLE_WORDS, len(corpora.spellings)))
    made += [([word], 1) for word in spellings]
    # As many single English words, so that single words are told apart by their letters, not by how many.
    vocabulary = sorted({word for text in corpora.english for word in text if len(word) > 1} | set(corpora.dictionary))
    made += [([word], 0) for word in chance.choices(vocabulary, k=len(spellings))]
    for label, greetings in ((0, ENGLISH_GREETINGS), (1, URDU_GREETINGS)):
        made += [(latin_words(greeting), label) for greeting in greetings.split("|")] * _GREETING_WEIGHT
    chance.shuffle(made)
    return made


def _around_words_of_both(text: list[str], kinds: dict[str, Kind], most: int, chance: random.Random) -> list[list[str]]:
    """Two to four words around some of a text's words of both languages: where neighbours must tell."""
    places = [index for index, word in enumerate(text) if kinds.get(word) is Kind.BOTH]
    near = []
    for place in chance.sample(places, min(most, len(places))):
        length = chance.randint(2, 4)
        start = max(0, place - chance.randrange(length))
        near.append(text[start : start + length])
    return near


def _foreign_words(corpora: Corpora, kinds: dict[str, Kind], label: int) -> list[str]:
    """Words of the other language to drop into a sentence of this one: longer ones, by how often they occur."""
    texts, kind = (corpora.english, Kind.ENGLISH) if label else (corpora.roman, Kind.URDU)
    counts = Counter(word for text in texts for word in text if len(word) > 4 and kinds.get(word) is kind)
    return sorted(word for word, count in counts.items() for _ in range(min(count, 5)))


class _Features:
    """Feature numbers and values of words and messages: n-grams, then known words, then pairs."""

    def __init__(self, kinds: dict[str, Kind], messages: list[Message]) -> None:
        self.kinds = kinds
        self.words = sorted(word for word, kind in kinds.items() if kind not in (Kind.LOAN, Kind.NAME))
        self.numbers = {word: NGRAMS + number for number, word in enumerate(self.words)}
        self._letters: dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]] = {}
        self._known = {word: Word(kind, 0.0) for word, kind in kinds.items()}
        counts = Counter(pair for words, _ in messages for pair in self._pairs(words, self.known(words)))
        pairs = sorted(pair for pair, count in counts.items() if count >= _LEAST_PAIRS)
        self.pairs = {pair: NGRAMS + len(self.words) + number for number, pair in enumerate(pairs)}
        self.size = NGRAMS + len(self.words) + len(self.pairs)

    def known(self, words: list[str]) -> list[Word]:
        """What is known of each word, without scores."""
        return [self._known.get(word, _NONE) for word in words]

    @staticmethod
    def _pairs(words: list[str], known: list[Word]) -> list[tuple[str, str]]:
        both = (index for index, word in enumerate(known) if word.kind is Kind.BOTH)
        return [pair for index in both for pair in pairs_around(words, known, index)]

    def letters(self, word: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The n-grams of a word, which share one vote, so that long words do not shout."""
        if word not in self._letters:
            features = np.array(ngram_features(word), dtype=np.int64)
            self._letters[word] = features, np.full(len(features), 1 / sqrt(len(features)), dtype=np.float32)
        return self._letters[word]

    def message(
        self, words: list[str], chance: random.Random
    ) -> tuple[list[npt.NDArray[np.int64]], list[npt.NDArray[np.float32]], list[int]]:
        """The n-grams of its words, their values, and its features of value 1."""
        known = self.known(words)
        letters: list[npt.NDArray[np.int64]] = []
        values: list[npt.NDArray[np.float32]] = []
        whole: list[int] = []
        for word, found in zip(words, known, strict=True):
            if found.kind in (Kind.LOAN, Kind.NAME):
                continue
            features, shares = self.letters(word)
            letters.append(features)
            values.append(shares)
            if word in self.numbers and chance.random() >= _BY_LETTERS:
                whole.append(self.numbers[word])
        whole += [self.pairs[pair] for pair in self._pairs(words, known) if pair in self.pairs]
        return letters, values, whole


def fit(messages: list[Message], kinds: dict[str, Kind], seed: int = 7) -> WordModel:
    """The logistic model; the loss is averaged over messages."""
    chance = random.Random(seed)  # noqa: S311  # not for security
    space = _Features(kinds, messages)
    weights = np.zeros(space.size)
    squares = np.full(space.size, 1e-6)
    for epoch in range(_EPOCHS):
        loss = 0.0
        for start in range(0, len(messages), _BATCH):
            batch = messages[start : start + _BATCH]
            features: list[npt.NDArray[np.int64]] = []
            values: list[npt.NDArray[np.float32]] = []
            sizes = []
            for words, _ in batch:
                letters, shares, whole = space.message(words, chance)
                features += [*letters, np.array(whole, dtype=np.int64)]
                values += [*shares, np.ones(len(whole), dtype=np.float32)]
                sizes.append(sum(map(len, letters)) + len(whole))
            parts = (np.concatenate(features), np.concatenate(values), np.repeat(np.arange(len(batch)), sizes))
            loss += _step(weights, squares, parts, np.array([label for _, label in batch], dtype=np.float64))
        _log.info("epoch %d: loss %.4f a message", epoch + 1, loss / len(messages))
    return _model(weights.astype(np.float32), space)


def _step(
    weights: npt.NDArray[np.float64],
    squares: npt.NDArray[np.float64],
    parts: tuple[npt.NDArray[np.int64], npt.NDArray[np.float32], npt.NDArray[np.int64]],
    truth: npt.NDArray[np.float64],
) -> float:
    """One step of AdaGrad on `weights` and `squares`; the loss of the batch before it.

    `parts`: the features of all messages one after another, their values, and the message of each.
    """
    features, values, rows = parts
    scores = np.bincount(rows, weights[features] * values, minlength=len(truth))
    guessed = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    error = (guessed - truth) / len(truth) * 64
    gradient = np.bincount(features, error[rows] * values, minlength=len(weights)) + _PENALTY * 64 * weights
    squares += gradient**2
    weights -= _RATE * gradient / np.sqrt(squares)
    return -float(np.sum(np.log(np.where(truth > 0, guessed, 1 - guessed) + 1e-12)))


def _model(weights: npt.NDArray[np.float32], space: _Features) -> WordModel:
    words: dict[str, Word] = {}
    for word, kind in space.kinds.items():
        score = 0.0 if kind is Kind.NAME else _LOAN_SCORE
        if word in space.numbers:
            features, values = space.letters(word)
            score = float(weights[space.numbers[word]] + weights[features] @ values)
        if kind is Kind.URDU:
            score = max(_LEAST, score)
        elif kind is Kind.ENGLISH:
            score = min(-_LEAST, score)
        words[word] = Word(kind, score)
    return WordModel(words, weights[:NGRAMS], {pair: float(weights[number]) for pair, number in space.pairs.items()})


def main() -> None:
    """Read the data, fit, write `words.npz` beside this file (or where `--out` says)."""
    parser = argparse.ArgumentParser(prog="python -m nlu.language_model.train", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with train/, domain/ and, to be left out, eval/"
    )
    parser.add_argument("--rows", type=Path, help="folder with sentences-*.tsv: en, ur, roman")
    parser.add_argument("--leave-out", type=Path, help="one more folder of evaluation tables")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("words.npz"))
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    held_out = texts_of([folder for folder in (arguments.data / "eval", arguments.leave_out) if folder is not None])
    corpora = read_corpora(arguments.data, arguments.rows, held_out)
    kinds = word_kinds(corpora)
    messages = fragments(corpora, kinds)
    _log.info("%d messages, %s", len(messages), dict(Counter(kind.name.lower() for kind in kinds.values())))
    write_model(fit(messages, kinds), arguments.out)
    _log.info("%s: %d bytes", arguments.out, arguments.out.stat().st_size)


if __name__ == "__main__":
    main()
