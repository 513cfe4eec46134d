"""What the index says about one question: a score of every passage, dense and per lexical field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.index.grouped import Grouped, padded_rows
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
    field, values in [0, 1); `places`, per distinct term of the field, the passages that have it, in order (of all
    fields, or of the `OWNED_FIELDS` alone); `known`, per field, the share of those terms that any passage of the whole
    index has. `language` is the question's BCP 47 tag or None.
    """

    dense: NDArray[np.float32] | None
    vector: NDArray[np.float32] | None
    lexical: Mapping[str, NDArray[np.float32]]
    places: Mapping[str, tuple[NDArray[np.int64], ...]]
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
    terms = {name: extract(text) for name, extract in FIELDS.items()}
    return Evidence(
        dense=index.dense.scores(vector) if vector is not None else None,
        vector=vector,
        lexical={name: index.lexical[name].scores(found) for name, found in terms.items()},
        places={name: index.lexical[name].places(terms[name]) for name in placed},
        known={name: index.lexical[name].known(found) for name, found in terms.items()},
        language=language,
    )


def narrow(index: LoadedIndex, evidence: Evidence) -> tuple[Grouped, Evidence, NDArray[np.int64]]:
    """The candidates among the services: grouped alone, the evidence about them, and their places in `index`.

    An index of at most `CANDIDATES` services is given back whole.
    """
    count = len(index.services)
    if count <= CANDIDATES:
        return index, evidence, np.arange(count)
    chosen = _candidates(index, evidence)
    ends = np.append(index.starts[1:], len(index.owners))
    counts = ends[chosen] - index.starts[chosen]
    starts = np.cumsum(counts) - counts
    rows = padded_rows(counts)
    members = np.repeat(index.starts[chosen] - starts, counts) + np.arange(int(counts.sum()))
    part = Grouped(
        manifest=index.manifest,
        services=tuple(index.services[place] for place in chosen),
        starts=starts,
        rows=rows,
        owners=np.repeat(np.arange(len(chosen)), counts),
        languages=index.languages[members],
        kinds=index.kinds[members],
        vectors=index.vectors[:0],
        sums=index.sums[chosen],
        hints=index.hints.among(chosen),
    )
    slots = np.full(count, -1, dtype=np.int64)
    slots[chosen] = np.arange(len(chosen))
    shifts = starts - index.starts[chosen]
    moved = {name: _moved(evidence.places[name], index.owners, slots, shifts) for name in OWNED_FIELDS}
    narrowed = replace(
        evidence,
        dense=None if evidence.dense is None else evidence.dense[members],
        lexical={name: scores[members] for name, scores in evidence.lexical.items()},
        places=moved,
    )
    return part, narrowed, chosen


def _candidates(index: LoadedIndex, evidence: Evidence) -> NDArray[np.int64]:
    """The services that one of the retrievers ranks first, by their best passage; ascending."""
    scored = [*evidence.lexical.values(), *([] if evidence.dense is None else [evidence.dense])]
    each = CANDIDATES // len(scored)
    best = [np.maximum.reduceat(scores, index.starts) for scores in scored]
    return np.unique(np.concatenate([np.argpartition(-values, each)[:each] for values in best]))


def _moved(
    places: tuple[NDArray[np.int64], ...],
    owners: NDArray[np.int64],
    slots: NDArray[np.int64],
    shifts: NDArray[np.int64],
) -> tuple[NDArray[np.int64], ...]:
    """Of each of the `places`, those whose owner has one of the `slots` (not -1), moved by the shift of that slot."""
    if not places:
        return ()
    found = np.concatenate(places)
    mine = slots[owners[found]]
    kept = mine >= 0
    moved = found[kept] + shifts[mine[kept]]
    ends = np.cumsum(np.array([len(part) for part in places[:-1]], dtype=np.int64))
    passed = np.concatenate([[0], np.cumsum(kept)])
    return tuple(np.split(moved, passed[ends]))
