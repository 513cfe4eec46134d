"""What the index says about one question: a score of every passage, dense and per lexical field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.index.grouped import Grouped, padded_rows
from knowledge.index.loaded import LoadedIndex
from knowledge.terms import FIELDS

OWNED_FIELDS = ("words", "skeletons")
"""The fields of which it matters how few services have a term; grams are too many and too vague for that."""

CANDIDATES = 64
"""Services that are compared for one question. A pack of fewer is compared whole; of more, those that any of the
retrievers puts first, so that the features mean the same among thousands as among the few they were learnt on."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of all passages of one index (or its candidates) for one question, each of shape (passages,).

    `dense` are cosines, `vector` the question's unit vector; both None when the embedder failed. `lexical` holds, per
    field, values in [0, 1); `places`, per distinct term of the field, the passages that have it, in order; `known`,
    the share of those terms that any passage of the whole index has. `language` is the question's BCP 47 tag or None.
    """

    dense: NDArray[np.float32] | None
    vector: NDArray[np.float32] | None
    lexical: Mapping[str, NDArray[np.float32]]
    places: Mapping[str, tuple[NDArray[np.int64], ...]]
    known: Mapping[str, float]
    language: str | None


def gather(index: LoadedIndex, text: str, vector: NDArray[np.float32] | None, language: str | None) -> Evidence:
    """Score every passage of `index` for `text` with unit vector `vector` (None: the embedder failed)."""
    terms = {name: extract(text) for name, extract in FIELDS.items()}
    places = {name: index.lexical[name].places(found) for name, found in terms.items()}
    return Evidence(
        dense=index.dense.scores(vector) if vector is not None else None,
        vector=vector,
        lexical={name: index.lexical[name].scores(found) for name, found in terms.items()},
        places=places,
        known={name: _share_found(found) for name, found in places.items()},
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
    moved = {
        name: tuple(_moved(found, index.starts[chosen], ends[chosen], starts) for found in evidence.places[name])
        for name in OWNED_FIELDS
    }
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
    found: NDArray[np.int64], old: NDArray[np.int64], ends: NDArray[np.int64], new: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Those of the ascending places `found` that lie in [old, ends) of a candidate, counted from its `new` start."""
    first, last = np.searchsorted(found, old), np.searchsorted(found, ends)
    counts = last - first
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.asarray(found[np.repeat(first, counts) + within] + np.repeat(new - old, counts), dtype=np.int64)


def _share_found(places: tuple[NDArray[np.int64], ...]) -> float:
    return sum(bool(len(found)) for found in places) / len(places) if places else 0.0
