"""A message as words, and a word as hashed character n-grams.

The hash is CRC-32 of UTF-8 bytes, low bits: the same on every machine.
"""

import re
from zlib import crc32

NGRAMS = 1 << 15
"""How many features character n-grams share; a power of two."""

LONGEST_WORD = 32
"""Characters of a word that count; nothing longer is a word."""

# Letters that end in a digit name something (na245, covid19): a code or an account, in no language.
_WORD = re.compile(r"[a-z]+(?![a-z0-9])")
_LETTERS = re.compile(r"[a-z]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
# A seat of an assembly: NA-120, PP 7. "na" alone is Urdu for "not".
_SEAT = re.compile(r"\b(?:na|pp|ps|pk|pb)[- ]?\d{1,3}\b")
_DIGIT = re.compile(r"\d")
_LONGEST_NGRAM = 4
_BORDERS = (b"^", b"$")


def latin_words(text: str) -> list[str]:
    """The words of a normalised text that are written in ASCII letters, in order, "pleeeease" as "pleease".

    Codes (letters that end in digits) and seats of assemblies are left out, unless there is nothing else.
    """
    if "'" in text:
        text = text.replace("'", "")
    text = _STRETCHED.sub(r"\1\1", text)
    if _DIGIT.search(text):
        return _WORD.findall(_SEAT.sub(" ", text)) or _LETTERS.findall(text)
    return _LETTERS.findall(text)


def ngram_features(word: str) -> list[int]:
    """The features of a lower-case word: its n-grams of length 1 to 4 with its borders, each once, in [0, NGRAMS)."""
    framed = f"^{word[:LONGEST_WORD]}$".encode()
    size = len(framed)
    # A dict and not a set: its order is the same in every process, and so is a sum in that order.
    grams = dict.fromkeys(
        framed[start : start + length] for length in range(1, _LONGEST_NGRAM + 1) for start in range(size - length + 1)
    )
    return [crc32(gram) & (NGRAMS - 1) for gram in grams if gram not in _BORDERS]
