"""Which word of a Roman Urdu sentence is which word of the same sentence in Urdu letters.

Both have the same words in nearly the same order. A pair of words is plausible when the letters that both scripts
write, the consonants, agree; a pair of sentences is cut by dynamic programming into words that stand for each other,
words of one side only, and words that one side writes together.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from nlu.transliteration.corpora import SentencePair
from nlu.transliteration.edits import edits
from nlu.transliteration.letters import is_roman, is_urdu

_log = logging.getLogger(__name__)

_URDU_SOUNDS = str.maketrans(
    "بپتٹطثسصشجچحہھۃخدڈذزضظژرڑغگفقکلمنں",
    "bpttt" "ssss" "jj" "hhhh" "k" "dd" "zzzzz" "rr" "gg" "f" "kk" "lmnn",
    "اآعوؤیئےء",
)  # fmt: skip
_ROMAN_SOUNDS = str.maketrans("cqxvy", "kkk\0\0", "aeiouwvy")
_STRANGER = 0.5
_WORST_PAIR = 0.34
_WORST_PHRASE = 0.2
_SHORT = 3
_TOLD_EVERY = 5_000
_WIDTH = 6


def urdu_sounds(word: str) -> str:
    """The consonants of an Urdu word, one letter a class, h left out."""
    return word.translate(_URDU_SOUNDS).replace("h", "")


def roman_sounds(word: str) -> str:
    """The consonants of a Roman word in the classes of `urdu_sounds`; doubled ones once."""
    word = word.replace("sh", "s").replace("ch", "j").replace("kh", "k").replace("gh", "g").replace("ph", "f")
    word = word.replace("ce", "se").replace("ci", "si").replace("x", "ks")
    word = word.translate(_ROMAN_SOUNDS).replace("h", "")
    return "".join(letter for place, letter in enumerate(word) if not place or letter != word[place - 1])


@lru_cache(maxsize=200_000)
def distance(urdu: str, roman: str) -> float:
    """How far the consonants of two words are apart, 0.0 (alike) to 1.0: edits over letters, and one for length."""
    first, second = urdu_sounds(urdu), roman_sounds(roman)
    first = "".join(letter for place, letter in enumerate(first) if not place or letter != first[place - 1])
    if first == second:
        return 0.0 if first or abs(len(urdu) - len(roman)) < 4 else 1.0
    return edits(first, second) / max(len(first), len(second))


def plausible(urdu: str, roman: str) -> bool:
    """Whether `roman` may be a spelling of a word, or of two words with a blank between."""
    together = urdu.replace(" ", "")
    apart = distance(together, roman)
    if together == urdu:
        return apart <= _WORST_PAIR
    # A short spelling that fits one of the two is that word, and the sentence leaves the other out.
    alone = len(roman) <= _SHORT and min(distance(word, roman) for word in urdu.split(" ")) <= apart
    return apart <= _WORST_PHRASE and not alone


def align_words(urdu: Sequence[str], roman: Sequence[str]) -> list[tuple[str, str]]:
    """The words of two sentences that stand for each other, in order; two Urdu words may stand for a Roman one."""
    rows, columns = len(urdu), len(roman)
    drift = _WIDTH + abs(rows - columns)
    best = {(0, 0): 0.0}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows + 1):
        for column in range(max(0, row - drift), min(columns, row + drift) + 1):
            score = best.get((row, column))
            if score is None:
                continue
            for height, width in ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1)):
                after = row + height, column + width
                if after[0] > rows or after[1] > columns:
                    continue
                if height and width:
                    apart = distance("".join(urdu[row : after[0]]), "".join(roman[column : after[1]]))
                    cost = apart * 1.5 + (0.2 if height + width > 2 else 0.0)
                else:
                    cost = _STRANGER
                if score + cost < best.get(after, 1e9):
                    best[after] = score + cost
                    came[after] = row, column
    found = []
    here = rows, columns
    while here in came:
        before = came[here]
        if here[0] > before[0] and here[1] == before[1] + 1:
            found.append((" ".join(urdu[before[0] : here[0]]), roman[before[1]]))
        here = before
    return found[::-1]


def count_spellings(pairs: Sequence[SentencePair]) -> dict[tuple[str, str], float]:
    """How often each (Urdu, Roman) word pair was found, by the sentences' weights; implausible pairs are left out.

    Two Urdu words with a blank between are one entry where the Roman side writes them together.
    """
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    for number, pair in enumerate(pairs):
        if number % _TOLD_EVERY == 0:
            _log.info("sentences: %d of %d", number, len(pairs))
        for urdu, roman in align_words(pair.urdu, pair.roman):
            if is_urdu(urdu.replace(" ", "")) and is_roman(roman) and plausible(urdu, roman):
                found[urdu, roman] += pair.weight
    return dict(found)
