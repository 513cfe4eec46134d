"""Which kind each word of the training texts is of (see `nlu.language_model.model.Kind`)."""

from collections import Counter

from nlu.language_model.corpora import Corpora
from nlu.language_model.model import Kind

# Greetings and short answers that the sources hardly have.
ENGLISH_GREETINGS = (
    "hi|hello|hey|hiya|heya|hi there|hello there|thanks|thank you|ok|okay|yes|yeah|yep|yup|no|nope|bye|goodbye|"
    "good morning|good afternoon|good evening|good night|good day|welcome|well done|see you|sure|great|wow|sorry|"
    "help me|can you help me"
)
URDU_GREETINGS = (
    "salam|salaam|slam|assalam o alaikum|assalamualaikum|aoa|asalam alikum|walaikum salam|ws|w salam|ji|jee|ji haan|"
    "haan|han ji|nahi|nahin|ji nahi|shukriya|shukria|meharbani|mehrbani|khuda hafiz|allah hafiz|theek hai|thik h|acha|"
    "bilkul|shabash|wah|jazakallah|g han"
)
# Said in every language here.
_NEUTRAL = frozenset({"please", "plz", "pls", "sir"})
_MOST_ENGLISH, _MOST_URDU = 1 / 100, 60.0
"""A word's odds (Roman Urdu to English, by frequency) between which it is a word of both."""
_SHORT = 4
"""Letters of a word that may be one of each language by chance (say, our, main); a longer one is borrowed."""
_LEAST_OF_A_LOAN, _MOST_OF_A_LOAN = 0.12, 5.0
"""The odds between which a longer English word that is attested in Urdu is a loan."""


def word_kinds(corpora: Corpora) -> dict[str, Kind]:
    """The kind of every word that is attested often enough to be one; the rest stay strangers."""
    english = Counter(word for text in corpora.english for word in text)
    roman = Counter(word for text in corpora.roman for word in text)
    ratio = sum(english.values()) / max(1, sum(roman.values()))
    terms = {word for form in corpora.glossary_english for word in form}
    roman_terms = {word for form in corpora.glossary_roman for word in form}
    dictionary, spellings = set(corpora.dictionary), set(corpora.spellings)
    greetings = dict.fromkeys(ENGLISH_GREETINGS.split("|"), Kind.ENGLISH)
    greetings |= dict.fromkeys(URDU_GREETINGS.split("|"), Kind.URDU)
    greetings = {word: kind for word, kind in greetings.items() if " " not in word}
    kinds: dict[str, Kind] = {}
    known = english.keys() | roman.keys() | dictionary | roman_terms | corpora.loans | corpora.names | _NEUTRAL
    for word in sorted(known | greetings.keys()):
        # How often the word is Roman Urdu for each time that it is English.
        odds = (roman[word] * ratio + 0.1) / (english[word] + 0.1)
        is_english = word in terms or english[word] >= 5 or not dictionary.isdisjoint(_stems(word))
        is_urdu = word in spellings or word in roman_terms or roman[word] >= 3
        borrowed = len(word) > _SHORT and is_english and word in spellings
        borrowed = borrowed and _LEAST_OF_A_LOAN < odds < _MOST_OF_A_LOAN
        both = roman[word] >= 5 or (roman[word] and (word in spellings or len(word) == 1))
        if word in corpora.names:
            kinds[word] = Kind.NAME
        elif word in greetings:
            kinds[word] = greetings[word]
        elif word in _NEUTRAL or (word in corpora.loans and odds < 200) or borrowed:
            kinds[word] = Kind.LOAN
        elif len(word) <= _SHORT and is_english and both and _MOST_ENGLISH < odds < _MOST_URDU:
            kinds[word] = Kind.BOTH
        elif is_english and (odds < 1.1 or (word not in spellings and odds < _MOST_URDU)):
            kinds[word] = Kind.ENGLISH
        elif is_urdu and (odds > 10 or (odds > 2 and not is_english) or (odds > _MOST_OF_A_LOAN and word in spellings)):
            kinds[word] = Kind.URDU
    return kinds


def _stems(word: str) -> set[str]:
    """The word itself, and what it may be the plural or another regular form of."""
    stems = {word}
    for ending in ("s", "es", "ed", "d", "ing", "ly"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stems.add(word.removesuffix(ending))
    return stems
