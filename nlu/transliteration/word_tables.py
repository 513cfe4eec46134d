"""Training: what is known of whole words, as the arrays of `tables.Tables`."""

import logging
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from nlu.transliteration.letters import is_urdu
from nlu.transliteration.lexicon import roman_key
from nlu.transliteration.pair_model import PairModel
from nlu.transliteration.tables import LETTER_STEP, pack_bonuses, pack_lines, pack_logs

_log = logging.getLogger(__name__)

Pairs = Mapping[tuple[str, str], float]

_TEXT = 2e5
_FLOOR = 0.05
_SPELLINGS_KEPT = 3
_LETTERS_SAY = 1.5
"""How many sightings of a spelling the letter model's opinion is worth."""
_DISCOUNT = 0.6
_RAREST_PAIR = 2
_RAREST_WORD = 2
_RARE, _NOT_RARE, _VERY_COMMON = 3, 20, 5000


def word_shares(
    frequencies: Mapping[str, int], sentences: Iterable[Sequence[str]], known: Iterable[str]
) -> dict[str, float]:
    """By word, sorted, the share of running text; `known` words that no text has count as a third of a sighting."""
    counts: Counter[str] = Counter(word for sentence in sentences for word in sentence if is_urdu(word))
    counts = Counter({word: count for word, count in counts.items() if count >= _RAREST_WORD})
    counts.update({word: count for word, count in frequencies.items() if is_urdu(word)})
    raised = {word: float(count) for word, count in counts.items() if not _run_together(word, counts)}
    for word in known:
        raised.setdefault(word, 1 / 3)
    total = sum(raised.values())
    return {word: raised[word] / total for word in sorted(raised)}


def _run_together(word: str, counts: Mapping[str, int]) -> bool:
    """Whether a rare word is two words without the blank between: a very common one, and one that is not rare."""
    if counts[word] > _RARE:
        return False
    for cut in range(2, len(word) - 1):
        few, many = sorted((counts.get(word[:cut], 0), counts.get(word[cut:], 0)))
        if many >= _VERY_COMMON and few >= _NOT_RARE:
            return True
    return False


def spelling_tables(pairs: Pairs, shares: Mapping[str, float], letters: PairModel) -> dict[str, Any]:
    """The arrays of words, of their usual spellings, and of what a spelling was seen to stand for."""
    places = {word: place for place, word in enumerate(shares)}
    spelt: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (urdu, roman), count in sorted(pairs.items()):
        if " " not in urdu:
            spelt[urdu][roman] = count
    phrases = sorted({urdu for urdu, _ in pairs if " " in urdu})
    rows = [
        (roman_key(roman), len(places) + phrases.index(urdu), count)
        for (urdu, roman), count in sorted(pairs.items())
        if " " in urdu
    ]
    lines, chances = [], []
    for number, urdu in enumerate(sorted(spelt)):
        if number % 5000 == 0:
            _log.info("spellings: %d of %d words", number, len(spelt))
        counts = spelt[urdu]
        total = sum(counts.values())
        expected = shares[urdu] * _TEXT + _FLOOR
        rows += [(roman_key(roman), places[urdu], expected * count / total) for roman, count in counts.items()]
        best = _usual(urdu, counts, letters)
        lines.append(" ".join(spelling for spelling, _ in best))
        chances += [math.log(chance) for _, chance in best]
    rows.sort()
    return {
        "words": pack_lines(list(shares)),
        "frequencies": pack_logs([math.log(share) for share in shares.values()]),
        "letter_chances": pack_logs(_letter_chances(list(shares), letters), LETTER_STEP),
        "phrases": pack_lines(phrases),
        "spelling_words": np.array([places[urdu] for urdu in sorted(spelt)], dtype=np.uint32),
        "spellings": pack_lines(lines),
        "spelling_chances": pack_logs(chances),
        "roman_keys": np.array([key for key, _, _ in rows], dtype=np.uint32),
        "roman_words": np.array([place for _, place, _ in rows], dtype=np.uint32),
        "roman_weights": pack_bonuses([math.log(weight) for _, _, weight in rows]),
    }


def _letter_chances(words: Sequence[str], letters: PairModel) -> list[float]:
    found = []
    for number, word in enumerate(words):
        if number % 20_000 == 0:
            _log.info("letters of words: %d of %d", number, len(words))
        found.append(letters.word_chance(word))
    return found


def _usual(urdu: str, counts: Mapping[str, float], letters: PairModel) -> list[tuple[str, float]]:
    scores = letters.to_roman(urdu, 10)
    whole = sum(math.exp(score) for _, score in scores) or 1.0
    said = {spelling: math.exp(score) / whole for spelling, score in scores}
    total = sum(counts.values()) + _LETTERS_SAY
    shares = {spelling: (count + _LETTERS_SAY * said.get(spelling, 0.0)) / total for spelling, count in counts.items()}
    return sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:_SPELLINGS_KEPT]


def follower_tables(sentences: Iterable[Sequence[str]], shares: Mapping[str, float]) -> dict[str, Any]:
    """The arrays of pairs of words: absolute discounting (Ney, Essen, Kneser 1994) over the shares of single words."""
    places = {word: place for place, word in enumerate(shares)}
    begin = len(places)
    chances = list(shares.values())
    seen: Counter[tuple[int, int]] = Counter()
    totals: Counter[int] = Counter()
    for sentence in sentences:
        before: int | None = begin
        for word in sentence:
            here = places.get(word)
            if before is not None:
                totals[before] += 1
                if here is not None:
                    seen[before, here] += 1
            before = here
    kept = sorted(pair for pair, count in seen.items() if count >= _RAREST_PAIR)
    own: defaultdict[int, float] = defaultdict(float)
    for pair in kept:
        own[pair[0]] += (seen[pair] - _DISCOUNT) / totals[pair[0]]
    surprises = [math.log(1 - own[place]) if place in own else 0.0 for place in range(begin + 1)]
    bonuses = [
        math.log((seen[pair] - _DISCOUNT) / totals[pair[0]] / chances[pair[1]] + 1 - own[pair[0]]) for pair in kept
    ]
    counts = Counter(before for before, _ in kept)
    _log.info("pairs of words: %d", len(kept))
    return {
        "followers": np.array([counts[place] for place in range(begin + 1)], dtype=np.uint16),
        "next_words": np.array([after for _, after in kept], dtype=np.uint32),
        "bonuses": pack_bonuses(bonuses),
        "surprises": pack_bonuses(surprises),
    }
