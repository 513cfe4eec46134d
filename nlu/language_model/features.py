"""A word as a set of hashed features: itself, and its character n-grams of length 1 to 4 with its borders."""

import re
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 16
"""How many features there are; a power of two."""

LONGEST_WORD = 32
"""Characters of a word that count; nothing longer is a word."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_STRETCHED = re.compile(r"(.)\1{2,}")
_LONGEST_NGRAM = 4


def latin_words(text: str) -> list[str]:
    """The words of a normalised text that are written in ASCII letters, in order, "pleeeease" as "pleease"."""
    if "'" in text:
        text = text.replace("'", "")
    return _WORD.findall(_STRETCHED.sub(r"\1\1", text))


def word_features(word: str) -> npt.NDArray[np.uint32]:
    """The features of one lower-case word, each once, in [0, BUCKETS), the word itself first.

    Same on every machine: CRC-32 of the UTF-8 bytes, low 16 bits.
    """
    word = word[:LONGEST_WORD]
    framed = f"^{word}$"
    ngrams = {
        framed[start : start + length]
        for length in range(1, _LONGEST_NGRAM + 1)
        for start in range(len(framed) - length + 1)
    }
    ngrams -= {"^", "$"}
    texts = [f"={word}", *sorted(ngrams)]
    return np.fromiter((crc32(text.encode()) & (BUCKETS - 1) for text in texts), dtype=np.uint32, count=len(texts))
