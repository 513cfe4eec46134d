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

Matrix = NDArray[np.float64]


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
    lexical: list[Matrix] = []
    query_lexical: list[float] = []
    tops: dict[str, Matrix] = {}
    for field in FIELDS:
        scores = _without(evidence.lexical[field].astype(np.float64), hidden, 0.0)
        top = _top(index, scores, 0.0)
        tops[field] = top.mean(axis=1)
        lexical.extend((top[:, 0], tops[field], _best(index, scores, _is_title(index), 0.0)))
        lexical.extend((_gap(tops[field]), _reciprocal_rank(tops[field])))
        query_lexical.append(float(top[:, 0].max()))
    for field in OWNED_FIELDS:
        owned, most = _ownership(index, evidence.places[field], hidden)
        lexical.extend((owned, _gap(owned), most))
    query_lexical.extend(_known_share(evidence, field, hidden) for field in FIELDS)
    if evidence.dense is None or evidence.vector is None:
        return Features(np.column_stack(lexical), np.array(query_lexical))
    dense, top3 = _dense(index, evidence, hidden)
    agreement = _reciprocal_rank(top3) * _reciprocal_rank(tops["grams"])
    ordered = np.sort(top3)[::-1]
    margin = float(ordered[0] - ordered[1]) if len(ordered) > 1 else 3.0
    return Features(
        np.column_stack([*dense, *lexical, agreement]),
        np.array([float(dense[0].max()), float(ordered[0]), margin, *query_lexical]),
    )


def _dense(index: Grouped, evidence: Evidence, hidden: NDArray[np.bool_] | None) -> tuple[list[Matrix], Matrix]:
    manifest = index.manifest

    def scaled(cosines: Matrix) -> Matrix:
        return (cosines - manifest.near_mean) / manifest.near_deviation

    assert evidence.dense is not None and evidence.vector is not None  # noqa: S101 - the caller looked
    far = manifest.near_mean + _ABSENT * manifest.near_deviation
    scores = np.maximum(_without(evidence.dense.astype(np.float64), hidden, far), far)
    questions = index.kinds == KIND_CODES[PassageKind.QUESTION]
    top = _top(index, scores, far)
    top3 = scaled(top.mean(axis=1))
    same = index.languages == LANGUAGE_CODES.get(evidence.language or "", -1)
    in_language = _best(index, scores, same, far) if same.any() else top[:, 0]
    columns = [
        scaled(top[:, 0]),
        scaled(top[:, 1]),
        top3,
        scaled(_best(index, scores, questions, far)),
        scaled(_best(index, scores, ~questions, far)),
        scaled(in_language),
        scaled(_mean_over_languages(index, scores, far)),
        _vote(index, scores),
        scaled(_centroid(index, evidence.vector, hidden)),
        scaled(_best(index, scores, _is_title(index), far)),
        _gap(top3),
        _reciprocal_rank(top3),
        *(scaled(part) for part in _hinted(index, evidence.vector, hidden, far)),
    ]
    return columns, top3


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


def _without(scores: Matrix, hidden: NDArray[np.bool_] | None, floor: float) -> Matrix:
    return scores if hidden is None else np.where(hidden, floor, scores)


def _top(index: Grouped, scores: Matrix, floor: float, count: int = 3) -> Matrix:
    """The `count` highest scores of each service, highest first, shape (services, count)."""
    table = np.append(scores, floor)[index.rows]
    if table.shape[1] < count:
        table = np.pad(table, ((0, 0), (0, count - table.shape[1])), constant_values=floor)
    highest = np.partition(table, -count, axis=1)[:, -count:]
    return np.asarray(np.sort(highest, axis=1)[:, ::-1])


def _best(index: Grouped, scores: Matrix, chosen: NDArray[np.bool_], floor: float) -> Matrix:
    kept = np.where(chosen, scores, floor)
    return np.asarray(np.maximum.reduceat(kept, index.starts))


def _centroid(index: Grouped, vector: NDArray[np.float32], hidden: NDArray[np.bool_] | None) -> Matrix:
    sums = index.sums.astype(np.float64)
    if hidden is not None and hidden.any():
        sums = sums.copy()
        np.subtract.at(sums, index.owners[hidden], index.vectors[hidden].astype(np.float64))
    lengths = np.sqrt((sums * sums).sum(axis=1))
    return np.asarray(sums @ vector.astype(np.float64) / np.maximum(lengths, 1e-9))


def _mean_over_languages(index: Grouped, scores: Matrix, far: float) -> Matrix:
    """The best of each language, averaged: each language's questions were written apart."""
    codes = np.flatnonzero(np.bincount(index.languages))
    return np.asarray(np.mean([_best(index, scores, index.languages == code, far) for code in codes], axis=0))


def _vote(index: Grouped, scores: Matrix) -> Matrix:
    """The logarithm of each service's share when every passage votes, near ones much more than far ones."""
    votes = np.add.reduceat(np.exp((scores - scores.max()) / _VOTE_WIDTH), index.starts)
    return np.asarray(np.log(votes / votes.sum() + 1e-6))


def _ownership(
    index: Grouped, places: tuple[NDArray[np.int64], ...], hidden: NDArray[np.bool_] | None
) -> tuple[Matrix, Matrix]:
    """How much of the question's weight lies in terms of each service, and its weightiest term.

    A term weighs by how few services have it, 1 for a term of one service, near 0 for a term of all. A service has
    a term the more, the more of its passages do: n / (n + 1). A term that none has counts as the weightiest.
    """
    count = len(index.services)
    total, most, possible = np.zeros(count), np.zeros(count), 0.0
    scale = np.log(1.0 + count)
    for found in places:
        kept = found if hidden is None else found[~hidden[found]]
        times = np.bincount(index.owners[kept], minlength=count)
        holders = int((times > 0).sum())
        weight = 1.0 if holders == 0 else float(np.log((1.0 + count) / holders) / scale)
        share = weight * times / (times + 1.0)
        total, most, possible = total + share, np.maximum(most, share), possible + weight
    return total / max(possible, 1e-9), most


def _gap(values: Matrix) -> Matrix:
    """How far each is above (or below) the best of the others."""
    if len(values) < 2:
        return np.zeros_like(values)
    ordered = np.sort(values)
    return np.asarray(values - np.where(values == ordered[-1], ordered[-2], ordered[-1]))


def _reciprocal_rank(values: Matrix) -> Matrix:
    """1 for the best, 1/2 for the next, ...; ties share the better rank."""
    ordered = np.sort(-values)
    return np.asarray(1.0 / (1.0 + np.searchsorted(ordered, -values)), dtype=np.float64)
