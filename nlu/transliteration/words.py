"""Words one at a time: what the letters say, what is known of words, and the two put together."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlu.transliteration.lexicon import Followers, Lexicon
from nlu.transliteration.pair_model import PairModel, unpack_levels
from nlu.transliteration.tables import Tables

Spelling = tuple[str, float]
"""A word in the other script, with its probability."""

# Chosen on the development part of the Dakshina lexicon and on 500 held-out sentences of Dakshina's.
FREQUENCY_WEIGHT, LETTERS_WEIGHT, NEW_WORD_SCORE = 0.7, 1.1, 1.0
ATTESTED = 0.1
"""What it counts, in the same measure, that a spelling was seen at all, however rare the word."""

NEW_WORD = 0.25
"""How many times in 2e5 words a spelling is met that stands for a word it is not known for."""
_TRIED = 60
_KNOWN_WELL = 5.0
_KNOWN_LITTLE = 0.5
_ACRONYM_CHANCE, _FUTURE_CHANCE = 0.9, 0.8
_FUTURE_ENDINGS = {
    "ga": "گا", "gaa": "گا", "gi": "گی", "gee": "گی", "ge": "گے", "gay": "گے", "gey": "گے", "gy": "گے",
}  # fmt: skip
_BEFORE_FUTURE = ("ے", "یں", "وں", "ؤں", "و", "ؤ")


@dataclass(frozen=True)
class Words:
    """The letter model and the lexicon of one model file."""

    letters: PairModel
    lexicon: Lexicon
    followers: Followers

    @classmethod
    def of(cls, tables: Tables) -> "Words":
        """The models that are stored in `tables`."""
        return cls(PairModel(*unpack_levels(tables)), Lexicon(tables), Followers(tables))

    def urdu(self, roman: str, limit: int) -> list[Spelling]:
        """The Urdu words that the lower-case letters `roman` may stand for, best first, at most `limit`."""
        phrase = self.lexicon.acronyms.get(roman)
        known = [(word, weight + ATTESTED) for word, weight in self.lexicon.known(roman)]
        seen = sum(weight for _, weight in known)
        total = seen + NEW_WORD
        chances: defaultdict[str, float] = defaultdict(float)
        for word, weight in known:
            chances[word] += weight / total
        if seen < _KNOWN_WELL:
            for word, chance in self.new_urdu(roman, _TRIED):
                chances[word] += chance * NEW_WORD / total
        if seen < _KNOWN_LITTLE:
            _mix(chances, self._future(roman), _FUTURE_CHANCE)
        if phrase is not None:
            _mix(chances, [(phrase, 1.0)], _ACRONYM_CHANCE)
        return _best(chances.items(), limit)

    def _future(self, roman: str) -> list[Spelling]:
        """What a verb in the future may be, whose ending Urdu writes apart: milega is ملے گا."""
        for size in (3, 2):
            stem, ending = roman[:-size], _FUTURE_ENDINGS.get(roman[-size:])
            if ending and len(stem) > 1:
                found = [(word, chance) for word, chance in self.urdu(stem, 3) if word.endswith(_BEFORE_FUTURE)]
                return [(f"{word} {ending}", chance) for word, chance in found]
        return []

    def roman(self, urdu: str, limit: int) -> list[Spelling]:
        """The Roman spellings of a normalised Urdu word, most usual first, at most `limit`."""
        chances = dict(self.lexicon.spellings(urdu))
        left, least = max(0.0, 1.0 - sum(chances.values())), min(chances.values(), default=1.0)
        for spelling, chance in self.new_roman(urdu, limit):
            chances.setdefault(spelling, min(least, left * chance))
        return _best(chances.items(), limit)

    def usual_roman(self, urdu: str) -> str | None:
        """The first of `roman`, quicker for a known word; None without one."""
        found = self.lexicon.spellings(urdu) or self.roman(urdu, 1)
        return found[0][0] if found else None

    def new_urdu(self, roman: str, limit: int) -> list[Spelling]:
        """As `urdu`, for a spelling that was never seen: by its letters, and by how common the words are."""
        scores = []
        for word, score in self.letters.to_urdu(roman, _TRIED, self.lexicon.begins_word):
            common = self.lexicon.commonness(word)
            if common is None:
                scores.append((word, score + NEW_WORD_SCORE))
            else:
                scores.append((word, score + FREQUENCY_WEIGHT * common[0] - LETTERS_WEIGHT * common[1]))
        return _best(_shares(scores), limit)

    def new_roman(self, urdu: str, limit: int) -> list[Spelling]:
        """As `roman`, for a word that was never seen: by its letters alone."""
        return _best(_shares(self.letters.to_roman(urdu, _TRIED)), limit)


def _mix(chances: dict[str, float], more: Sequence[Spelling], share: float) -> None:
    """Give `more` the `share` of all probability, as far as its own sum goes."""
    given = share * sum(chance for _, chance in more)
    for word in chances:
        chances[word] *= 1 - given
    for word, chance in more:
        chances[word] = chances.get(word, 0.0) + share * chance


def _shares(scores: Sequence[tuple[str, float]]) -> list[Spelling]:
    """Probabilities from logarithms; they sum to 1."""
    if not scores:
        return []
    top = max(score for _, score in scores)
    raised = [(word, math.exp(score - top)) for word, score in scores]
    total = sum(chance for _, chance in raised)
    return [(word, chance / total) for word, chance in raised]


def _best(chances: Iterable[Spelling], limit: int) -> list[Spelling]:
    return sorted(chances, key=lambda pair: -pair[1])[:limit]
