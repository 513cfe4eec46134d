"""Fitting the fusion's softmax by maximum likelihood, and its temperature on rows it has not seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar  # type: ignore[import-untyped]  # no types

from knowledge.features import Features
from knowledge.fusion import Weights
from knowledge.training.rows import OUTSIDE, Table

PENALTY = 2.0
"""Of the squared weights (of standardised features), against the summed log-likelihood."""

ASSUMED_OUTSIDE = 0.1
"""Share of the messages reaching search that are for no service. The rows hold many more, so that "none" is learned
well; small talk and what is plainly no public service is caught by the intent classifier before search is asked."""

_FOLDS = 5
_NEARNESS_QUANTILE = 0.002

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights fitted on all rows, and the probabilities of each row by weights that had not seen it.

    `held_out` has shape (rows, services + 1), the last column being "none"; its temperature is applied.
    """

    weights: Weights
    held_out: Array


def fit(table: Table, names: tuple[str, ...], query_names: tuple[str, ...]) -> Fitted:
    """Fit on `table`; its groups are divided into five folds to hold out and to find the temperature."""
    folds = table.groups % _FOLDS
    utilities = np.zeros((len(table.targets), table.services.shape[1] + 1))
    for fold in range(_FOLDS):
        seen, checked = folds != fold, folds == fold
        if checked.any() and seen.any():
            utilities[checked] = _utilities(_fit_rows(table, seen, names, query_names), table, checked)
    temperature = _temperature(utilities, table)
    weights = _fit_rows(table, np.ones(len(folds), dtype=bool), names, query_names)
    shift = _prior_shift(table)
    weights = replace(
        weights,
        none_bias=weights.none_bias + shift * temperature,
        temperature=temperature,
        nearness=_nearness(table, query_names),
    )
    shifted = utilities / temperature
    shifted[:, -1] += shift
    return Fitted(weights, softmax(shifted))


def softmax(utilities: Array) -> Array:
    """Shares along the last axis."""
    exponents = np.exp(utilities - utilities.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def _fit_rows(table: Table, chosen: NDArray[np.bool_], names: tuple[str, ...], query_names: tuple[str, ...]) -> Weights:
    services, query = table.services[chosen], table.query[chosen]
    targets, row_weights = table.targets[chosen], table.weights[chosen]
    flat = services.reshape(-1, services.shape[2])
    means, deviations = flat.mean(axis=0), np.maximum(flat.std(axis=0), 1e-6)
    query_means, query_deviations = query.mean(axis=0), np.maximum(query.std(axis=0), 1e-6)
    loss = _loss((services - means) / deviations, (query - query_means) / query_deviations, targets, row_weights)
    start = np.zeros(services.shape[2] + query.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    split = services.shape[2]
    return Weights(
        service_names=names,
        service_means=_tuple(means),
        service_deviations=_tuple(deviations),
        service_weights=_tuple(found[:split]),
        query_names=query_names,
        query_means=_tuple(query_means),
        query_deviations=_tuple(query_deviations),
        query_weights=_tuple(found[split:-1]),
        none_bias=float(found[-1]),
    )


def _loss(
    services: Array, query: Array, targets: NDArray[np.int64], weights: Array
) -> Callable[[Array], tuple[float, Array]]:
    rows = np.arange(len(targets))
    split = services.shape[2]

    def loss(values: Array) -> tuple[float, Array]:
        none = query @ values[split:-1] + values[-1]
        shares = softmax(np.column_stack([services @ values[:split], none]))
        likelihood = float((weights * np.log(np.maximum(shares[rows, targets], 1e-12))).sum())
        errors = shares.copy()
        errors[rows, targets] -= 1.0
        errors *= weights[:, None]
        gradient = np.concatenate(
            [
                np.einsum("rs,rsf->f", errors[:, :-1], services),
                errors[:, -1] @ query,
                [float(errors[:, -1].sum())],
            ]
        )
        free = values.copy()
        free[-1] = 0.0  # the bias is not drawn to zero
        return -likelihood + PENALTY * float(free @ free) / 2, gradient + PENALTY * free

    return loss


def _utilities(weights: Weights, table: Table, chosen: NDArray[np.bool_]) -> Array:
    shares = []
    for services, query in zip(table.services[chosen], table.query[chosen], strict=True):
        found, none = weights.probabilities(Features(services, query))
        shares.append(np.append(found, none))
    return np.asarray(np.log(np.maximum(np.array(shares), 1e-300)))


def _temperature(utilities: Array, table: Table) -> float:
    rows = np.arange(len(table.targets))

    def loss(temperature: float) -> float:
        shares = softmax(utilities / temperature)[rows, table.targets]
        return -float((table.weights * np.log(np.maximum(shares, 1e-12))).sum())

    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)


def _prior_shift(table: Table) -> float:
    """What takes the log-odds of "none" from its share among the rows to `ASSUMED_OUTSIDE`."""
    outside = table.targets == table.services.shape[1]
    odds = float(table.weights[outside].sum() / table.weights[~outside].sum())
    return float(np.log(ASSUMED_OUTSIDE / (1 - ASSUMED_OUTSIDE)) - np.log(odds))


def _nearness(table: Table, query_names: tuple[str, ...]) -> float | None:
    """The dense score that all but a few in-scope rows reach."""
    if "query_dense_best" not in query_names:
        return None
    in_scope = table.targets < table.services.shape[1]
    best = table.query[in_scope & (table.kinds != OUTSIDE), query_names.index("query_dense_best")]
    return float(np.quantile(best, _NEARNESS_QUANTILE)) - 0.5


def _tuple(values: Array) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
