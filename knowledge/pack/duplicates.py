"""Example questions of a pack held against each other: none twice, none nearly twice, none from a template.

All of it works on words and letters, so a pack is checked without a model; the starter pack's 5,100 questions take two
seconds. English and Roman Urdu are compared together, since both are typed in Latin letters; Urdu by itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from knowledge.pack.fields import PLACEHOLDERS
from knowledge.pack.located import Problems
from knowledge.pack.reader import PlacedQuestion
from knowledge.pack.small_words import ASKING_WORDS, SMALL_WORDS
from knowledge.terms import grams, skeletons, words
from nlu.normalise import normalise

LEAST_OVERLAP = 0.65
"""Shared n-grams, of all that either question has, from which two long questions of two services say the same.

All that this flagged in the starter pack differed by a noun; from 0.60 on it flags situations that are different.
"""

LONG_QUESTION = 5
"""Words that say something, from which the n-grams of a question tell what it asks."""

SHORTEST_TEMPLATE = 5
"""Words of a question, from which one that differs makes a template. A shorter one (`passport ki fees kitni`) leaves
nothing else to say.
"""

_FEW_WORDS = 2
"""Up to so many words, two different ones share their consonants too easily."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """A question, its folded words, and those of them that say something (all, if none does)."""

    place: PlacedQuestion
    words: tuple[str, ...]
    telling: tuple[str, ...]


Pair = tuple[_Question, _Question]


def check_duplicates(questions: Sequence[PlacedQuestion], problems: Problems) -> None:
    """Record every question that an earlier one has said already: once each, by the strictest rule that it breaks.

    One that is still to be written (`fields.PLACEHOLDERS`) says nothing yet.
    """
    scripts: dict[bool, list[_Question]] = {True: [], False: []}
    reported = set(_check_same(questions, problems))
    for place in questions:
        if (place.file, place.line) not in reported and PLACEHOLDERS.get(place.language, "\0") not in place.text:
            found = tuple(words(place.text))
            telling = tuple(word for word in found if word not in SMALL_WORDS)
            scripts[place.language == "ur"].append(_Question(place, found, telling or found))
    for script in scripts.values():
        for pairs, message, mend in (
            (_same_meaning(script), "nearly the same question stands at", "say what is different, or keep it there"),
            (_overlapping(script), "nearly the same question stands at", "say what is different, or keep it there"),
            (_from_template(script), "as in a template, only one word is not that of", "ask it in another way"),
        ):
            for earlier, question in ((a.place, b.place) for a, b in pairs):
                # Who mends the one may have mended the other: each is reported against a question that stays.
                if not reported & {(earlier.file, earlier.line), (question.file, question.line)}:
                    reported.add((question.file, question.line))
                    problems.add(question.file, question.line, f"{message} {earlier.file}:{earlier.line}", mend)


def _check_same(questions: Sequence[PlacedQuestion], problems: Problems) -> Iterator[tuple[str, int]]:
    """Record, and give the place of, what differs from an earlier one in case, marks and spaces at most."""
    seen: dict[str, PlacedQuestion] = {}
    for question in questions:
        earlier = seen.setdefault(" ".join(_WORD.findall(normalise(question.text))), question)
        if earlier is not question:
            message = f"the same question stands at {earlier.file}:{earlier.line}"
            problems.add(question.file, question.line, message, "write another one")
            yield question.file, question.line


def _same_meaning(questions: Sequence[_Question]) -> Iterator[Pair]:
    """Pairs of two services that differ in spelling, the order of words, and words that say nothing, at most."""
    seen: dict[frozenset[str], _Question] = {}
    for question in questions:
        earlier = seen.setdefault(_meaning(question.telling), question)
        if earlier.place.service != question.place.service:
            yield earlier, question


def _meaning(telling: Sequence[str]) -> frozenset[str]:
    """The words that say something, whatever their order; by their consonants unless they are few."""
    if len(telling) <= _FEW_WORDS:
        return frozenset(telling)
    return frozenset(bones for word in telling for bones in skeletons(word) or [word])


def _overlapping(questions: Sequence[_Question]) -> Iterator[Pair]:
    """Pairs of two services and `LONG_QUESTION` or more telling words with a Jaccard index of `LEAST_OVERLAP` or more.

    Two such sets share one of their first few members when both are sorted by rarity (prefix filtering: Chaudhuri,
    Ganti and Kaushik 2006), so few pairs have to be looked at.
    """
    sets = {q: frozenset(grams(" ".join(q.telling))) for q in questions if len(q.telling) >= LONG_QUESTION}
    frequency = Counter(gram for found in sets.values() for gram in found)
    rank = {gram: place for place, (gram, _) in enumerate(sorted(frequency.items(), key=lambda item: item[::-1]))}
    holders: dict[str, list[_Question]] = defaultdict(list)
    for question, found in sets.items():
        rarest = sorted(found, key=rank.__getitem__)[: len(found) - ceil(LEAST_OVERLAP * len(found)) + 1]
        for other in dict.fromkeys(holder for gram in rarest for holder in holders[gram]):
            if (
                other.place.service != question.place.service
                and min(len(found), len(sets[other])) >= LEAST_OVERLAP * max(len(found), len(sets[other]))
                and len(found & sets[other]) >= LEAST_OVERLAP * len(found | sets[other])
            ):
                yield other, question
        for gram in rarest:
            holders[gram].append(question)


def _from_template(questions: Sequence[_Question]) -> Iterator[Pair]:
    """Pairs of `SHORTEST_TEMPLATE` or more words with one word different, in one place, and it is not what is asked."""
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, _Question]]] = defaultdict(list)
    for question in questions:
        for place, word in enumerate(question.words if len(question.words) >= SHORTEST_TEMPLATE else ()):
            if word not in ASKING_WORDS:
                others = seen[question.words[:place], question.words[place + 1 :]]
                yield from ((earlier, question) for other, earlier in others if other != word)
                others.append((word, question))
