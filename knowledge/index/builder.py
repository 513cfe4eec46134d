"""Building the index: into a new folder, checked, then made current in one rename."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexRefused
from knowledge.index.dense import DenseIndex
from knowledge.index.hints import Hints
from knowledge.index.kept_vectors import KeptVectors, RememberingEmbedder
from knowledge.index.lexical import LexicalIndex
from knowledge.index.loaded import (
    DENSE_FILE,
    HINTS_FILE,
    LEXICAL_FOLDER,
    PASSAGES_FILE,
    LoadedIndex,
    write_passages,
)
from knowledge.index.manifest import FORMAT, Manifest, checksums_of
from knowledge.interfaces import Embedder
from knowledge.passages import Passage, PassageKind, passages_of
from knowledge.repository import Snapshot
from knowledge.terms import FIELDS

CURRENT = "current"
"""The file that names the version in use."""

_LOCK = "build.lock"
_KEPT_VERSIONS = 2
_BATCH = 64
_BACKGROUND_QUESTIONS = 400

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: `built` False means that the index was up to date already."""

    version: str
    built: bool
    services: int
    passages: int


def build_index(
    folder: Path,
    snapshot: Snapshot,
    embedder: Embedder,
    *,
    force: bool = False,
    progress: Progress | None = None,
    kept: Path | None = None,
) -> BuildReport:
    """Make the index in `folder` hold `snapshot`, unless it does so already, and make it current.

    `progress` is told how many passages of how many are embedded. Texts whose vectors are kept in the folder `kept`
    are not embedded again, unless `force` is set. A reader never sees a half-written index; one builder at a time
    works, others wait. Raises `IndexRefused` when there is nothing published.
    """
    if not snapshot.services:
        raise IndexRefused("nothing is published", "run `sahulat pack import knowledge/packs/pakistan` first")
    folder.mkdir(parents=True, exist_ok=True)
    with _only_builder(folder):
        if not force:
            manifest = _up_to_date(folder, snapshot, embedder)
            if manifest is not None:
                return BuildReport(manifest.version, False, manifest.services, manifest.passages)
        if kept is None:
            manifest = _build(folder, snapshot, embedder, progress)
        else:
            store = KeptVectors(kept, embedder.fingerprint, embedder.dimension)
            remembering = RememberingEmbedder(embedder, {} if force else store.read())
            manifest = _build(folder, snapshot, remembering, progress)
            if remembering.fresh:
                store.keep(remembering.fresh)
        _remove_old(folder, manifest.version)
        return BuildReport(manifest.version, True, manifest.services, manifest.passages)


def current_version(folder: Path) -> str | None:
    """The name of the version in use, or None."""
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def index_in_memory(snapshot: Snapshot, embedder: Embedder, progress: Progress | None = None) -> LoadedIndex:
    """The index of `snapshot` without any file: for training and tests."""
    passages = tuple(passage for service in snapshot.services for passage in passages_of(service))
    vectors = _embed(embedder, passages, progress)
    mean, deviation = _background(passages, vectors)
    manifest = Manifest(
        format=FORMAT,
        version=f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{snapshot.version[:8]}",
        content=snapshot.version,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
        services=len(snapshot.services),
        passages=len(passages),
        near_mean=mean,
        near_deviation=deviation,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    lexical = {
        name: LexicalIndex.build([terms(passage.text) for passage in passages]) for name, terms in FIELDS.items()
    }
    hints = Hints.of(snapshot.services, embedder)
    return LoadedIndex.assemble(manifest, passages, DenseIndex.build(vectors), lexical, hints)


def _up_to_date(folder: Path, snapshot: Snapshot, embedder: Embedder) -> Manifest | None:
    version = current_version(folder)
    if version is None:
        return None
    try:
        loaded = LoadedIndex.load(folder / version, embedder.fingerprint, embedder.dimension)
    except IndexRefused:
        return None
    return loaded.manifest if loaded.manifest.content == snapshot.version else None


def _build(folder: Path, snapshot: Snapshot, embedder: Embedder, progress: Progress | None) -> Manifest:
    index = index_in_memory(snapshot, embedder, progress)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    try:
        write_passages(building / PASSAGES_FILE, index.passages)
        index.dense.save(building / DENSE_FILE)
        index.hints.save(building / HINTS_FILE)
        for name, part in index.lexical.items():
            part.save(building / LEXICAL_FOLDER / name)
        manifest = _with_checksums(index.manifest, building)
        manifest.write(building)
        building.chmod(0o755)
        building.rename(folder / manifest.version)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    pointer = folder / f".{CURRENT}-{os.getpid()}"
    pointer.write_text(manifest.version + "\n", encoding="utf-8")
    pointer.replace(folder / CURRENT)
    return manifest


def _with_checksums(manifest: Manifest, folder: Path) -> Manifest:
    from dataclasses import replace

    return replace(manifest, checksums=checksums_of(folder))


def _embed(embedder: Embedder, passages: tuple[Passage, ...], progress: Progress | None) -> NDArray[np.float32]:
    parts = []
    for start in range(0, len(passages), _BATCH):
        batch = passages[start : start + _BATCH]
        parts.append(embedder.encode([passage.text for passage in batch]))
        if progress is not None:
            progress(start + len(batch), len(passages))
    return np.concatenate(parts).astype(np.float32)


def _background(passages: tuple[Passage, ...], vectors: NDArray[np.float32]) -> tuple[float, float]:
    """Mean and deviation of the cosine of questions with the nearest passage of each other service."""
    slugs = np.array([passage.service for passage in passages])
    questions = np.array([n for n, passage in enumerate(passages) if passage.kind is PassageKind.QUESTION])
    starts = np.flatnonzero(np.append(True, slugs[1:] != slugs[:-1]))
    if len(questions) == 0 or len(starts) < 2:
        return 0.3, 0.15
    step = max(1, len(questions) // _BACKGROUND_QUESTIONS)
    chosen = questions[::step]
    best = np.maximum.reduceat(vectors[chosen] @ vectors.T, starts, axis=1)
    other = slugs[chosen][:, None] != slugs[starts][None, :]
    return float(best[other].mean()), max(float(best[other].std()), 1e-3)


def _remove_old(folder: Path, current: str) -> None:
    versions = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    for path in versions[:-_KEPT_VERSIONS]:
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _only_builder(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
