"""Write Urdu in Latin letters the way people do: attested spellings, sampled afresh, with typing noise."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

_LETTERS = {
    "ا": "a", "آ": "aa", "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h",
    "خ": "kh", "د": "d", "ڈ": "d", "ذ": "z", "ر": "r", "ڑ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh",
    "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ک": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ں": "n", "و": "o", "ہ": "h", "ھ": "h", "ی": "i", "ے": "e",
}  # fmt: skip
_VOWELS = frozenset("aeiou")
_FREE_SPELLINGS = (
    "ke k kay ky kai",
    "ki ki kee",
    "se sy say sey",
    "hai he h hay hy",
    "hain hen hn hein han",
    "mein me main mai men mn",
    "nahi ni nai nhi nahin nahe",
    "kya kia kiya kyaa",
    "aur or our",
    "liye lye liay lie liey",
    "ko ku koo",
    "par pe pr per",
    "yeh ye yh yah",
    "woh wo wu voh",
    "ne ny nay",
    "hoon hun hn hoo",
    "kaise kese kesy kaisay",
    "kahan kahn khan kaha",
    "karna krna karana",
    "kar kr",
    "raha rha",
    "rahi rhi",
    "gaya gya gia",
    "sakta skta",
    "bhi b bi",
    "mera mra meraa",
    "mujhe mjhe muje mujy",
    "kyun q kyu kiun kyon",
)
_BY_SPELLING = {spelling: group.split() for group in _FREE_SPELLINGS for spelling in group.split() if len(spelling) > 1}
_WORD = re.compile(r"[\u0600-\u06ff]+")
_LATIN = re.compile(r"[a-z]+")
_SWAPS = (
    ("aa", "a"),
    ("ee", "i"),
    ("oo", "u"),
    ("ph", "f"),
    ("w", "v"),
    ("v", "w"),
    ("i", "ee"),
    ("u", "oo"),
    ("q", "k"),
    ("z", "s"),
    ("kh", "k"),
    ("ai", "e"),
    ("e", "ay"),
    ("y", "i"),
    ("th", "t"),
    ("dh", "d"),
)


_GUESS_FLATTENED = 0.7
"""The power that evens out how likely the guessed spellings of a word are: people agree less on rare words."""


class Romaniser:
    """Samples Roman spellings of Urdu words by how often people wrote them."""

    def __init__(
        self,
        lexicon: Iterable[tuple[str, str, int]],
        normalise: Callable[[str], str],
        guess: Callable[[str], Sequence[tuple[str, float]]] | None = None,
    ) -> None:
        """`guess` gives spellings and their chances of a word that the lexicon lacks; None: letter by letter."""
        spellings: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for urdu, roman, count in lexicon:
            spellings[normalise(urdu)].append((roman.lower(), count))
        self._spellings = {w: tuple(zip(*found, strict=True)) for w, found in spellings.items()}
        self._normalise, self._guess = normalise, guess

    def sentence(self, urdu: str, chance: random.Random) -> str:
        """`urdu` in Roman letters; words of other scripts and digits stay."""
        return _WORD.sub(lambda match: self._word(match.group(), chance), self._normalise(urdu))

    def _word(self, word: str, chance: random.Random) -> str:
        known = self._spellings.get(word)
        if known is None:
            known = self._spellings[word] = self._guessed(word)
        spelling: str = chance.choices(known[0], known[1])[0]
        return spelling

    def _guessed(self, word: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
        found = self._guess(word) if self._guess is not None else ()
        if not found:
            return (by_letters(word),), (1.0,)
        spellings, chances = zip(*found, strict=True)
        return spellings, tuple(chance**_GUESS_FLATTENED for chance in chances)


def by_letters(word: str) -> str:
    """A plain letter-by-letter romanisation, for words nobody's spelling of is known."""
    written: list[str] = []
    for place, letter in enumerate(word):
        latin = _LETTERS.get(letter, "")
        if letter == "و" and place == 0:
            latin = "w"
        elif letter == "ی" and place == 0:
            latin = "y"
        after_consonant = bool(written) and written[-1][-1] not in _VOWELS
        if latin and after_consonant and latin[0] not in _VOWELS and letter != "ھ" and place < len(word) - 1:
            written.append("a")
        if latin:
            written.append(latin)
    return "".join(written)


def with_typing_noise(text: str, chance: random.Random, share: float = 0.2) -> str:
    """`text` typed in a hurry: about `share` of its Latin words lose a vowel, double a letter or the like."""
    return _LATIN.sub(lambda match: _noisy(match.group(), chance, share), text.lower())


def hurried(text: str, chance: random.Random) -> str:
    """`text` as a short message: most words of three letters or more keep their consonants and outer letters alone."""
    return _LATIN.sub(lambda match: _clipped(match.group(), chance), text.lower())


def _clipped(word: str, chance: random.Random) -> str:
    if word in _BY_SPELLING and chance.random() < 0.5:
        return chance.choice(_BY_SPELLING[word])
    if len(word) < 3 or chance.random() < 0.3:
        return word
    inner = "".join(letter for letter in word[1:-1] if letter not in _VOWELS)
    return word[0] + inner + ("y" if word[-1] == "e" and chance.random() < 0.4 else word[-1])


def _noisy(word: str, chance: random.Random, share: float) -> str:
    if word in _BY_SPELLING and chance.random() < 2 * share:
        return chance.choice(_BY_SPELLING[word])
    if len(word) < 4 or chance.random() >= share:
        return word
    kind = chance.random()
    place = chance.randrange(1, len(word) - 1)
    if kind < 0.4:
        inner = [n for n in range(1, len(word) - 1) if word[n] in _VOWELS]
        dropped = chance.choice(inner or [len(word)])
        return word[:dropped] + word[dropped + 1 :]
    if kind < 0.55:
        return word[:place] + word[place] + word[place:]
    if kind < 0.9:
        fitting = [swap for swap in _SWAPS if swap[0] in word[1:]]
        return word if not fitting else word[0] + word[1:].replace(*chance.choice(fitting), 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
