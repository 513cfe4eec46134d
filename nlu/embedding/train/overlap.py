"""Keep what is measured out of what is learnt: texts of evaluation files are dropped from training rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlu.embedding.train.files import lines, objects, rows, table

NEAR = 0.75
"""Share of distinct words (of both) that makes an English sentence a near-duplicate of a measured one."""
_NOT_LETTERS = re.compile(r"[\W_]+")
_FEW = 4
"""Sentences of fewer words are near-duplicates only when equal: `I am tired` shares most words with much."""


def key(text: str) -> str:
    """The letters and digits of `text` in lower case: equal for texts that differ in spaces and signs alone."""
    return _NOT_LETTERS.sub("", text.lower())


class Measured:
    """The texts of an evaluation folder."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys: set[str] = set()
        self._words: list[frozenset[str]] = []
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for text in texts:
            found = key(text)
            if not found or found in self._keys:
                continue
            self._keys.add(found)
            words = _words(text)
            if len(words) >= _FEW and text.isascii():
                for word in words:
                    self._by_word[word].append(len(self._words))
                self._words.append(words)

    def holds(self, text: str) -> bool:
        """Whether `text` stands in an evaluation file, spaces and signs aside."""
        return key(text) in self._keys

    def resembles(self, text: str) -> bool:
        """Whether `text` stands there or shares `NEAR` of its distinct words with an English text there."""
        if self.holds(text):
            return True
        words = _words(text)
        if len(words) < _FEW:
            return False
        rare = sorted(words, key=lambda word: len(self._by_word.get(word, ())))
        # One that shares NEAR of the words of both has at least one of any (1 - NEAR) of ours and one more.
        looked = rare[: int(len(words) * (1 - NEAR)) + 1]
        near = {number for word in looked for number in self._by_word.get(word, ())}
        return any(len(words & self._words[n]) >= NEAR * len(words | self._words[n]) for n in near)


def read_measured(folder: Path) -> Measured:
    """All texts of the evaluation folder (see the data's README). Raises `CorpusError`."""
    return Measured(_texts(folder))


def _words(text: str) -> frozenset[str]:
    return frozenset(_NOT_LETTERS.sub(" ", text.lower()).split())


def _texts(folder: Path) -> Iterator[str]:
    for name in ("tatoeba_en_ur.tsv", "ntrex_en_ur.tsv", "dakshina_test.tsv.gz"):
        for fields in rows(folder / name, 2):
            yield from fields
    for row in table(folder / "xnli_roman.tsv", ("en", "ur")):
        yield from (row["en"], row["ur"])
    # Its train and validation parts fit the probe's classifier and are in train_pairs too; only test is measured.
    for fields in rows(folder / "hinglish_top_test.tsv.gz", 4):
        yield from fields[2:]
    for fields in rows(folder / "uqa_dev_questions.tsv.gz", 3):
        yield fields[2]
    for fields in rows(folder / "uqa_dev_passages.tsv.gz", 2):
        yield fields[1]
    for path in sorted((folder / "sib200").glob("*.tsv")):
        for row in table(path, ("text",)):
            yield row["text"]
    for _, passage in objects(folder / "belebele_eng.jsonl.gz"):
        yield passage["text"]
        yield from (item["question"] for item in passage["items"])


def without_measured(path: Path, measured: Measured) -> list[str]:
    """The lines of `path` that do not stand in an evaluation file."""
    return [line for line in lines(path) if line and not measured.holds(line)]
