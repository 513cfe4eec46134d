"""Train the word model: `python -m nlu.language_model.train --data DIR`. Half a minute on one core; repeatable.

Messages are cut into fragments of one to twelve words, because that is what citizens send, and a logistic model
is fitted with AdaGrad. Loan words end up neutral by themselves: they stand in the texts of both languages.
"""

import argparse
import logging
import random
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nlu.language_model.corpora import Corpora, read_corpora
from nlu.language_model.features import BUCKETS, latin_words, word_features
from nlu.language_model.model import WordModel, write_model

_log = logging.getLogger(__name__)

_EPOCHS, _BATCH, _RATE, _PENALTY = 6, 512, 0.25, 1e-5
_FRAGMENTS_OF_A_TEXT = 3
# Greetings and short answers that the sources hardly have; each counts like forty rows.
_GREETINGS = {
    0: "hi|hello|hey|hi there|hello there|thanks|thank you|ok|okay|yes|no|bye|goodbye|good morning",
    1: "salam|salaam|slam|assalam o alaikum|assalamualaikum|aoa|asalam alikum|walaikum salam|ws|w salam|ji|jee|"
    "ji haan|haan|han ji|nahi|shukriya|meharbani|khuda hafiz|allah hafiz|theek hai|thik h|acha|jazakallah|g han",
}
_GREETING_WEIGHT = 40
# Said in every language here.
_NEUTRAL = frozenset({"please", "plz", "pls", "sir"})
_LONGEST_FRAGMENT = 12


def fragments(corpora: Corpora, seed: int = 7) -> list[tuple[list[str], int]]:
    """Training messages as (words, 1 for Roman Urdu and 0 for English), shuffled."""
    chance = random.Random(seed)  # noqa: S311  # not for security
    made: list[tuple[list[str], int]] = []
    for label, texts in ((0, corpora.english), (1, corpora.roman)):
        for text in texts:
            if not text:
                continue
            made.append((text[:40], label))
            for _ in range(_FRAGMENTS_OF_A_TEXT):
                length = chance.randint(1, _LONGEST_FRAGMENT)
                start = chance.randrange(max(1, len(text) - length + 1))
                made.append((text[start : start + length], label))
    for label, terms in ((0, corpora.glossary_english), (1, corpora.glossary_roman)):
        made += [(term, label) for term in terms if term] * 2
    spellings = chance.sample(corpora.spellings, min(40_000, len(corpora.spellings)))
    made += [([word], 1) for word in spellings]
    # As many single English words, so that single words are told apart by their letters, not by how many.
    vocabulary = sorted({word for text in corpora.english for word in text if len(word) > 1} | set(corpora.dictionary))
    made += [([word], 0) for word in chance.choices(vocabulary, k=len(spellings))]
    for label, greetings in _GREETINGS.items():
        made += [(latin_words(greeting), label) for greeting in greetings.split("|")] * _GREETING_WEIGHT
    chance.shuffle(made)
    return made


def fit(messages: list[tuple[list[str], int]]) -> tuple[npt.NDArray[np.float32], float]:
    """Weights, shape (BUCKETS,), and bias of the logistic model; the loss is averaged over messages."""
    kept: dict[str, tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]] = {}
    for words, _ in messages:
        for word in words:
            if word not in kept:
                features = word_features(word)
                values = np.full(len(features), 1 / np.sqrt(len(features) - 1), dtype=np.float32)
                values[0] = 1.0
                kept[word] = (features, values)
    weights = np.zeros(BUCKETS)
    squares = np.full(BUCKETS, 1e-6)
    bias = 0.0
    for epoch in range(_EPOCHS):
        loss = 0.0
        for start in range(0, len(messages), _BATCH):
            batch = messages[start : start + _BATCH]
            parts = [kept[word] for words, _ in batch for word in words]
            sizes = [sum(len(kept[word][0]) for word in words) for words, _ in batch]
            features = np.concatenate([part[0] for part in parts])
            values = np.concatenate([part[1] for part in parts])
            rows = np.repeat(np.arange(len(batch)), sizes)
            truth = np.array([label for _, label in batch], dtype=np.float64)
            scores = np.bincount(rows, weights[features] * values, minlength=len(batch)) + bias
            guessed = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
            loss -= float(np.sum(np.log(np.where(truth > 0, guessed, 1 - guessed) + 1e-12)))
            error = (guessed - truth) / len(batch) * 64
            gradient = np.bincount(features, error[rows] * values, minlength=BUCKETS) + _PENALTY * 64 * weights
            squares += gradient**2
            weights -= _RATE * gradient / np.sqrt(squares)
            bias -= 0.01 * float(error.mean())
        _log.info("epoch %d: loss %.4f a message", epoch + 1, loss / len(messages))
    return weights.astype(np.float32), bias


def word_lists(corpora: Corpora) -> dict[str, frozenset[str]]:
    """The word lists of the model (see `WordModel`), each word in one list at most.

    A word that is spelt alike in both languages (main, log, are, to) is in none: it says nothing.
    """
    english = Counter(word for text in corpora.english for word in text)
    roman = Counter(word for text in corpora.roman for word in text)
    ratio = sum(english.values()) / max(1, sum(roman.values()))
    terms = {word for form in corpora.glossary_english for word in form}
    roman_terms = {word for form in corpora.glossary_roman for word in form}
    dictionary, spellings = set(corpora.dictionary), set(corpora.spellings)
    greetings = {label: {word for word in latin_words(texts) if len(word) > 1} for label, texts in _GREETINGS.items()}
    lists: dict[str, set[str]] = {"shared": set(), "urdu": set(), "english": set()}
    known = english.keys() | roman.keys() | dictionary | roman_terms | corpora.loans | _NEUTRAL
    for word in known.union(*greetings.values()):
        # How often the word is Roman Urdu for each time that it is English.
        odds = (roman[word] * ratio + 0.1) / (english[word] + 0.1)
        is_english = word in dictionary or word in terms or english[word] >= 5
        is_urdu = word in spellings or word in roman_terms or roman[word] >= 3
        if word in greetings[0] | greetings[1]:
            lists["english" if word in greetings[0] else "urdu"].add(word)
        elif word in _NEUTRAL or (word in corpora.loans and odds < 200):
            lists["shared"].add(word)
        elif len(word) == 1 or (is_english and word in spellings and odds > 0.1):
            continue
        elif is_english and (odds < 0.5 or word not in spellings):
            lists["english"].add(word)
        elif is_urdu and odds > 10:
            lists["urdu"].add(word)
    return {name: frozenset(words) for name, words in lists.items()}


def main() -> None:
    """Read the data, fit, write `words.npz` beside this file (or where `--out` says)."""
    parser = argparse.ArgumentParser(prog="python -m nlu.language_model.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and domain/")
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("words.npz"))
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    corpora = read_corpora(arguments.data)
    messages = fragments(corpora)
    _log.info("%d messages", len(messages))
    weights, bias = fit(messages)
    lists = word_lists(corpora)
    write_model(WordModel(weights, bias, lists["shared"], lists["urdu"], lists["english"]), arguments.out)
    _log.info("%s: %d bytes", arguments.out, arguments.out.stat().st_size)


if __name__ == "__main__":
    main()
