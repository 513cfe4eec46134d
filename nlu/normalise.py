"""One written form of a text for matching (`normalise`), one safe form for storing and showing (`clean`).

Both accept any str, lone surrogates and a megabyte included, never raise, and are idempotent. Both take time
linear in the length: runs of more than `_LONGEST_RUN` symbols or marks are cut before Unicode normalisation,
whose canonical ordering (Unicode Standard, 3.11) is quadratic in the length of such a run in CPython.
"""

import re
import unicodedata

_LONGEST_RUN = 32

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\uffff]")
# Bidirectional embeddings, overrides and isolates (UAX 9), byte order mark, deprecated controls, tags.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f]")
# What stands between letters unseen: zero-width family, bidi marks, soft hyphen, tatweel, grapheme joiner,
# Mongolian and Hangul fillers, variation selectors, Arabic number signs.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u0640\u06dd\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064"
    "\u3164\ufe00-\ufe0f\uffa0]"
)
# Arabic vowel signs, Quranic signs, superscript alef; madda and hamza (U+0653 to U+0655) must compose first.
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]"
)
# One-character blessings, which compatibility normalisation would unfold into up to eighteen letters each.
_HONORIFICS = re.compile("[\u0610-\u0613\ufdf0\ufdf1\ufdf5\ufdfa\ufdfb\ufdfd]")
_SYMBOL_RUN = re.compile(rf"([^\w\s]{{{_LONGEST_RUN}}})[^\w\s]+")
_SPACES = re.compile(r"\s+")
_EDGES = " \u200b\u200c\u200d\u200e\u200f\u2060"

_COMBINING = re.compile("[\u0653-\u0655]")
_HAMZA_ABOVE, _HAMZA = "\u0654", "\u0621"
_LETTERS: dict[int | str, str] = {
    **{0x0660 + value: str(value) for value in range(10)},
    **{0x06F0 + value: str(value) for value in range(10)},
    "\u064a": "ی", "\u0649": "ی",
    "\u0643": "ک", "\u06aa": "ک",
    "\u0647": "ہ", "\u06d5": "ہ", "\u06c0": "ہ", "\u06c2": "ہ",
    "\u0629": "ۃ",
    "\u0623": "ا", "\u0625": "ا", "\u0671": "ا", "\u0672": "ا", "\u0673": "ا",
    "\u0675": "ا", "\u06d3": "ئے", "\u0676": "ؤ", "\u0678": "ئ",
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "٫": ".", "٬": ",",
}  # fmt: skip
_FORMS = str.maketrans(_LETTERS)
# Do-chashmi he written for choti he: at the start of a word and after a vowel there is nothing to aspirate.
_LOOSE_HE = re.compile("(?:(?<=[اآوےیئءں])|(?<!\\w))ھ")
_YE_HAMZA = re.compile(f"[ی]{_HAMZA_ABOVE}|{_HAMZA}(?=[یے])")
_FINAL_HAMZA = re.compile(f"(?<=[اوی]){_HAMZA}(?!\\w)")


def clean(text: str) -> str:
    """`text` fit to be stored, sent and shown: the same letters, nothing that can do harm.

    Lone surrogates and bidi controls are removed, control characters (line breaks too) become spaces,
    white space is collapsed and stripped. Zero-width joiners stay inside: emoji and some names need them.
    """
    text = _SURROGATES.sub("", text)
    text = _BIDI_CONTROLS.sub("", text)
    return _SPACES.sub(" ", _CONTROLS.sub(" ", text)).strip(_EDGES)


def normalise(text: str) -> str:
    """The written form of `text` under which equal words are equal strings; for matching, never for showing.

    NFKC; Urdu letters for their Arabic look-alikes (ي ى ك ه ة أ إ ...); hamza forms; no vowel signs, tatweel
    or zero-width characters; Arabic-Indic and Urdu digits as ASCII; straight quotes and hyphens; Latin case
    folded; single spaces. Everything that `clean` removes is removed.
    """
    if text.isascii():
        return _SPACES.sub(" ", _CONTROLS.sub(" ", text)).strip().lower()
    text = _UNSEEN.sub("", _HONORIFICS.sub("", clean(text)))
    text = _SYMBOL_RUN.sub(r"\1", _MARKS.sub("", text))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _UNSEEN.sub("", _MARKS.sub("", text).translate(_FORMS))
    text = _COMBINING.sub("", _YE_HAMZA.sub("ئ", text))
    text = _FINAL_HAMZA.sub("", _LOOSE_HE.sub("ہ", text))
    text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _CONTROLS.sub(" ", text)).strip()
