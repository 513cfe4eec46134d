"""English as the teacher reads it: texts whose every word should keep the state that the teacher gives it."""

import random
from collections.abc import Sequence

SHORTEST, LONGEST_WORDS = 4, 90
_WORDS_AT_ONCE = 16
"""Words a batch may have for each text of the recipe's `size`."""
_MOST_TEXTS = 192
_SWAPPED = 0.3
"""Share of texts in which words are swapped: all the teacher's words are seen then, not only those of our sentences."""
_SWAPPED_WORDS = 0.2


class EnglishTexts:
    """Draws English: neighbouring sentences up to some length, now and then with other words in their places."""

    def __init__(self, sentences: Sequence[str], words: Sequence[str], size: int, chance: random.Random) -> None:
        """`sentences` in the order of their sources; `words`: those of the teacher; `size`: the recipe's."""
        self._sentences, self._words, self._budget, self._chance = sentences, words, _WORDS_AT_ONCE * size, chance

    def draw(self) -> list[str]:
        """Texts of about one length, cut to it at their end, at most as many words as the batch may have."""
        chance = self._chance
        length = round(SHORTEST * (LONGEST_WORDS / SHORTEST) ** chance.random())
        return [self._text(length) for _ in range(max(4, min(_MOST_TEXTS, self._budget // length)))]

    def _text(self, length: int) -> str:
        chance = self._chance
        place = chance.randrange(len(self._sentences))
        words: list[str] = []
        while len(words) < length:
            words += self._sentences[place % len(self._sentences)].split()
            place += 1
        words = words[:length]
        if self._words and chance.random() < _SWAPPED:
            words = [chance.choice(self._words) if chance.random() < _SWAPPED_WORDS else word for word in words]
        return " ".join(words)
