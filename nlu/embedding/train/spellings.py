"""Batches that teach one thing: the same Urdu in both writings, told apart from what looks like it."""

import random
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import torch

from nlu.embedding.train.corpora import Row

NAMES = 0.5
"""Share of the batches made of one to four words (names, titles): there a sentence's sense gives no help."""
NEAREST = 0.5
"""Share of a batch of names, and of the batches of sentences, that the model takes for one another, once asked."""
_NAMES_AT_ONCE = 1.25
_SENTENCES_AT_ONCE = 0.5
"""Pairs in a batch for each text of the recipe's `size`."""
NEAR = 16
"""How many that the model takes for one another stand together."""
_LOOKED_AT = 6000
_BLOCK = 1024
_MOST_WORDS = 40
_FEW_WORDS = 4

Nearest = Callable[[Sequence[str]], npt.NDArray[np.int32]]
"""The places (texts, count) of the texts nearest to each, itself among them."""


class Spellings:
    """Draws pairs (Urdu, Roman) whose neighbours in the batch are easily confused with them."""

    def __init__(
        self,
        rows: Sequence[Row],
        words: Sequence[str],
        romanise: Callable[[str], str],
        chance: random.Random,
        size: int = 128,
    ) -> None:
        """`rows`: Urdu texts, with a person's Roman or without. `words`: Urdu words of the lexicon of spellings.

        `size` is the recipe's.
        """
        self._sentences = [row for row in rows if 3 <= len(row.urdu[0].split()) <= _MOST_WORDS]
        self._titles = [row for row in rows if len(row.urdu[0].split()) <= _FEW_WORDS]
        self._words, self._romanise, self._chance = list(words), romanise, chance
        self._short = [*self._titles, *(Row("words", (), (word,), ()) for word in words)]
        self._names_at_once, self._sentences_at_once = int(size * _NAMES_AT_ONCE), int(size * _SENTENCES_AT_ONCE)
        self._nearest: list[npt.NDArray[np.int32]] | None = None

    def look(self, nearest: Nearest) -> None:
        """From here on, `NEAREST` of what is drawn stands beside what is nearest to it by the model's eye."""
        self._nearest = [nearest([row.urdu[0] for row in rows]) for rows in (self._short, self._sentences)]

    def draw(self) -> list[tuple[str, str]]:
        """Distinct Urdu texts, each with a Roman spelling of it."""
        rows = self._names() if self._words and self._chance.random() < NAMES else self._alike()
        distinct = {row.urdu[0]: row for row in rows}
        return [(urdu, self._latin(row)) for urdu, row in distinct.items()]

    def _names(self) -> list[Row]:
        chance = self._chance
        near: list[Row] = []
        if self._nearest is not None:
            near = self._together(self._short, self._nearest[0], int(NEAREST * self._names_at_once))
        left = max(0, self._names_at_once - len(near))
        titles = chance.sample(self._titles, min(left // 2, len(self._titles)))
        made = [
            Row("words", (), (" ".join(chance.choices(self._words, k=chance.choice((1, 1, 2, 2, 3)))),), ())
            for _ in range(left - len(titles))
        ]
        return [*near, *titles, *made]

    def _alike(self) -> list[Row]:
        """Sentences that the model confuses; or of about one length that begin or end alike: a list, a template."""
        chance = self._chance
        if self._nearest is not None and chance.random() < NEAREST:
            return self._together(self._sentences, self._nearest[1], self._sentences_at_once)
        length = chance.randrange(4, 25)
        looked_at = chance.sample(self._sentences, min(_LOOKED_AT, len(self._sentences)))
        near = [row for row in looked_at if abs(len(row.urdu[0].split()) - length) <= 3]
        rows = near if len(near) >= 16 else looked_at
        backwards = chance.random() < 0.5
        rows.sort(key=lambda row: row.urdu[0].rstrip("۔ ")[::-1] if backwards else row.urdu[0])
        start = chance.randrange(max(1, len(rows) - self._sentences_at_once + 1))
        return rows[start : start + self._sentences_at_once]

    def _together(self, rows: Sequence[Row], nearest: npt.NDArray[np.int32], wanted: int) -> list[Row]:
        """Some rows, each with those nearest to it: `wanted` in all."""
        places = self._chance.sample(range(len(rows)), min(len(rows), max(1, wanted // nearest.shape[1])))
        return [rows[place] for place in nearest[places].ravel().tolist()]

    def _latin(self, row: Row) -> str:
        if row.roman and self._chance.random() < 0.7:
            return self._chance.choice(row.roman)
        return self._romanise(row.urdu[0])


def neighbours(vectors: torch.Tensor, count: int) -> npt.NDArray[np.int32]:
    """The places (n, at most `count`) of the vectors nearest to each of the unit `vectors` (n, dimension)."""
    count = min(count, len(vectors))
    found = [(block @ vectors.T).topk(count).indices.int().cpu() for block in torch.split(vectors, _BLOCK)]
    return np.asarray(torch.cat(found).numpy(), dtype=np.int32)
