"""Classes of error, computed from what search did: no class is filled by hand."""

from collections.abc import Iterable
from enum import Enum

from knowledge.content import ServiceContent
from knowledge.decision import MOST_CHOICES
from knowledge.index.loaded import LoadedIndex
from knowledge.interfaces import Decision
from knowledge.search_quality.asking import Outcome
from knowledge.terms import words

TELLING = 0.25
"""A word tells services apart when at most this share of them use it."""

_WHAT_DIFFERS = "Mended by example questions of both services that say what tells the two apart."
_CITIZENS_WORDS = (
    "Mended by example questions of the right service in the words that citizens use; where no word is shared, by the"
    " embedding model."
)
_OTHER_THINGS = "Mended by messages out of scope for training that use the service's words about another thing."
_OTHER_SERVICES = "Mended by messages out of scope for training about other public services, or by the embedding model."


class Mistake(Enum):
    """What went wrong, how it is called in the report, and what kind of change mends it."""

    ANSWERED_NEIGHBOUR = (
        "answered about another service, the right one was second or third",
        _WHAT_DIFFERS,
    )
    ANSWERED_FAR = (
        "answered about another service, the right one was beyond the third",
        _CITIZENS_WORDS,
    )
    BACK_THOUGH_FIRST = (
        "asked back though the right service was first",
        "Mended by features that part near neighbours, or by a higher cost of asking back.",
    )
    BACK_WITH_IT = (
        "asked back, the right service was offered second or third",
        _WHAT_DIFFERS,
    )
    BACK_WITHOUT_IT = (
        "asked back without the right service",
        _CITIZENS_WORDS,
    )
    REFUSED_UNWEIGHED = (
        "refused in scope, nothing was near enough to weigh",
        "Mended by a lower `nearness` in the fusion, or by an embedding model that reads this writing better.",
    )
    REFUSED_WEIGHED = (
        "refused in scope after weighing",
        "Mended by example questions of the service, or by fewer messages out of scope in training that sound like it.",
    )
    OUTSIDE_ANSWERED_SHARED = (
        "answered out of scope, words shared with the service",
        _OTHER_THINGS,
    )
    OUTSIDE_ANSWERED_APART = (
        "answered out of scope, no telling word shared",
        _OTHER_SERVICES,
    )
    OUTSIDE_BACK_SHARED = (
        "asked back out of scope, words shared with the first service",
        _OTHER_THINGS,
    )
    OUTSIDE_BACK_APART = (
        "asked back out of scope, no telling word shared",
        _OTHER_SERVICES,
    )

    @property
    def title(self) -> str:
        """How the report calls it."""
        return self.value[0]

    @property
    def mend(self) -> str:
        """What kind of change mends it."""
        return self.value[1]


class Vocabulary:
    """Which words tell the services of an index apart, and which service uses them anywhere."""

    def __init__(self, index: LoadedIndex) -> None:
        used: dict[str, set[str]] = {slug: set() for slug in index.services}
        for passage in index.passages:
            used[passage.service].update(words(passage.text))
        users: dict[str, int] = {}
        for found in used.values():
            for word in found:
                users[word] = users.get(word, 0) + 1
        most = max(1.0, TELLING * len(used))
        self._telling = {slug: frozenset(word for word in found if users[word] <= most) for slug, found in used.items()}

    def shared(self, text: str, services: Iterable[str]) -> bool:
        """Whether `text` has a telling word of one of `services`."""
        found = set(words(text))
        return any(found & self._telling.get(slug, frozenset()) for slug in services)


def mistake_of(outcome: Outcome, vocabulary: Vocabulary) -> Mistake | None:
    """The class of what search did with a question; None when it was right.

    A question out of scope that was refused is right, and so is one in scope that was answered about its service.
    """
    if not outcome.in_scope:
        return _outside(outcome, vocabulary)
    if outcome.result.decision is Decision.NO_ANSWER:
        return Mistake.REFUSED_WEIGHED if outcome.probabilities else Mistake.REFUSED_UNWEIGHED
    place = outcome.rank or MOST_CHOICES + 1
    if outcome.result.decision is Decision.ANSWER:
        by_place: tuple[Mistake | None, ...] = (None, Mistake.ANSWERED_NEIGHBOUR, Mistake.ANSWERED_FAR)
    else:
        by_place = (Mistake.BACK_THOUGH_FIRST, Mistake.BACK_WITH_IT, Mistake.BACK_WITHOUT_IT)
    return by_place[0 if place == 1 else 1 if place <= MOST_CHOICES else 2]


def _outside(outcome: Outcome, vocabulary: Vocabulary) -> Mistake | None:
    if outcome.result.decision is Decision.NO_ANSWER:
        return None
    shared = vocabulary.shared(outcome.asked.question.text, [outcome.first or ""])
    if outcome.result.decision is Decision.ANSWER:
        return Mistake.OUTSIDE_ANSWERED_SHARED if shared else Mistake.OUTSIDE_ANSWERED_APART
    return Mistake.OUTSIDE_BACK_SHARED if shared else Mistake.OUTSIDE_BACK_APART


def declared_neighbours(services: Iterable[ServiceContent]) -> frozenset[tuple[str, str]]:
    """Pairs of slugs, in both orders, that the pack itself says are easily confused."""
    pairs = {(service.slug, neighbour.service) for service in services for neighbour in service.neighbours}
    return frozenset(pairs | {(second, first) for first, second in pairs})
