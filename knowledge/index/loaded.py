"""One version of the index in memory, with its passages grouped by service."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from knowledge.errors import IndexRefused
from knowledge.index.dense import DenseIndex
from knowledge.index.grouped import KIND_CODES, LANGUAGE_CODES, Grouped, padded_rows
from knowledge.index.hints import Hints
from knowledge.index.lexical import LexicalIndex
from knowledge.index.manifest import Manifest, verify
from knowledge.passages import Passage, PassageKind
from knowledge.terms import FIELDS
from nlu.normalise import normalise

PASSAGES_FILE = "passages.json"
DENSE_FILE = "dense.faiss"
HINTS_FILE = "hints.npz"
LEXICAL_FOLDER = "lexical"


@dataclass(frozen=True, slots=True)
class LoadedIndex(Grouped):
    """Everything that answering a question needs; never changed after loading.

    `passages` are grouped by service. `examples` leads from an example question, as `example_key` writes it, to the
    place of its service; a question that two services share is in neither.
    """

    passages: tuple[Passage, ...]
    dense: DenseIndex
    lexical: Mapping[str, LexicalIndex]
    examples: Mapping[str, int]

    @classmethod
    def assemble(
        cls,
        manifest: Manifest,
        passages: Sequence[Passage],
        dense: DenseIndex,
        lexical: Mapping[str, LexicalIndex],
        hints: Hints,
    ) -> "LoadedIndex":
        """Group `passages` (already ordered by service) and sum the vectors of each service."""
        slugs = [passage.service for passage in passages]
        services = tuple(dict.fromkeys(slugs))
        number = {slug: place for place, slug in enumerate(services)}
        owners = np.array([number[slug] for slug in slugs], dtype=np.int64)
        if np.any(np.diff(owners) < 0):
            raise IndexRefused("the passages of the index are not ordered by service")
        starts = np.searchsorted(owners, np.arange(len(services)))
        counts = np.diff(np.append(starts, len(owners)))
        vectors = dense.vectors()
        return cls(
            manifest=manifest,
            services=services,
            passages=tuple(passages),
            starts=starts,
            begins=starts,
            counts=counts,
            rows=padded_rows(counts),
            owners=owners,
            languages=np.array([LANGUAGE_CODES[passage.language] for passage in passages], dtype=np.int8),
            kinds=np.array([KIND_CODES[passage.kind] for passage in passages], dtype=np.int8),
            dense=dense,
            lexical=lexical,
            hints=hints,
            vectors=vectors,
            sums=dense.sums(starts),
            examples=_examples(passages, number),
        )

    @classmethod
    def load(cls, folder: Path, embedder: str, dimension: int) -> "LoadedIndex":
        """Read and verify the index in `folder`.

        Raises `IndexRefused` when a file is missing or damaged, or when the index was built with another
        embedder than the one called `embedder` whose vectors have `dimension` numbers.
        """
        manifest = Manifest.read(folder)
        if manifest.embedder != embedder:
            raise IndexRefused(f"index {folder.name} was built with embedder {manifest.embedder}, not {embedder}")
        if manifest.dimension != dimension:
            raise IndexRefused(f"index {folder.name} has dimension {manifest.dimension}, not {dimension}")
        verify(folder, manifest)
        passages = _read_passages(folder / PASSAGES_FILE)
        dense = DenseIndex.load(folder / DENSE_FILE)
        lexical = {name: LexicalIndex.load(folder / LEXICAL_FOLDER / name) for name in FIELDS}
        hints = Hints.load(folder / HINTS_FILE)
        sizes = {len(passages), dense.size, *(part.size for part in lexical.values())}
        if sizes != {manifest.passages} or dense.dimension != dimension:
            raise IndexRefused(f"the parts of index {folder.name} do not fit together")
        return cls.assemble(manifest, passages, dense, lexical, hints)


def example_key(text: str) -> str:
    """The form under which a question and an example question are the same."""
    return normalise(text).strip(" ?؟.!۔،,")


def _examples(passages: Sequence[Passage], number: Mapping[str, int]) -> dict[str, int]:
    owners: dict[str, set[int]] = {}
    for passage in passages:
        if passage.kind is PassageKind.QUESTION:
            owners.setdefault(example_key(passage.text), set()).add(number[passage.service])
    return {key: next(iter(found)) for key, found in owners.items() if len(found) == 1 and key}


def write_passages(path: Path, passages: Sequence[Passage]) -> None:
    """Write the passages, in order, as JSON."""
    path.write_text(json.dumps([asdict(passage) for passage in passages], ensure_ascii=False), encoding="utf-8")


def _read_passages(path: Path) -> tuple[Passage, ...]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Passage(**{**row, "kind": PassageKind(row["kind"])}) for row in rows)
    except (OSError, ValueError, TypeError, KeyError) as exc:
        raise IndexRefused(f"{path.name} of the index cannot be read") from exc
