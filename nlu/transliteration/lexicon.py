"""What is known of whole words: how common they are, how they are spelt, and which follows which."""

from array import array
from bisect import bisect_left, bisect_right
from zlib import crc32

import numpy as np

from nlu.transliteration.tables import LETTER_STEP, Tables, unpack_bonuses, unpack_lines, unpack_logs


def roman_key(roman: str) -> int:
    """The key of a Roman spelling: CRC-32 of its ASCII letters."""
    return crc32(roman.encode("ascii", "replace"))


class Lexicon:
    """Words of a model file, looked up by their text."""

    def __init__(self, tables: Tables) -> None:
        self.words = unpack_lines(tables.words)
        self._texts = [*self.words, *unpack_lines(tables.phrases)]
        self.places = {word: place for place, word in enumerate(self.words)}
        self._frequencies = array("d", unpack_logs(tables.frequencies).tolist())
        self._letter_chances = array("d", unpack_logs(tables.letter_chances, LETTER_STEP).tolist())
        self.acronyms = dict(line.split(":", 1) for line in unpack_lines(tables.acronyms))
        self._spellings: dict[int, list[tuple[str, float]]] = {}
        chances = iter(np.exp(unpack_logs(tables.spelling_chances)).tolist())
        for place, line in zip(tables.spelling_words.tolist(), unpack_lines(tables.spellings), strict=True):
            found = [(spelling, next(chances)) for spelling in line.split(" ")]
            whole = max(1.0, sum(chance for _, chance in found))  # rounded to bytes, they may sum to a little more
            self._spellings[place] = [(spelling, chance / whole) for spelling, chance in found]
        self._keys = array("I", tables.roman_keys.tolist())
        self._places_of_keys = array("I", tables.roman_words.tolist())
        self._weights = array("d", np.exp(unpack_bonuses(tables.roman_weights)).tolist())

    def commonness(self, urdu: str) -> tuple[float, float] | None:
        """The log of the share of running text that is this word, and the log of what its letters alone make of it.

        None for a word that is not in the list.
        """
        place = self.places.get(urdu)
        return None if place is None else (self._frequencies[place], self._letter_chances[place])

    def begins_word(self, beginning: str) -> bool:
        """Whether a word of the list begins so."""
        place = bisect_left(self.words, beginning)
        return place < len(self.words) and self.words[place].startswith(beginning)

    def known(self, roman: str) -> list[tuple[str, float]]:
        """The Urdu words that this spelling was seen to stand for, each with how often in 2e5 words of text."""
        key = roman_key(roman)
        rows = range(bisect_left(self._keys, key), bisect_right(self._keys, key))
        return [(self._texts[self._places_of_keys[row]], self._weights[row]) for row in rows]

    def spellings(self, urdu: str) -> list[tuple[str, float]]:
        """The usual Roman spellings of an Urdu word with their probabilities, best first; none for a new word."""
        return self._spellings.get(self.places.get(urdu, -1), [])


class Followers:
    """How much more or less likely a word is after another than anywhere."""

    def __init__(self, tables: Tables) -> None:
        self._size = len(tables.followers) - 1
        """The place of the beginning of a sentence, after all words."""
        self._starts = array("I", [0, *np.cumsum(tables.followers, dtype=np.int64).tolist()])
        self._next_words = array("I", tables.next_words.tolist())
        self._bonuses: array[float] = array("d", unpack_bonuses(tables.bonuses).tolist())
        self._surprises: array[float] = array("d", unpack_bonuses(tables.surprises).tolist())

    @property
    def beginning(self) -> int:
        """What stands before the first word of a sentence."""
        return self._size

    def bonus(self, before: int | None, word: int | None) -> float:
        """The logarithm of P(word | before) / P(word); words by their places, None for one that is not in the list."""
        if before is None:
            return 0.0
        if word is None:
            return self._surprises[before]
        end = self._starts[before + 1]
        row = bisect_left(self._next_words, word, self._starts[before], end)
        found = row < end and self._next_words[row] == word
        return self._bonuses[row] if found else self._surprises[before]
