"""Which side of a service a message asks for, and whether it asks about the service spoken of before.

    find_aspect("is ki fees kitni hai")     Aspect.FEE
    is_follow_up("is ki fees kitni hai")    True: it names no service
    is_follow_up("passport ki fees")        False
    is_place("main sindh se hun")           True: it answers "which province are you in?"

The words are in `nlu.aspect_words`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from nlu import aspect_words
from nlu.gazetteer import place_names
from nlu.normalise import normalise
from nlu.roman import fold


class Aspect(StrEnum):
    """A side of a service that can be asked for alone."""

    FEE = "fee"
    DOCUMENTS = "documents"
    TIME = "time"
    PLACE = "place"
    STEPS = "steps"
    ELIGIBILITY = "eligibility"
    HELPLINE = "helpline"
    LINK = "link"


_LONGEST = 2_000
"""Characters that are looked at."""
_LONGEST_FOLLOW_UP = 14
"""Words: what is longer tells a story of its own."""
_NEAR = 2
"""Words between a word of quantity and its noun, at most one apart."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ASKED, _CHOSEN, _NAMED, _LINKING = 3, 3, 2, 1


def find_aspect(text: str) -> Aspect | None:
    """The aspect that `text` asks for, the first when there are several, or None for a general question.

    A phrase that asks ("kahan", "how long", "کتنے دن") outweighs a noun, so "fees kahan jama hogi" asks for the
    place. Looks at the first 2,000 characters; never raises.
    """
    return _aspect_of(_tokens(text))


def is_follow_up(text: str) -> bool:
    """Whether `text` says nothing but an aspect, a place, pronouns and words without content.

    Such a message is about the service that was spoken of before. Greetings, thanks, yes and no, and questions
    about ourselves ("who are you") are not follow-ups. Never raises.
    """
    tokens, words = _tokens(text), _words()
    keys = tuple(key for _, key in tokens)
    if not _are_contentless(tokens) or _is_small_talk(keys):
        return False
    if _aspect_of(tokens) is not None:
        return True
    if any(key in words.second_person for key in keys):
        return False
    return any(keys[: len(opening)] == opening for opening in words.continuing)


def is_place(text: str) -> bool:
    """Whether `text` says nothing but a place: a province or a city with words without content. Never raises."""
    words = _words()
    tokens = _tokens(text)
    rest = [(word, key) for word, key in tokens if key not in words.dwelling]
    if not _are_contentless(rest) or _aspect_of(tokens) is not None:
        return False
    return any(key in words.places for _, key in rest)


@dataclass(frozen=True, slots=True)
class _Words:
    asked: Mapping[str, tuple[tuple[tuple[str, ...], Aspect], ...]]
    named: Mapping[str, Aspect]
    weak: Mapping[str, Aspect]
    quantity: frozenset[str]
    second_person: frozenset[str]
    continuing: tuple[tuple[str, ...], ...]
    small_talk: tuple[tuple[str, ...], ...]
    contentless: frozenset[str]
    places: frozenset[str]
    dwelling: frozenset[str]


def _tokens(text: str) -> list[tuple[str, str]]:
    """The words of a text, each as it is typed and its key."""
    written = normalise(text[:_LONGEST])
    if not written.isascii():
        for parts, whole in aspect_words.COMPOUNDS.items():
            written = written.replace(parts, whole)
    words = (word.replace("'", "") for word in _WORD.findall(written))
    return [(word, fold(word) if word.isascii() else word) for word in words]


def _keys(text: str) -> list[str]:
    return [key for _, key in _tokens(text)]


def _is_small_talk(keys: tuple[str, ...]) -> bool:
    return any(
        keys[at : at + len(phrase)] == phrase
        for phrase in _words().small_talk
        for at in range(len(keys) - len(phrase) + 1)
    )


def _are_contentless(tokens: Sequence[tuple[str, str]]) -> bool:
    words = _words()
    return 0 < len(tokens) <= _LONGEST_FOLLOW_UP and all(
        word in aspect_words.EMPTY_ENGLISH or (key in words.contentless and word not in aspect_words.CONTENT)
        for word, key in tokens
    )


def _key_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key for word in words for key in _keys(word))


@cache
def _words() -> _Words:
    asked: dict[str, list[tuple[tuple[str, ...], Aspect]]] = {}
    for name, listed_phrases in aspect_words.ASKED.items():
        for phrase in listed_phrases:
            keys = tuple(_keys(phrase))
            asked.setdefault(keys[0], []).append((keys, Aspect(name)))
    named, weak = (
        {key: Aspect(name) for name, words in table.items() for key in _key_set(words)}
        for table in (aspect_words.NAMED, aspect_words.WEAK)
    )
    contentless = _key_set(aspect_words.EMPTY) | _key_set(place_names()) | named.keys() | weak.keys()
    for phrases_of_first in asked.values():
        contentless |= {key for keys, _ in phrases_of_first for key in keys}
    return _Words(
        asked={first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in asked.items()},
        named=named,
        weak=weak,
        quantity=_key_set(aspect_words.QUANTITY),
        second_person=_key_set(aspect_words.SECOND_PERSON),
        continuing=tuple(tuple(_keys(phrase)) for phrase in aspect_words.CONTINUING),
        small_talk=tuple(tuple(_keys(phrase)) for phrase in aspect_words.SMALL_TALK),
        contentless=frozenset(contentless),
        places=_key_set(place_names()),
        dwelling=_key_set(aspect_words.DWELLING),
    )


def _aspect_of(tokens: Sequence[tuple[str, str]]) -> Aspect | None:
    """The heaviest aspect found in the words, the earliest among equals."""
    words = _words()
    plain = _are_contentless(tokens)
    keys = [key for _, key in tokens]
    found: list[tuple[int, int, Aspect]] = []
    for at, key in enumerate(keys):
        for phrase, aspect in words.asked.get(key, ()):
            if tuple(keys[at : at + len(phrase)]) == phrase:
                found.append((_ASKED, -at, aspect))
                break
        noun = words.named.get(key) or words.weak.get(key)
        if noun is None:
            continue
        around = (*keys[max(0, at - _NEAR) : at], *keys[at + 1 : at + 1 + _NEAR])
        if any(neighbour in words.quantity for neighbour in around):
            found.append((_CHOSEN, -at, noun))
        elif key in words.named:
            found.append((_NAMED, -at, noun))
        elif plain:
            found.append((_LINKING, -at, noun))
    return max(found)[2] if found else None
