"""Passages grouped by service, as features are computed over them: a whole index, or the candidates of a question."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.content import LANGUAGES
from knowledge.index.hints import Hints
from knowledge.index.manifest import Manifest
from knowledge.passages import PassageKind

LANGUAGE_CODES = {tag: code for code, tag in enumerate(LANGUAGES)}
KIND_CODES = {kind: code for code, kind in enumerate(PassageKind)}
"""Small numbers instead of names: comparing them over all passages takes a thirtieth of the time."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Arrays over passages that stand together by service, in the order of `services`.

    `starts[i]` is the place of the first of the `counts[i]` passages of service i, `begins[i]` that in the whole index
    where these are a part of one; `rows` has shape (services, longest) and holds
    places of passages, padded with the number of passages. `sums` are each service's vectors, summed. `vectors` has
    shape (passages, dimension), or (0, dimension) where the index is too large to keep them. `languages` and `kinds`
    hold `LANGUAGE_CODES` and `KIND_CODES`. `hints` lead from one
    service to another.
    """

    manifest: Manifest
    services: tuple[str, ...]
    starts: NDArray[np.int64]
    begins: NDArray[np.int64]
    counts: NDArray[np.int64]
    rows: NDArray[np.int64]
    owners: NDArray[np.int64]
    languages: NDArray[np.int8]
    kinds: NDArray[np.int8]
    vectors: NDArray[np.float32]
    sums: NDArray[np.float32]
    hints: Hints


def padded_rows(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """`Grouped.rows` for services with `counts` passages each, one after another."""
    total, longest = int(counts.sum()), int(counts.max(initial=0))
    starts = np.cumsum(counts) - counts
    places = starts[:, None] + np.arange(longest)
    return np.asarray(np.where(np.arange(longest) < counts[:, None], places, total), dtype=np.int64)
