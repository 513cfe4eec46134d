"""Batches that teach one thing: the same Urdu in both writings, told apart from what looks like it."""

import random
from collections.abc import Callable, Sequence

from nlu.embedding.train.corpora import Row

NAMES = 0.5
"""Share of the batches made of one to four words (names, titles): there a sentence's sense gives no help."""
_NAMES_AT_ONCE = 160
_SENTENCES_AT_ONCE = 64
_LOOKED_AT = 6000
_MOST_WORDS = 40
_FEW_WORDS = 4


class Spellings:
    """Draws pairs (Urdu, Roman) whose neighbours in the batch are easily confused with them."""

    def __init__(
        self,
        rows: Sequence[Row],
        words: Sequence[str],
        romanise: Callable[[str], str],
        chance: random.Random,
    ) -> None:
        """`rows`: Urdu texts, with a person's Roman or without. `words`: Urdu words of the lexicon of spellings."""
        self._sentences = [row for row in rows if 3 <= len(row.urdu[0].split()) <= _MOST_WORDS]
        self._titles = [row for row in rows if len(row.urdu[0].split()) <= _FEW_WORDS]
        self._words, self._romanise, self._chance = list(words), romanise, chance

    def draw(self) -> list[tuple[str, str]]:
        """Distinct Urdu texts, each with a Roman spelling of it."""
        rows = self._names() if self._words and self._chance.random() < NAMES else self._alike()
        distinct = {row.urdu[0]: row for row in rows}
        return [(urdu, self._latin(row)) for urdu, row in distinct.items()]

    def _names(self) -> list[Row]:
        chance = self._chance
        titles = chance.sample(self._titles, min(_NAMES_AT_ONCE // 2, len(self._titles)))
        made = [
            Row("words", (), (" ".join(chance.choices(self._words, k=chance.choice((1, 1, 2, 2, 3)))),), ())
            for _ in range(_NAMES_AT_ONCE - len(titles))
        ]
        return [*titles, *made]

    def _alike(self) -> list[Row]:
        """Sentences of about one length that begin or end alike: rows of a list, of a template, of one subject."""
        chance = self._chance
        length = chance.randrange(4, 25)
        looked_at = chance.sample(self._sentences, min(_LOOKED_AT, len(self._sentences)))
        near = [row for row in looked_at if abs(len(row.urdu[0].split()) - length) <= 3]
        rows = near if len(near) >= 16 else looked_at
        backwards = chance.random() < 0.5
        rows.sort(key=lambda row: row.urdu[0].rstrip("۔ ")[::-1] if backwards else row.urdu[0])
        start = chance.randrange(max(1, len(rows) - _SENTENCES_AT_ONCE + 1))
        return rows[start : start + _SENTENCES_AT_ONCE]

    def _latin(self, row: Row) -> str:
        if row.roman and self._chance.random() < 0.7:
            return self._chance.choice(row.roman)
        return self._romanise(row.urdu[0])
