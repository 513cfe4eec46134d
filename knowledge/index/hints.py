"""What `not_this` lines say: sentences that describe when a neighbour is meant, as vectors between two services."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.content import ServiceContent
from knowledge.errors import IndexRefused
from knowledge.interfaces import Embedder


@dataclass(frozen=True, slots=True)
class Hints:
    """`vectors` (hints, dimension); hint i stands at service `sources[i]` and leads to service `targets[i]`.

    Sources and targets are places of services in the index that holds the hints.
    """

    vectors: NDArray[np.float32]
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]

    @classmethod
    def none(cls, dimension: int) -> "Hints":
        """No hints at all."""
        return cls(np.zeros((0, dimension), np.float32), np.zeros(0, np.int64), np.zeros(0, np.int64))

    @classmethod
    def of(cls, services: Sequence[ServiceContent], embedder: Embedder) -> "Hints":
        """The hints of `services`, in their order; one that leads to a service that is not among them is left out."""
        number = {service.slug: place for place, service in enumerate(services)}
        found = [
            (neighbour.when, number[service.slug], number[neighbour.service])
            for service in services
            for neighbour in service.neighbours
            if neighbour.service in number and neighbour.when.strip()
        ]
        if not found:
            return cls.none(embedder.dimension)
        return cls(
            embedder.encode([when for when, _, _ in found]),
            np.array([source for _, source, _ in found], dtype=np.int64),
            np.array([target for _, _, target in found], dtype=np.int64),
        )

    def among(self, slots: NDArray[np.int64]) -> "Hints":
        """Those between two of the chosen services: `slots` has the new place of every service, -1 if not chosen."""
        sources, targets = slots[self.sources], slots[self.targets]
        kept = (sources >= 0) & (targets >= 0)
        return Hints(self.vectors[kept], sources[kept], targets[kept])

    def save(self, path: Path) -> None:
        """Write them to `path`."""
        np.savez(path, vectors=self.vectors, sources=self.sources, targets=self.targets)

    @classmethod
    def load(cls, path: Path) -> "Hints":
        """Read them. Raises `IndexRefused` when the file is none."""
        try:
            with np.load(path) as arrays:
                return cls(arrays["vectors"], arrays["sources"], arrays["targets"])
        except (OSError, ValueError, KeyError, BadZipFile) as exc:
            raise IndexRefused(f"{path.name} cannot be read") from exc
