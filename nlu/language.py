"""Which language a message is in: English, Urdu, Roman Urdu, a mixture of these, or none that we speak.

    guess = identify("mera shanakhti card kab milega")
    guess.language is Language.UR_LATN

Steps: letters by script; a script that is none of ours ends it; in Arabic letters Urdu is told from Pashto, Sindhi,
Arabic and Persian by letters and function words; in Latin letters the shipped word model adds up what each word says
for Roman Urdu and against English. The frame decides: loan words (passport, fee, CNIC) and names say next to nothing,
and a word of both languages (main, to, is, he) says what its neighbours make of it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.language_model.features import latin_words
from nlu.language_model.model import Kind, Word, shipped_model
from nlu.language_model.neighbours import (
    ARABIC_FORMS,
    FOREIGN_LATIN,
    NEIGHBOUR_WORDS,
    OTHER_LETTERS,
    PASHTO_LETTERS,
    SINDHI_LETTERS,
    URDU_LETTERS,
    URDU_WORDS,
)
from nlu.normalise import normalise
from nlu.script import Script, letter_counts
from nlu.types import Language

UNDETERMINED = "und"
"""The BCP 47 tag of a text in no language of ours, or in none at all (RFC 5646, 4.1)."""

_ENOUGH = 2_000
"""Characters that are looked at: a longer message does not become clearer."""

_ARABIC_WORD = re.compile("[\u0620-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f]+")
_ACRONYM = re.compile("[A-Z]{2,8}|[A-Z][a-z]+")
# In favour of English where nothing speaks for either: a lone shared word is a look-up, not a sentence.
_TIE = -0.15
_MOST_CERTAIN = 0.999
# Names and new spellings in a row must not outvote the words that are known.
_MOST_OF_STRANGERS = 1.5
# A word that speaks for English with log-odds of 1 or more counts as one English word, a weaker one as a part; a loan,
# and an English word that says next to nothing, as a quarter. Loans by themselves mix a message only where they are
# two words in five. Chosen on the training part of the tweets, by balanced accuracy, among bounds that leave nine in
# ten Roman Urdu sentences of an encyclopedia unmixed.
_LOAN_SHARE, _ENGLISH_TO_MIX = 0.25, 1.0
_LEAST_SAID, _MOST_LOANS = 0.4, 0.4
_BORROWED = frozenset({Kind.ENGLISH, Kind.LOAN})
# Urdu in English needs one word with log-odds of 1.2.
_CLEARLY_URDU, _URDU_TO_MIX = 2.0, 0.6


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What `identify` found.

    `language` is None when there is nothing to tell it by (no letters) or when it is none of ours; `spoken` is
    False only when the text is clearly in a language that Sahulat does not speak. `mixed`: the text has content
    of a second language of ours too; `language` is then the dominant one. `probability`, in [0, 1], is that of
    `language` (0.0 when it is None). `script` is that of most letters.
    """

    language: Language | None
    mixed: bool
    probability: float
    spoken: bool
    script: Script

    @property
    def tag(self) -> str:
        """The BCP 47 tag of what was found: `en`, `ur`, `ur-Latn`, or `und`."""
        return UNDETERMINED if self.language is None else self.language.value


def identify(text: str) -> LanguageGuess:
    """The language of `text`, by its first 2,000 characters. Never raises on any str.

    The shipped word model is read at the first call; `LanguageModelError` if its file is damaged.
    """
    text = text[:_ENOUGH]
    counts = letter_counts(text)
    if not counts:
        return LanguageGuess(None, False, 0.0, True, Script.NONE)
    script = max(counts, key=lambda found: counts[found])
    ours = counts.get(Script.LATIN, 0) + counts.get(Script.ARABIC, 0)
    if script not in (Script.LATIN, Script.ARABIC) and ours < sum(counts.values()) / 2:
        return LanguageGuess(None, False, 0.0, False, script)
    normal = normalise(text)
    words = latin_words(normal) if Script.LATIN in counts else []
    if Script.ARABIC not in counts:
        return _identify_latin(words, script)
    return _identify_arabic(text, normal, words, script)


