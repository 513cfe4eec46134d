"""What the index says about one question: a score of every passage, dense and per lexical field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.index.grouped import Grouped, padded_rows
from knowledge.index.lexical import Numbers, Places
from knowledge.index.loaded import LoadedIndex
from knowledge.terms import FIELDS

OWNED_FIELDS = ("words", "skeletons")
"""The fields of which it matters how few services have a term; grams are too many and too vague for that."""

CANDIDATES = 96
"""Services that are compared for one question. A pack of fewer is compared whole; of more, those that any of the
retrievers puts first, so that the features mean the same among thousands as among the few they were learnt on."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of all passages of one index (or its candidates) for one question, each of shape (passages,).

    `dense` are cosines, `vector` the question's unit vector; both None when the embedder failed. `lexical` holds, per
    field, values in [0, 1); `places`, per distinct term of the field, the passages that have it, ascending, also when
    narrowed those of the whole index (of all fields, or of the `OWNED_FIELDS` alone); `known`, per field, the share of
    those terms that any passage of the whole index has. `language` is the question's BCP 47 tag or None.
    """

    dense: NDArray[np.float32] | None
    vector: NDArray[np.float32] | None
    lexical: Mapping[str, NDArray[np.float32]]
    places: Mapping[str, tuple[Places, ...]]
    known: Mapping[str, float]
    language: str | None


def gather(
    index: LoadedIndex,
    text: str,
    vector: NDArray[np.float32] | None,
    language: str | None,
    placed: Sequence[str] = OWNED_FIELDS,
) -> Evidence:
    """Score every passage of `index` for `text` with unit vector `vector` (None: the embedder failed).

    `placed`: the fields whose `places` are wanted; to leave passages out afterwards takes all of them.
    """
    numbers = {name: index.lexical[name].numbers(extract(text)) for name, extract in FIELDS.items()}
    return Evidence(
        dense=index.dense.scores(vector) if vector is not None else None,
        vector=vector,
        lexical={name: index.lexical[name].scores(found) for name, found in numbers.items()},
        places={name: index.lexical[name].places(numbers[name]) for name in placed},
        known={name: _share_known(found) for name, found in numbers.items()},
        language=language,
    )


def _share_known(numbers: Numbers) -> float:
    return sum(number is not None for number in numbers) / len(numbers) if numbers else 0.0


def narrow(index: LoadedIndex, evidence: Evidence) -> tuple[Grouped, Evidence, NDArray[np.int64]]:
    """The candidates among the services: grouped alone, the evidence about them, and their places in `index`.

    An index of at most `CANDIDATES` services is given back whole.
    """
    count = len(index.services)
    if count <= CANDIDATES:
        return index, evidence, np.arange(count)
    chosen = _candidates(index, evidence)
    begins, counts = index.starts[chosen], index.counts[chosen]
    starts = np.cumsum(counts) - counts
    members = np.repeat(begins - starts, counts) + np.arange(int(counts.sum()))
    slots = np.full(count, -1, dtype=np.int64)
    slots[chosen] = np.arange(len(chosen))
    part = Grouped(
        manifest=index.manifest,
        services=tuple(index.services[place] for place in chosen.tolist()),
        starts=starts,
        begins=begins,
        counts=counts,
        rows=padded_rows(counts),
        owners=np.repeat(np.arange(len(chosen)), counts),
        languages=index.languages[members],
        kinds=index.kinds[members],
        vectors=index.vectors[:0],
        sums=index.sums[chosen],
        hints=index.hints.among(slots),
    )
    narrowed = replace(
        evidence,
        dense=None if evidence.dense is None else evidence.dense[members],
        lexical={name: scores[members] for name, scores in evidence.lexical.items()},
    )
    return part, narrowed, chosen


def _candidates(index: LoadedIndex, evidence: Evidence) -> NDArray[np.int64]:
    """The services that one of the retrievers ranks first, by their best passage; ascending."""
    scored = [*evidence.lexical.values(), *([] if evidence.dense is None else [evidence.dense])]
    each = CANDIDATES // len(scored)
    chosen = np.zeros(len(index.services), dtype=bool)
    for scores in scored:
        best = np.maximum.reduceat(scores, index.starts)
        chosen[np.argpartition(-best, each)[:each]] = True
    return np.flatnonzero(chosen)
