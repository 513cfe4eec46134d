"""From the scores of passages to a few numbers per service, the same for every pack, service and language.

Nothing here knows a service: a new one is judged by the same features at once. Cosines are put on the
scale of the index's own background (mean 0, deviation 1 between a question and services that it is not
about), so that weights learned with one embedder make sense with another.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.evidence import OWNED_FIELDS, Evidence
from knowledge.index.grouped import KIND_CODES, LANGUAGE_CODES, Grouped
from knowledge.index.lexical import Places
from knowledge.passages import PassageKind
from knowledge.terms import FIELDS

DENSE_FEATURES = (
    *("dense_best", "dense_second", "dense_top3", "dense_question", "dense_article", "dense_language"),
    *("dense_languages", "dense_vote", "dense_centroid", "dense_title", "dense_gap", "dense_rank"),
    *("dense_sent_here", "dense_sent_away"),
)
LEXICAL_FEATURES = (
    *(f"{field}_{feature}" for field in FIELDS for feature in ("best", "top3", "title", "gap", "rank")),
    *(f"{field}_{feature}" for field in OWNED_FIELDS for feature in ("owned", "owned_gap", "owned_most")),
)
AGREEMENT_FEATURES = ("agreement",)
QUERY_DENSE_FEATURES = ("query_dense_best", "query_dense_top3", "query_dense_margin")
QUERY_LEXICAL_FEATURES = (
    *(f"query_{field}_best" for field in FIELDS),
    *(f"query_{field}_known" for field in FIELDS),
)

_ABSENT = -2.0
"""The value of a dense feature of a service that has no passage of that kind."""

_VOTE_WIDTH = 0.06
"""The difference of cosines by which a passage's vote falls to a third."""

_LOWEST = np.float32(-np.inf)
"""Stands for the score of a passage that does not count, until the floor is laid."""

