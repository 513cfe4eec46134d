"""Training rows for the fusion: questions whose own passages are hidden, and messages for no service.

Every example question of the pack is asked with itself hidden (and what stands at its place in the other
languages, which is often its translation). It is asked again with half of its service's questions
hidden, as a citizen asks who thinks of other words than the writer did; and, with a small weight, with
its whole service hidden, when "none" is right.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.evidence import Evidence, gather
from knowledge.features import compute
from knowledge.index.grouped import KIND_CODES
from knowledge.index.loaded import LoadedIndex
from knowledge.interfaces import Embedder
from knowledge.passages import PassageKind
from knowledge.terms import FIELDS

OUT_OF_SCOPE = Path(__file__).with_name("out_of_scope.tsv")

UNSEEN, HARDER, OUTSIDE, MISSING = "unseen", "harder", "outside", "missing"
"""Kinds of row: itself hidden; half of the questions hidden too; out of scope; its whole service hidden."""

_SHARE_HIDDEN = 0.5


@dataclass(frozen=True, slots=True)
class OutsideMessage:
    """A message for no service, or for `service` if a pack has that one (a slug, or empty)."""

    text: str
    language: str
    service: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows ready for fitting. `targets` are places of services, or the number of services for "none".

    `services` has shape (rows, services, features), `query` (rows, query features). `groups` tells
    questions that must not be divided between fitting and checking: the place of the service, or a
    running number for messages outside.
    """

    services: NDArray[np.float64]
    query: NDArray[np.float64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    groups: NDArray[np.int64]
    kinds: NDArray[np.str_]
    languages: NDArray[np.str_]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    evidence: Evidence
    hidden: NDArray[np.bool_] | None
    target: int
    weight: float
    group: int
    kind: str
    language: str
    text: str


def read_outside(path: Path = OUT_OF_SCOPE) -> list[OutsideMessage]:
    """The out-of-scope messages: a TSV with the header `text language service_id`."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [OutsideMessage(row["text"], row["language"], row["service_id"] or "") for row in rows]


def collect(index: LoadedIndex, embedder: Embedder, outside: Sequence[OutsideMessage], seed: int, dense: bool) -> Table:
    """All rows for `index`, the same for a seed. `dense` False: as if the embedder had failed."""
    rows = [*_question_rows(index, seed, dense), *_outside_rows(index, embedder, outside, seed, dense)]
    features = [compute(index, row.evidence, row.hidden) for row in rows]
    return Table(
        services=np.stack([found.services for found in features]),
        query=np.stack([found.query for found in features]),
        targets=np.array([row.target for row in rows], dtype=np.int64),
        weights=np.array([row.weight for row in rows]),
        groups=np.array([row.group for row in rows], dtype=np.int64),
        kinds=np.array([row.kind for row in rows]),
        languages=np.array([row.language for row in rows]),
        texts=tuple(row.text for row in rows),
    )


def _question_rows(index: LoadedIndex, seed: int, dense: bool) -> Iterator[_Row]:
    chance = random.Random(seed)  # noqa: S311 - which rows are hidden is no secret
    none = len(index.services)
    questions = np.array([passage.kind is PassageKind.QUESTION for passage in index.passages])
    positions = np.array([passage.position for passage in index.passages])
    for place in np.flatnonzero(questions):
        passage, owner = index.passages[place], int(index.owners[place])
        mine = index.owners == owner
        slot = mine & questions & (positions == passage.position)
        vector = index.vectors[place] if dense else None
        evidence = gather(index, passage.text, vector, passage.language, tuple(FIELDS))
        half = np.array([chance.random() < _SHARE_HIDDEN for _ in range(len(questions))]) & questions & mine

        def row(hidden: NDArray[np.bool_], target: int, weight: float, kind: str) -> _Row:
            return _Row(evidence, hidden, target, weight, owner, kind, passage.language, passage.text)  # noqa: B023 - used at once

        yield row(slot, owner, 1.0, UNSEEN)
        yield row(slot | half, owner, 1.0, HARDER)
        yield row(mine, none, 0.1, MISSING)


def _outside_rows(
    index: LoadedIndex, embedder: Embedder, outside: Sequence[OutsideMessage], seed: int, dense: bool
) -> Iterator[_Row]:
    chance = random.Random(seed + 1)  # noqa: S311 - which rows are hidden is no secret
    places = {slug: place for place, slug in enumerate(index.services)}
    questions = index.kinds == KIND_CODES[PassageKind.QUESTION]
    vectors = embedder.encode([message.text for message in outside]) if dense else None
    weight = _outside_weight(int(questions.sum()), len(outside))
    for number, message in enumerate(outside):
        vector = vectors[number] if vectors is not None else None
        evidence = gather(index, message.text, vector, message.language, tuple(FIELDS))
        target = places.get(message.service, len(index.services))
        group = len(index.services) + number
        kind = UNSEEN if message.service in places else OUTSIDE
        half = np.array([chance.random() < _SHARE_HIDDEN for _ in range(len(questions))]) & questions
        for hidden in (None, half):
            yield _Row(evidence, hidden, target, weight, group, kind, message.language, message.text)


def _outside_weight(questions: int, messages: int) -> float:
    """Weighs the messages outside like a third of the questions: about one message in four is not for us."""
    return max(0.25, questions / 3 / max(messages, 1))