def _identify_latin(words: Sequence[str], script: Script) -> LanguageGuess:
    if not words:
        return LanguageGuess(None, False, 0.0, True, script)
    foreign = len([word for word in words if word in FOREIGN_LATIN])
    if foreign >= 2 and 2 * foreign >= len(words):
        return LanguageGuess(None, False, 0.0, False, script)
    model = shipped_model()
    known = [model.word(word) for word in words]
    scores = model.scores(words, known)
    frame, strangers = _TIE, 0.0
    for word, said in zip(known, scores, strict=True):
        if word.kind is Kind.STRANGER:
            strangers += said
        else:
            frame += said
    score = frame + max(-_MOST_OF_STRANGERS, min(_MOST_OF_STRANGERS, strangers))
    urdu = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    language = Language.UR_LATN if score > 0 else Language.EN
    probability = min(_MOST_CERTAIN, max(urdu, 1 - urdu))
    return LanguageGuess(language, _is_mixed(known, scores, language), probability, True, script)


def _is_mixed(known: Sequence[Word], scores: Sequence[float], language: Language) -> bool:
    """Whether enough words are clearly of the other language.

    English in Roman Urdu: one clear word, or four loans close together. Urdu in English: one clear word.
    """
    english = urdu = 0.0
    loans = 0
    for index, (word, score) in enumerate(zip(known, scores, strict=True)):
        if word.kind is Kind.URDU:
            urdu += min(1.0, score / _CLEARLY_URDU)
        elif score < -_LEAST_SAID and (word.kind is not Kind.BOTH or _beside_english(known, index)):
            english -= max(-1.0, score)
        elif word.kind in _BORROWED:
            loans += 1
    if urdu < _URDU_TO_MIX or not (english or loans):
        return False
    if language is Language.EN:
        return True
    dense = loans >= _MOST_LOANS * len(known)
    return english + _LOAN_SHARE * loans >= _ENGLISH_TO_MIX and (english > 0 or dense)


def _beside_english(known: Sequence[Word], index: int) -> bool:
    before = index > 0 and known[index - 1].kind is Kind.ENGLISH
    return before or (index + 1 < len(known) and known[index + 1].kind is Kind.ENGLISH)


def _identify_arabic(text: str, normal: str, latin: Sequence[str], script: Script) -> LanguageGuess:
    arabic = _ARABIC_WORD.findall(normal)
    urdu = _urdu_probability(text, arabic)
    if urdu < 0.5:
        return LanguageGuess(None, False, 0.0, False, script)
    acronyms = {word.lower() for word in _ACRONYM.findall(text)} if latin else ()
    content = [word for word in latin if len(word) > 1 and word not in acronyms]
    if not content or not arabic:
        return LanguageGuess(Language.UR, False, urdu, True, script)
    if len(content) > len(arabic):
        rest = _identify_latin(latin, script)
        return LanguageGuess(rest.language, True, rest.probability, rest.spoken, script)
    return LanguageGuess(Language.UR, True, urdu, True, script)


def _urdu_probability(text: str, words: Sequence[str]) -> float:
    """The probability, in [0, 1], that a text in Arabic letters is Urdu, from letters and common words."""
    own = 2.0 * len(URDU_LETTERS.findall(text)) + 1.5 * sum(word in URDU_WORDS for word in words)
    letters = (PASHTO_LETTERS, SINDHI_LETTERS, OTHER_LETTERS)
    other = 3.0 * max(len(pattern.findall(text)) for pattern in letters)
    other += 1.5 * max(sum(word in common for word in words) for common in NEIGHBOUR_WORDS.values())
    other += 0.5 * sum(word.startswith("ال") for word in words)
    other += min(1.2, 0.3 * len(ARABIC_FORMS.findall(text)))
    # Without evidence a word in Arabic letters is taken for Urdu: this is Pakistan.
    return min(_MOST_CERTAIN, 1 / (1 + math.exp(max(-30.0, min(30.0, other - own - 1.0)))))
