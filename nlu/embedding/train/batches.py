"""Endless, seeded training batches: which texts, and what their vectors should be."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from nlu.embedding.train.corpora import Corpora, Paraphrases, Row
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.romanise import Romaniser, with_typing_noise

_AT_ONCE = 8
"""Batches cut from one sorted draw, so that the texts of a batch have similar length."""
_SOURCE_WEIGHTS = {
    "sentences-daily": 2.0,
    "sentences-news": 1.5,
    "ipc_sent": 0.8,
    "quran_tri_en_ur": 0.4,
    "hinglish_dstc2": 0.5,
    "umc005_bible": 0.3,
    "umc005_quran": 0.3,
    "quran_tri_en_ro": 0.3,
}
_OTHERS = 1024
"""Vectors of other rows, beside those of the batch, that a text's own must be picked from."""


@dataclass(frozen=True)
class Distil:
    """Texts (n), their wanted vectors (n, dimension), and others (m, dimension) to be far from."""

    texts: list[str]
    targets: npt.NDArray[np.float32]
    others: npt.NDArray[np.float32]


@dataclass(frozen=True)
class Contrast:
    """`first[i]` and `second[i]` mean the same.

    Where `hard` is empty all other pairs are negatives; otherwise only the texts `hard[i]` are.
    """

    first: list[str]
    second: list[str]
    hard: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Rows and the teacher's vector of each, (rows, dimension)."""

    rows: Sequence[Row]
    vectors: npt.NDArray[np.float32]