Matrix = NDArray[np.float64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """`services` has shape (services, names), `query` shape (query names,)."""

    services: Matrix
    query: Matrix


def service_names(dense: bool) -> tuple[str, ...]:
    """The names of the features of a service, with or without the dense ones."""
    return (*DENSE_FEATURES, *LEXICAL_FEATURES, *AGREEMENT_FEATURES) if dense else LEXICAL_FEATURES


def query_names(dense: bool) -> tuple[str, ...]:
    """The names of the features of a question as a whole."""
    return (*QUERY_DENSE_FEATURES, *QUERY_LEXICAL_FEATURES) if dense else QUERY_LEXICAL_FEATURES


def compute(index: Grouped, evidence: Evidence, hidden: NDArray[np.bool_] | None = None) -> Features:
    """The features of every service of `index`, as if the `hidden` passages (shape (passages,)) were not there."""
    scores = _without(np.stack([evidence.lexical[field] for field in FIELDS]), hidden)
    top = _top(index, scores, 0.0)
    titles = _best(index, scores, _is_title(index), 0.0)
    lexical: list[Matrix] = []
    ranks: dict[str, Matrix] = {}
    for field, best, title in zip(FIELDS, top, titles, strict=True):
        top3 = best.mean(axis=1)
        gap, ranks[field] = _standing(top3)
        lexical.extend((best[:, 0], top3, title, gap, ranks[field]))
    for field in OWNED_FIELDS:
        owned, most = _ownership(index, evidence.places[field], hidden)
        lexical.extend((owned, _standing(owned)[0], most))
    known = [_known_share(evidence, field, hidden) for field in FIELDS]
    query_lexical = [*top[:, :, 0].max(axis=1).tolist(), *known]
    if evidence.dense is None or evidence.vector is None:
        return Features(np.array(lexical).T, np.array(query_lexical))
    dense, top3, rank = _dense(index, evidence, hidden)
    ordered = np.sort(top3)[::-1]
    margin = float(ordered[0] - ordered[1]) if len(ordered) > 1 else 3.0
    return Features(
        np.array([*dense, *lexical, rank * ranks["grams"]]).T,
        np.array([float(dense[0].max()), float(ordered[0]), margin, *query_lexical]),
    )


def _dense(index: Grouped, evidence: Evidence, hidden: NDArray[np.bool_] | None) -> tuple[list[Matrix], Matrix, Matrix]:
    """The columns of `DENSE_FEATURES`, and of them once more the mean of the three best and the rank."""
    manifest = index.manifest

    def scaled(cosines: Matrix) -> Matrix:
        return (cosines - manifest.near_mean) / manifest.near_deviation

    assert evidence.dense is not None and evidence.vector is not None  # noqa: S101 - the caller looked
    far = manifest.near_mean + _ABSENT * manifest.near_deviation
    scores = _without(evidence.dense, hidden)
    questions = index.kinds == KIND_CODES[PassageKind.QUESTION]
    top = _top(index, scores, far)
    top3 = scaled(top.mean(axis=1))
    gap, rank = _standing(top3)
    languages = _best_of_languages(index, scores, far)
    columns = [
        scaled(top[:, 0]),
        scaled(top[:, 1]),
        top3,
        scaled(_best(index, scores, questions, far)),
        scaled(_best(index, scores, ~questions, far)),
        scaled(languages.get(LANGUAGE_CODES.get(evidence.language or "", -1), top[:, 0])),
        scaled(np.asarray(np.mean(list(languages.values()), axis=0))),
        _vote(index, scores, far),
        scaled(_centroid(index, evidence.vector, hidden)),
        scaled(_best(index, scores, _is_title(index), far)),
        gap,
        rank,
        *(scaled(part) for part in _hinted(index, evidence.vector, hidden, far)),
    ]
    return columns, top3, rank


def _hinted(
    index: Grouped, vector: NDArray[np.float32], hidden: NDArray[np.bool_] | None, far: float
) -> tuple[Matrix, Matrix]:
    """The nearest hint that leads to each service, and the nearest that leads away from it.

    A service that is hidden whole is in no hint either.
    """
    here, away = (np.full(len(index.services), far) for _ in range(2))
    hints = index.hints
    if len(hints.vectors):
        scores = np.maximum(hints.vectors @ vector, far).astype(np.float64)
        if hidden is not None:
            gone = np.logical_and.reduceat(hidden, index.starts)
            scores[gone[hints.sources] | gone[hints.targets]] = far
        np.maximum.at(here, hints.targets, scores)
        np.maximum.at(away, hints.sources, scores)
    return here, away


def _is_title(index: Grouped) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = index.kinds == KIND_CODES[PassageKind.TITLE]
    return found


def _known_share(evidence: Evidence, field: str, hidden: NDArray[np.bool_] | None) -> float:
    """The share of the question's distinct terms that some passage has, in [0, 1]; 0 without terms.

    What only hidden passages know is unknown: else every training question would know all its own words.
    """
    if hidden is None:
        return evidence.known[field]
    places = evidence.places[field]
    return sum(not hidden[found].all() for found in places) / len(places) if places else 0.0


def _without(scores: Scores, hidden: NDArray[np.bool_] | None) -> Scores:
    return scores if hidden is None else np.where(hidden, _LOWEST, scores)


def _top(index: Grouped, scores: Scores, floor: float, count: int = 3) -> Matrix:
    """The `count` highest of the `scores` of each service, highest first, none below `floor`.

    `scores` have shape (..., passages), the result (..., services, count). Both this and `_best` compare numbers of
    32 bits, half the work, and go on with 64 only with what is left.
    """
    padding = np.full((*scores.shape[:-1], 1), _LOWEST)
    table = np.take(np.concatenate([scores, padding], axis=-1), index.rows, axis=-1)
    highest = np.sort(table, axis=-1)[..., : -count - 1 : -1].astype(np.float64)
    if highest.shape[-1] < count:
        missing = count - highest.shape[-1]
        highest = np.pad(highest, [*[(0, 0)] * (highest.ndim - 1), (0, missing)], constant_values=floor)
    return np.maximum(highest, floor)


def _best(index: Grouped, scores: Scores, chosen: NDArray[np.bool_], floor: float) -> Matrix:
    """The highest score of each service among the `chosen` passages, none below `floor`; shaped as in `_top`."""
    kept = np.where(chosen, scores, _LOWEST)
    return np.maximum(np.maximum.reduceat(kept, index.starts, axis=-1).astype(np.float64), floor)


def _centroid(index: Grouped, vector: NDArray[np.float32], hidden: NDArray[np.bool_] | None) -> Matrix:
    sums = index.sums.astype(np.float64)
    if hidden is not None and hidden.any():
        sums = sums.copy()
        np.subtract.at(sums, index.owners[hidden], index.vectors[hidden].astype(np.float64))
    lengths = np.sqrt((sums * sums).sum(axis=1))
    return np.asarray(sums @ vector.astype(np.float64) / np.maximum(lengths, 1e-9))


def _best_of_languages(index: Grouped, scores: Scores, far: float) -> dict[int, Matrix]:
    """The best of each language by its code: each language's questions were written apart."""
    codes = np.flatnonzero(np.bincount(index.languages)).tolist()
    return {code: _best(index, scores, index.languages == code, far) for code in codes}


def _vote(index: Grouped, scores: Scores, far: float) -> Matrix:
    """The logarithm of each service's share when every passage votes, near ones much more than far ones."""
    cosines = np.maximum(scores.astype(np.float64), far)
    votes = np.add.reduceat(np.exp((cosines - cosines.max()) / _VOTE_WIDTH), index.starts)
    return np.asarray(np.log(votes / votes.sum() + 1e-6))


def _ownership(index: Grouped, places: tuple[Places, ...], hidden: NDArray[np.bool_] | None) -> tuple[Matrix, Matrix]:
    """How much of the question's weight lies in terms of each service, and its weightiest term.

    A term weighs by how few services have it, 1 for a term of one service, near 0 for a term of all. A service has
    a term the more, the more of its passages do: n / (n + 1). A term that none has counts as the weightiest.
    """
    count = len(index.services)
    if not places:
        return np.zeros(count), np.zeros(count)
    times = _times(index, places, hidden)
    holders = (times > 0).sum(axis=1)
    weights = np.where(holders == 0, 1.0, np.log((1.0 + count) / np.maximum(holders, 1)) / np.log(1.0 + count))
    shares = weights[:, None] * (times / (times + 1.0))
    return shares.sum(axis=0) / max(float(weights.sum()), 1e-9), shares.max(axis=0)


def _times(index: Grouped, places: tuple[Places, ...], hidden: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """How many passages of each service have each term, shape (terms, services).

    Places ascend and a service's passages stand together, so its first and last are found by halving, without a look
    at the many places of a common term.
    """
    edges = np.concatenate([index.begins, index.begins + index.counts]).astype(np.int32)  # else each part is copied
    seen = places if hidden is None else [found[~hidden[found]] for found in places]
    bounds = np.array([found.searchsorted(edges) for found in seen])
    firsts, ends = np.split(bounds, 2, axis=1)
    return np.asarray(ends - firsts, dtype=np.int64)


def _standing(values: Matrix) -> tuple[Matrix, Matrix]:
    """How far each is above (or below) the best of the others; and 1 for the best, 1/2 for the next, ...

    Ties share the better rank.
    """
    ordered = np.sort(values)
    ranks: Matrix = 1.0 / (1.0 + len(values) - np.searchsorted(ordered, values, side="right")).astype(np.float64)
    if len(values) < 2:
        return np.zeros_like(values), ranks
    return values - np.where(values == ordered[-1], ordered[-2], ordered[-1]), ranks
