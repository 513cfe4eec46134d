"""The learned fusion: a probability for each service and for "none of them", in one softmax.

The utility of a service is linear in its features; the utility of "none" is linear in the features of
the question. Weights come from `knowledge.fusion_training` and lie in a small JSON file. There are two
sets: with the dense features, and without them, for when the embedder fails.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import FusionFileError
from knowledge.features import Features, query_names, service_names

SHIPPED_WEIGHTS = Path(__file__).with_name("fusion.json")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """One linear model. `means` and `deviations` standardise the features before the weights apply.

    `temperature` divides every utility: above 1 it makes the model less sure. `nearness` is the least
    dense score of the nearest passage (on the background's scale) at which anything can be a match; None
    without dense features.
    """

    service_names: tuple[str, ...]
    service_means: tuple[float, ...]
    service_deviations: tuple[float, ...]
    service_weights: tuple[float, ...]
    query_names: tuple[str, ...]
    query_means: tuple[float, ...]
    query_deviations: tuple[float, ...]
    query_weights: tuple[float, ...]
    none_bias: float
    temperature: float = 1.0
    nearness: float | None = None

    def probabilities(self, features: Features) -> tuple[NDArray[np.float64], float]:
        """The probability of each service, shape (services,), and that of none; together they sum to 1."""
        scaled = (features.services - np.array(self.service_means)) / np.array(self.service_deviations)
        query = (features.query - np.array(self.query_means)) / np.array(self.query_deviations)
        none = self.none_bias + float(query @ np.array(self.query_weights))
        utilities = np.append(scaled @ np.array(self.service_weights), none) / self.temperature
        exponents = np.exp(utilities - utilities.max())
        shares = exponents / exponents.sum()
        return shares[:-1], float(shares[-1])


@dataclass(frozen=True, slots=True)
class Fusion:
    """Both sets of weights, and what they were trained with."""

    full: Weights
    lexical: Weights
    embedder: str = ""

    def weights_for(self, dense: bool) -> Weights:
        """The set for features with or without the dense ones."""
        return self.full if dense else self.lexical

    def save(self, path: Path) -> None:
        """Write the weights as JSON, rounded to six digits."""
        values = {"format": FORMAT, "embedder": self.embedder}
        values.update(full=_rounded(asdict(self.full)), lexical=_rounded(asdict(self.lexical)))
        path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path = SHIPPED_WEIGHTS) -> "Fusion":
        """Read weights. Raises `FusionFileError` when the file is broken or for other features than these."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            full, lexical = _read(values["full"]), _read(values["lexical"])
            fusion = cls(full, lexical, str(values.get("embedder", "")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as exc:
            raise FusionFileError(f"{path} cannot be read; run `python -m knowledge.fusion_training`") from exc
        for weights, dense in ((full, True), (lexical, False)):
            names = (weights.service_names, weights.query_names)
            if names != (service_names(dense), query_names(dense)):
                raise FusionFileError(f"{path} is for other features; run `python -m knowledge.fusion_training`")
        return fusion


def _read(values: dict[str, Any]) -> Weights:
    read: dict[str, Any] = {}
    for name, value in values.items():
        read[name] = tuple(value) if isinstance(value, list) else value
    return Weights(**read)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value
