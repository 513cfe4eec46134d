"""Which writing system a text is in, by its letters."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Script(StrEnum):
    """A writing system; the value is its ISO 15924 code."""

    LATIN = "Latn"
    ARABIC = "Arab"
    DEVANAGARI = "Deva"
    GURMUKHI = "Guru"
    BENGALI = "Beng"
    GUJARATI = "Gujr"
    TAMIL = "Taml"
    TELUGU = "Telu"
    CYRILLIC = "Cyrl"
    GREEK = "Grek"
    HEBREW = "Hebr"
    HAN = "Hani"
    JAPANESE = "Jpan"
    HANGUL = "Hang"
    THAI = "Thai"
    OTHER = "Zzzz"
    NONE = "Zxxx"


# Letters only: digits, punctuation and marks say nothing about the language.
_LETTERS: Mapping[Script, re.Pattern[str]] = MappingProxyType(
    {
        script: re.compile(f"[{letters}]")
        for script, letters in {
            Script.LATIN: "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
            Script.ARABIC: "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
            "\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc",
            Script.DEVANAGARI: "\u0904-\u0939\u0958-\u0961",
            Script.GURMUKHI: "\u0a05-\u0a39\u0a59-\u0a5e",
            Script.BENGALI: "\u0985-\u09b9\u09dc-\u09e1",
            Script.GUJARATI: "\u0a85-\u0ab9",
            Script.TAMIL: "\u0b85-\u0bb9",
            Script.TELUGU: "\u0c05-\u0c39",
            Script.CYRILLIC: "\u0400-\u052f",
            Script.GREEK: "\u0370-\u03ff",
            Script.HEBREW: "\u05d0-\u05ea",
            Script.HAN: "\u4e00-\u9fff\u3400-\u4dbf",
            Script.JAPANESE: "\u3041-\u30ff",
            Script.HANGUL: "\uac00-\ud7a3\u1100-\u11ff",
            Script.THAI: "\u0e01-\u0e2e",
        }.items()
    }
)
_ANY_LETTER = re.compile(r"[^\W\d_]")


def letter_counts(text: str) -> dict[Script, int]:
    """How many letters of each script `text` has; scripts without a letter are absent."""
    if text.isascii():
        latin = len(_LETTERS[Script.LATIN].findall(text))
        return {Script.LATIN: latin} if latin else {}
    counts = {}
    total = len(_ANY_LETTER.findall(text))
    for script, pattern in _LETTERS.items():
        found = len(pattern.findall(text))
        if found:
            counts[script] = found
            total -= found
            if total <= 0:
                break
    if total > 0:
        counts[Script.OTHER] = total
    return counts


def dominant_script(text: str) -> Script:
    """The script of most letters of `text`; `Script.NONE` when there is no letter."""
    counts = letter_counts(text)
    return max(counts, key=lambda script: counts[script]) if counts else Script.NONE