class Batches:
    """Draws batches from `corpora`; the same seed draws the same ones."""

    def __init__(
        self,
        corpora: Corpora,
        teach: Callable[[Sequence[Row]], npt.NDArray[np.float32]],
        romaniser: Romaniser,
        recipe: Recipe,
        loanwords: Sequence[Row] = (),
    ) -> None:
        """`teach` gives the teacher's vectors (rows, dimension) of rows that have English."""
        self._romaniser, self._chance = romaniser, random.Random(recipe.seed)
        self._size, self._noise, self._shares = recipe.size, recipe.noise, recipe.shares()
        groups = [_as_row(group) for group in corpora.paraphrases]
        asked = [row for pair in corpora.questions for row in pair]
        words = _merged(corpora.words)
        self._tables = {
            "sentences": Table(corpora.sentences, teach(corpora.sentences)),
            "domain": (domain := Table(rows := [*corpora.domain, *asked, *groups], teach(rows))),
            "words": Table(rows := [*corpora.glossary, *loanwords, *words], teach(rows)),
        }
        self._domain = domain
        share = 0.6 * len(words) / len(corpora.glossary)
        self._weights = {
            "sentences": [_SOURCE_WEIGHTS.get(row.source, 1.0) for row in corpora.sentences],
            "domain": [3.0 if row.source == "paraphrases" else 1.0 for row in domain.rows],
            "words": [share if row.source == "glossary" else 3.0 if row.source == "loanwords" else 1.0 for row in rows],
        }
        self._questions, self._paraphrases, self._passages = corpora.questions, corpora.paraphrases, corpora.passages
        self._spelt = [
            *corpora.spellings,
            *(Row("wiki", (), (t,), ()) for t in corpora.urdu_text if 3 <= len(t.split()) <= 40),
        ]

    def __iter__(self) -> Iterator[Distil | Contrast]:
        waiting: dict[str, list[Distil]] = {name: [] for name in self._tables}
        while True:
            kind = self._chance.choices(list(self._shares), list(self._shares.values()))[0]
            if kind in self._tables:
                if not waiting[kind]:
                    waiting[kind] = self._distil(kind)
                yield waiting[kind].pop()
            elif kind == "paraphrases":
                yield self._grouped()
            elif kind == "questions":
                yield self._asked()
            elif kind == "passages" and self._passages:
                yield self._found()
            else:
                yield self._spellings()

    def _distil(self, kind: str) -> list[Distil]:
        table, chance = self._tables[kind], self._chance
        drawn = chance.choices(range(len(table.rows)), self._weights[kind], k=self._size * _AT_ONCE)
        rendered = sorted(((self._render(table.rows[n]), n) for n in drawn), key=lambda pair: len(pair[0].split()))
        batches = []
        for start in range(0, len(rendered), self._size):
            part = rendered[start : start + self._size]
            others = chance.sample(range(len(table.rows)), min(_OTHERS, len(table.rows)))
            batches.append(
                Distil([text for text, _ in part], table.vectors[[n for _, n in part]], table.vectors[others])
            )
        chance.shuffle(batches)
        return batches

    def _render(self, row: Row) -> str:
        chance = self._chance
        kind = chance.random()
        if kind < 0.13 or not (row.urdu or row.roman):
            return chance.choice(row.english)
        if row.urdu and (kind < 0.48 or (not row.roman and kind < 0.56)):
            return self._typed_urdu(chance.choice(row.urdu))
        if row.roman and (kind < 0.9 or not row.urdu):
            text = chance.choice(row.roman)
            return with_typing_noise(text, chance, self._noise) if chance.random() < 0.5 else text
        return self._typed_roman(chance.choice(row.urdu))

    def _typed_urdu(self, text: str) -> str:
        if self._chance.random() < 0.2:
            text = text.replace("آ", "ا") if self._chance.random() < 0.5 else text.rstrip("۔؟!?. ")
        return text

    def _typed_roman(self, urdu: str) -> str:
        text = self._romaniser.sentence(urdu, self._chance)
        return with_typing_noise(text, self._chance, self._noise) if self._chance.random() < 0.5 else text

    def _grouped(self) -> Contrast:
        groups = self._chance.sample(self._paraphrases, 24)
        pairs = [self._chance.sample(group.same, 2) for group in groups]
        hard = [[text for _, text in group.near] for group in groups]
        return Contrast([self._either(*a) for a, _ in pairs], [self._either(*b) for _, b in pairs], hard)

    def _either(self, language: str, text: str) -> str:
        if language == "ur-Latn" and self._chance.random() < 0.4:
            return with_typing_noise(text, self._chance, self._noise)
        if language == "ur" and self._chance.random() < 0.25:
            return self._typed_roman(text)
        return text

    def _asked(self) -> Contrast:
        pairs = self._chance.sample(self._questions, 48)
        return Contrast(
            [self._render(question) for question, _ in pairs], [self._render(answer) for _, answer in pairs]
        )

    def _found(self) -> Contrast:
        pairs = self._chance.sample(self._passages, 24)
        return Contrast([question for question, _ in pairs], [passage for _, passage in pairs])

    def _spellings(self) -> Contrast:
        length = self._chance.randrange(4, 25)
        looked_at = self._chance.sample(self._spelt, min(1500, len(self._spelt)))
        near = [row for row in looked_at if abs(len(row.urdu[0].split()) - length) <= 3]
        rows = near[:48] if len(near) >= 16 else self._chance.sample(self._spelt, 48)
        return Contrast([row.urdu[0] for row in rows], [self._latin(row) for row in rows])

    def _latin(self, row: Row) -> str:
        if row.roman and self._chance.random() < 0.7:
            return row.roman[0]
        return self._typed_roman(row.urdu[0])


def _as_row(group: Paraphrases) -> Row:
    english, urdu, roman = (
        tuple(text for language, text in group.same if language == wanted) for wanted in ("en", "ur", "ur-Latn")
    )
    return Row("paraphrases", english, urdu, roman)


def _merged(words: Sequence[Row]) -> list[Row]:
    """Dictionary rows, one for each English word with all its translations; the noisiest are dropped."""
    found: dict[str, set[str]] = {}
    for row in words:
        found.setdefault(row.english[0].lower(), set()).update(row.urdu)
    return [Row("words", (word,), tuple(sorted(urdu)), ()) for word, urdu in found.items() if len(urdu) <= 6]
