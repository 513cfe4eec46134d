"""Whole texts: which runs of letters are words to be rewritten, and which of a word's spellings fits its neighbours."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlu.normalise import normalise
from nlu.transliteration.lexicon import Followers, Lexicon

MOST_WORDS = 1_000
"""Words of one text that are rewritten; what comes after them is left as it is. Bounds the time."""

_BLANKS = re.compile(r"(\s+)")
_ADDRESS = re.compile(
    r"@|://|^www\.|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|pk|io|uk)(?:$|\W)", re.IGNORECASE
)
# No letter, digit or joining mark of the same word may stand beside it: "B2B" and "4G" are left alone.
_LATIN_WORD = re.compile(r"(?<!\w)[A-Za-z\u00c0-\u024f]+(?:['\u2019\u02bc`][A-Za-z\u00c0-\u024f]+)*(?!\w)")
_URDU_WORD = re.compile(
    "(?<!\\w)[\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f"
    "\ufb50-\ufdff\ufe70-\ufefc]+(?:\u200c[\u0620-\u065f\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+)*(?!\\w)"
)
_SENTENCE_END = re.compile("[.?!\u06d4\u061f\n]")
_MARKS_OF_A_WORD = str.maketrans("", "", "'`")

FOLLOWER_WEIGHT = 0.6
"""How much the word before counts; chosen on 500 of Dakshina's development sentences and 300 of our own, held out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text. `word`: what is to be rewritten, normalised; empty where the text stays as it is."""

    text: str
    word: str = ""


def latin_pieces(text: str) -> list[Piece]:
    """The text cut at its Latin words; numbers, e-mail and web addresses are no words."""
    return list(_pieces(text, _LATIN_WORD, lambda found: normalise(found).translate(_MARKS_OF_A_WORD)))


def urdu_pieces(text: str) -> list[Piece]:
    """The text cut at its words in Urdu letters."""
    return list(_pieces(text, _URDU_WORD, normalise))


def _pieces(text: str, pattern: re.Pattern[str], form: Callable[[str], str]) -> Iterator[Piece]:
    left = MOST_WORDS
    for chunk in _BLANKS.split(text):
        if not left or not chunk or _ADDRESS.search(chunk):
            yield Piece(chunk)
            continue
        end = 0
        for found in pattern.finditer(chunk):
            if not left:
                break
            left -= 1
            yield Piece(chunk[end : found.start()])
            yield Piece(found.group(), form(found.group()))
            end = found.end()
        yield Piece(chunk[end:])


Choice = tuple[str, float]
"""A text that may stand for a word, and its probability."""

_FEWEST_ODDS = 1e-6


@dataclass(frozen=True, slots=True)
class Chain:
    """The last chosen text, and the chain of those before."""

    text: str
    before: "Chain | None"


Way = tuple[float, int | None, Chain | None]
"""A score, the place of the last word (None: not in the list), and what was chosen so far."""


def choose(
    pieces: Sequence[Piece],
    choices: Callable[[Piece], Sequence[Choice]],
    lexicon: Lexicon,
    followers: Followers,
) -> list[str]:
    """The text of each piece: of the `choices` of its word the one that fits best.

    The most probable way through the text (Viterbi 1967): the probability of each choice, times how much more
    likely than elsewhere it is after the choice before. A piece without choices stays as it is.
    """
    ways: list[Way] = [(0.0, followers.beginning, None)]
    for piece in pieces:
        options = choices(piece) if piece.word else ()
        if options:
            ways = [_extended(ways, option, lexicon, followers) for option in options]
        else:
            ways = _pass(ways, piece, lexicon, followers.beginning)
    return _unwound(max(ways, key=_score)[2])


def _score(way: Way) -> float:
    return way[0]


def _extended(ways: Sequence[Way], option: Choice, lexicon: Lexicon, followers: Followers) -> Way:
    """The best of `ways` with `option` after it; of two words the first follows and the last is followed."""
    text, chance = option
    words = text.split(" ")
    first, last = lexicon.places.get(words[0]), lexicon.places.get(words[-1])
    score, chain = max(
        ((score + FOLLOWER_WEIGHT * followers.bonus(before, first), chain) for score, before, chain in ways),
        key=lambda found: found[0],
    )
    return score + math.log(max(chance, _FEWEST_ODDS)), last, Chain(text, chain)


def _pass(ways: Sequence[Way], piece: Piece, lexicon: Lexicon, beginning: int) -> list[Way]:
    """The ways after a piece that stays: blanks and commas change nothing, a full stop begins a sentence."""
    text = piece.text
    if not any(letter.isalnum() for letter in text):
        if not _SENTENCE_END.search(text):
            return [(score, before, Chain(text, chain)) for score, before, chain in ways]
        here: int | None = beginning
    else:
        here = lexicon.places.get(normalise(text))
    score, _, best = max(ways, key=_score)
    return [(score, here, Chain(text, best))]


def _unwound(chain: Chain | None) -> list[str]:
    texts = []
    while chain is not None:
        texts.append(chain.text)
        chain = chain.before
    return texts[::-1]
