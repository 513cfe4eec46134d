"""Services with fewer example questions, as if curators had written no more."""

import random
from collections.abc import Iterable
from dataclasses import replace

from knowledge.content import ServiceContent


def with_examples(service: ServiceContent, count: int, draw: int = 0) -> ServiceContent:
    """`service` with at most `count` example questions a language.

    Which ones stay is drawn by chance, the same for a `draw`, and those of a smaller `count` are among those of a
    greater. Languages keep the same places, since what stands at one place is often a translation.
    """
    places = list(range(max((len(texts) for texts in service.questions.values()), default=0)))
    random.Random(f"{draw}:{service.slug}").shuffle(places)  # noqa: S311 - which examples stay is no secret
    questions = {}
    for language, texts in service.questions.items():
        kept = sorted([place for place in places if place < len(texts)][:count])
        questions[language] = tuple(texts[place] for place in kept)
    return replace(service, questions=questions)


def cut(services: Iterable[ServiceContent], slugs: Iterable[str], count: int, draw: int = 0) -> list[ServiceContent]:
    """`services`, those among `slugs` with at most `count` examples a language."""
    chosen = set(slugs)
    return [with_examples(service, count, draw) if service.slug in chosen else service for service in services]
