"""The letters that are transliterated, in the form that `nlu.normalise.normalise` gives."""

URDU_LETTERS = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھۃءیئے"
"""Forty-one letters; no vowel signs, which `normalise` removes."""

ROMAN_LETTERS = "abcdefghijklmnopqrstuvwxyz"

LONGEST_WORD = 24
"""Letters; a longer word is left as it is."""

Graphone = tuple[str, str]
"""A piece of an Urdu word and the piece of the Roman word that stands for it."""

_URDU, _ROMAN = frozenset(URDU_LETTERS), frozenset(ROMAN_LETTERS)


def is_urdu(word: str) -> bool:
    """Whether `word` has a letter and no other character than Urdu letters."""
    return bool(word) and _URDU.issuperset(word)


def is_roman(word: str) -> bool:
    """Whether `word` has a letter and no other character than a to z."""
    return bool(word) and _ROMAN.issuperset(word)
