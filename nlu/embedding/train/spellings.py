"""Batches that teach one thing: the same Urdu in both writings, told apart from what looks like it."""

import random
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from nlu.embedding.train.corpora import Row

NAMES = 0.5
"""Share of the batches made of one to four words (names, titles): there a sentence's sense gives no help."""
NEAREST = 0.5
"""Share of a batch of names, and of the batches of sentences, that the model at its start takes for one another."""
_NAMES_AT_ONCE = 160
_NAMES_NEAR = 16
_SENTENCES_AT_ONCE = 64
_SENTENCES_NEAR = 16
_LOOKED_AT = 6000
_MOST_WORDS = 40
_FEW_WORDS = 4

See = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""Unit vectors (texts, dimension) of texts."""


class Spellings:
    """Draws pairs (Urdu, Roman) whose neighbours in the batch are easily confused with them."""

    def __init__(
        self,
        rows: Sequence[Row],
        words: Sequence[str],
        romanise: Callable[[str], str],
        chance: random.Random,
        see: See | None = None,
    ) -> None:
        """`rows`: Urdu texts, with a person's Roman or without. `words`: Urdu words of the lexicon of spellings.

        `see` is the model's eye, by which texts are near one another; None: none are.
        """
        self._sentences = [row for row in rows if 3 <= len(row.urdu[0].split()) <= _MOST_WORDS]
        self._titles = [row for row in rows if len(row.urdu[0].split()) <= _FEW_WORDS]
        self._words, self._romanise, self._chance = list(words), romanise, chance
        self._short = [*self._titles, *(Row("words", (), (word,), ()) for word in words)]
        self._seen = (
            None if see is None else [see([row.urdu[0] for row in rows]) for rows in (self._short, self._sentences)]
        )

    def draw(self) -> list[tuple[str, str]]:
        """Distinct Urdu texts, each with a Roman spelling of it."""
        rows = self._names() if self._words and self._chance.random() < NAMES else self._alike()
        distinct = {row.urdu[0]: row for row in rows}
        return [(urdu, self._latin(row)) for urdu, row in distinct.items()]

    def _names(self) -> list[Row]:
        chance = self._chance
        near: list[Row] = []
        if self._seen is not None:
            near = self._nearest(self._short, self._seen[0], int(NEAREST * _NAMES_AT_ONCE), _NAMES_NEAR)
        left = _NAMES_AT_ONCE - len(near)
        titles = chance.sample(self._titles, min(left // 2, len(self._titles)))
        made = [
            Row("words", (), (" ".join(chance.choices(self._words, k=chance.choice((1, 1, 2, 2, 3)))),), ())
            for _ in range(left - len(titles))
        ]
        return [*near, *titles, *made]

    def _alike(self) -> list[Row]:
        """Sentences that the model confuses; or of about one length that begin or end alike: a list, a template."""
        chance = self._chance
        if self._seen is not None and chance.random() < NEAREST:
            return self._nearest(self._sentences, self._seen[1], _SENTENCES_AT_ONCE, _SENTENCES_NEAR)
        length = chance.randrange(4, 25)
        looked_at = chance.sample(self._sentences, min(_LOOKED_AT, len(self._sentences)))
        near = [row for row in looked_at if abs(len(row.urdu[0].split()) - length) <= 3]
        rows = near if len(near) >= 16 else looked_at
        backwards = chance.random() < 0.5
        rows.sort(key=lambda row: row.urdu[0].rstrip("۔ ")[::-1] if backwards else row.urdu[0])
        start = chance.randrange(max(1, len(rows) - _SENTENCES_AT_ONCE + 1))
        return rows[start : start + _SENTENCES_AT_ONCE]

    def _nearest(self, rows: Sequence[Row], vectors: npt.NDArray[np.float32], wanted: int, each: int) -> list[Row]:
        """Some rows, each with those nearest to it: `wanted` in all, `each` together."""
        places = self._chance.sample(range(len(rows)), min(len(rows), max(1, wanted // each)))
        scores = vectors[places] @ vectors.T
        count = min(each, len(rows))
        found = np.argpartition(-scores, count - 1, axis=1)[:, :count]
        return [rows[place] for place in found.ravel().tolist()]

    def _latin(self, row: Row) -> str:
        if row.roman and self._chance.random() < 0.7:
            return self._chance.choice(row.roman)
        return self._romanise(row.urdu[0])
