"""What the lexical side matches: words, words as Roman Urdu, consonant skeletons, and character n-grams.

Abbreviations spelled with the names of Latin letters (`این ٹی این`) are read as those letters (`ntn`).
Roman words are compared by `nlu.roman.fold`. Urdu words are also read as people write them in Latin letters
(`nlu.transliteration`), so that a Roman word meets an Urdu one letter by letter; nothing is rewritten for the other
fields. A skeleton is what is left of a word when vowels, h and w
are dropped and sounds that one script tells apart and the other does not are merged, so that `shanakhti`
meets `شناختی`.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from nlu.normalise import normalise
from nlu.roman import fold
from nlu.transliteration.transliterate import roman_candidates

LONGEST_TEXT = 2_000
"""Characters of a text that are read; a question longer than that says what it is about before."""

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z]")
_GRAM_SIZES = (3, 4)

_URDU_LETTERS = {
    "b": "ب", "p": "پ", "t": "تٹط", "s": "ثسصش", "j": "ج", "c": "چ", "k": "خقک", "d": "دڈ", "z": "ذزضظژ",
    "r": "رڑ", "g": "غگ", "f": "ف", "l": "ل", "m": "م", "n": "نں",
}  # fmt: skip
_URDU_SOUNDS = {letter: sound for sound, letters in _URDU_LETTERS.items() for letter in letters}
# کے (k) is left out: it is the commonest postposition.
_LETTER_NAMES = {
    "اے": "a", "بی": "b", "سی": "c", "ڈی": "d", "ای": "e", "ایف": "f", "جی": "g", "ایچ": "h", "آئی": "i",
    "جے": "j", "ایل": "l", "ایم": "m", "این": "n", "او": "o", "پی": "p", "کیو": "q", "آر": "r", "ایس":
    "s", "ٹی": "t", "یو": "u", "وی": "v", "ڈبلیو": "w", "ایکس": "x", "وائی": "y", "زیڈ": "z",
}  # fmt: skip
_ROMAN_PAIRS = (
    ("sh", "s"), ("ch", "C"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"),
    ("zh", "z"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("C", "c"),
)  # fmt: skip
_DOUBLED = re.compile(r"([a-z])\1+")
_DROPPED = re.compile(r"[aeiouyhwv]")


def words(text: str) -> list[str]:
    """The words of `text`, in order: Roman ones folded, others normalised."""
    return [key for word in _tokens(text) if (key := _key(word))]


def romanised(text: str) -> list[str]:
    """The words of `text`, in order, all in folded Latin letters: Urdu ones by their most usual spelling."""
    return [key for word in _tokens(text) if (key := _roman_key(word))]


def skeletons(text: str) -> list[str]:
    """The consonant skeletons of the words of `text` with two consonants or more; numbers stay whole."""
    return [bones for word in _tokens(text) if len(bones := skeleton(word)) > 1]


def grams(text: str) -> list[str]:
    """Character 3- and 4-grams of each word, Roman ones folded, with a space at both ends."""
    found: list[str] = []
    for word in words(text):
        found.extend(_grams(word))
    return found


FIELDS: Mapping[str, Callable[[str], list[str]]] = {
    "words": words,
    "romanised": romanised,
    "skeletons": skeletons,
    "grams": grams,
}
"""The lexical fields of the index, by name."""


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonant skeleton of one normalised word, in Latin letters; a number stays as it is."""
    if word.isdigit():
        return word
    if _LATIN.search(word):
        for written, sound in _ROMAN_PAIRS:
            word = word.replace(written, sound)
        return _DROPPED.sub("", _DOUBLED.sub(r"\1", word))
    return "".join(_URDU_SOUNDS.get(letter, "") for letter in word)


@lru_cache(maxsize=8)  # every field asks for those of the same text
def _tokens(text: str) -> tuple[str, ...]:
    found: list[str] = []
    letters: list[str] = []
    for word in _WORD.findall(normalise(text[:LONGEST_TEXT])):
        if word in _LETTER_NAMES:
            letters.append(word)
            continue
        found.extend(_spelled(letters))
        letters = []
        found.append(word)
    found.extend(_spelled(letters))
    return tuple(found)


def _spelled(letters: list[str]) -> list[str]:
    """A run of names of letters: an abbreviation in Latin letters if there are two or more, else as it was."""
    return ["".join(_LETTER_NAMES[name] for name in letters)] if len(letters) > 1 else letters


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    return (fold(word) or word) if _LATIN.search(word) else word


@lru_cache(maxsize=20_000)
def _roman_key(word: str) -> str:
    if _LATIN.search(word):
        return _key(word)
    spelt = roman_candidates(word, 1)
    return _key(spelt[0].text) if spelt else word


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in _GRAM_SIZES
        for start in range(max(1, len(padded) - size + 1))
        if size <= len(padded)
    )
