"""Roman Urdu in Urdu letters, and Urdu in Roman letters: words with probabilities, and whole texts.

    to_urdu("mera shanakhti card kab milega?")
    roman_candidates("بجلی")[0].text

The shipped model is read at the first call; `TransliterationModelError` if its file is missing or damaged (and
`LanguageModelError` if that of `nlu.language_model` is, which tells English words). No other error is raised, whatever
the text: what cannot be rewritten is left as it is, or has no candidates. Digits, punctuation, e-mail and web
addresses, and words of the other script are never changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from nlu.language_model.model import shipped_model as language_model
from nlu.normalise import normalise
from nlu.transliteration.letters import LONGEST_WORD, is_roman, is_urdu
from nlu.transliteration.sentences import Piece, choose, latin_pieces, urdu_pieces
from nlu.transliteration.tables import read_tables
from nlu.transliteration.words import Spelling, Words

_SHIPPED = Path(__file__).with_name("model.npz")
_MOST_CANDIDATES = 20
_TRIED_IN_A_TEXT = 8
_SURELY_URDU = 0.9
_WORDS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word in the other script. `probability`, in [0, 1]; those of all candidates of a word sum to at most 1."""

    text: str
    probability: float


def urdu_candidates(roman_word: str, limit: int = 5) -> tuple[Candidate, ...]:
    """What a Roman Urdu word may be in Urdu letters, best first, at most `limit` (and at most 20).

    Empty for anything but one word of 1 to 24 letters a to z in any case, with or without apostrophes. The name of
    an acronym (cnic) is several words. The Urdu is in the form of `nlu.normalise.normalise`.
    """
    return tuple(Candidate(text, chance) for text, chance in _urdu(_roman_form(roman_word))[: max(0, limit)])


def roman_candidates(urdu_word: str, limit: int = 5) -> tuple[Candidate, ...]:
    """How people write an Urdu word in Latin letters, most usual first, at most `limit` (and at most 20).

    Empty for anything but one word of 1 to 24 Urdu letters, with or without vowel signs. Lower case.
    """
    return tuple(Candidate(text, chance) for text, chance in _roman(_urdu_form(urdu_word))[: max(0, limit)])


def to_urdu(text: str) -> str:
    """The text with its Latin words, the first 1,000 of them, in Urdu letters."""
    words = shipped_words()
    return "".join(choose(latin_pieces(text), _urdu_choices, words.lexicon, words.followers))


def to_roman(text: str) -> str:
    """The text with its Urdu words, the first 1,000 of them, in Latin letters: of each word the most usual spelling."""
    names, acronyms = _acronyms()
    text = names.sub(lambda found: acronyms[found.group()], text)
    return "".join(_most_usual(piece) for piece in urdu_pieces(text))


@cache
def shipped_words() -> Words:
    """The model beside this file, read once. Raises `TransliterationModelError`."""
    return Words.of(read_tables(_SHIPPED))


def _roman_form(word: str) -> str:
    return normalise(word[: 4 * LONGEST_WORD]).replace("'", "")


def _urdu_form(word: str) -> str:
    return normalise(word[: 4 * LONGEST_WORD])


@lru_cache(maxsize=_WORDS_KEPT)
def _urdu(roman: str) -> tuple[Spelling, ...]:
    if len(roman) > LONGEST_WORD or not is_roman(roman):
        return ()
    return tuple(shipped_words().urdu(roman, _MOST_CANDIDATES))


@lru_cache(maxsize=_WORDS_KEPT)
def _roman(urdu: str) -> tuple[Spelling, ...]:
    if len(urdu) > LONGEST_WORD or not is_urdu(urdu):
        return ()
    return tuple(shipped_words().roman(urdu, _MOST_CANDIDATES))


@cache
def _acronyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """The Urdu names of the letters of known acronyms, the longest first, and the acronyms by them."""
    by_name = {urdu: roman for roman, urdu in shipped_words().lexicon.acronyms.items()}
    longest_first = sorted(by_name, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)"), by_name


def _urdu_choices(piece: Piece) -> Sequence[Spelling]:
    """The choices of a word; none for an English word that was never seen in Urdu letters: it stays as it is."""
    found = _urdu(piece.word)[:_TRIED_IN_A_TEXT]
    if found and piece.word in language_model().english and not shipped_words().lexicon.known(piece.word):
        text, chance = found[0]
        return found if chance >= _SURELY_URDU and text in shipped_words().lexicon.places else ()
    return found


def _most_usual(piece: Piece) -> str:
    return (_usual_roman(piece.word) if piece.word else None) or piece.text


@lru_cache(maxsize=_WORDS_KEPT)
def _usual_roman(urdu: str) -> str | None:
    if len(urdu) > LONGEST_WORD or not is_urdu(urdu):
        return None
    return shipped_words().usual_roman(urdu)
