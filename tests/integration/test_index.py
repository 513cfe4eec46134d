"""The index on a real disk: built, skipped, swapped under a reader, refused when damaged."""

import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.errors import IndexMissing, IndexRefused
from knowledge.index.builder import build_index, current_version
from knowledge.index.loaded import LoadedIndex
from knowledge.index.reader import IndexReader
from knowledge.pack.checks import check_pack
from knowledge.repository import Snapshot

TINY = Path(__file__).parents[1] / "fixtures" / "packs" / "tiny"
PROJECT = Path(__file__).parents[2]
EMBEDDER = HashingEmbedder()


class OtherEmbedder(HashingEmbedder):
    """The same vectors under another name."""

    @property
    def fingerprint(self) -> str:
        return "other-1"


@pytest.fixture
def whole() -> Snapshot:
    return Snapshot("whole", check_pack(TINY)[0].services)


@pytest.fixture
def part(whole: Snapshot) -> Snapshot:
    return Snapshot("part", whole.services[:2])


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def reader(tmp_path: Path, clock: list[float]) -> IndexReader:
    return IndexReader(tmp_path, EMBEDDER.fingerprint, EMBEDDER.dimension, clock=lambda: clock[0])


def test_it_is_built_once_for_the_same_content(tmp_path: Path, whole: Snapshot) -> None:
    first = build_index(tmp_path, whole, EMBEDDER)
    again = build_index(tmp_path, whole, EMBEDDER)
    assert (first.built, again.built) == (True, False)
    assert again.version == first.version == current_version(tmp_path)
    assert (first.services, first.passages) == (3, again.passages)


@pytest.mark.parametrize("change", ["content", "embedder", "force", "damage"])
def test_it_is_built_again_when_something_changed(tmp_path: Path, whole: Snapshot, part: Snapshot, change: str) -> None:
    first = build_index(tmp_path, whole, EMBEDDER)
    if change == "damage":
        (tmp_path / first.version / "dense.faiss").unlink()
    again = build_index(
        tmp_path,
        part if change == "content" else whole,
        OtherEmbedder() if change == "embedder" else EMBEDDER,
        force=change == "force",
    )
    assert again.built
    assert again.version != first.version


def test_what_is_kept_is_not_embedded_again_in_any_home_unless_forced(
    tmp_path: Path, whole: Snapshot, part: Snapshot
) -> None:
    class Counting(HashingEmbedder):
        def __init__(self) -> None:
            super().__init__()
            self.read: list[str] = []

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            self.read += texts
            return super().encode(texts)

    kept = tmp_path / "kept"
    build_index(tmp_path / "one", part, first := Counting(), kept=kept)
    report = build_index(tmp_path / "two", whole, second := Counting(), kept=kept)
    assert second.read
    assert not set(first.read) & set(second.read)
    loaded = LoadedIndex.load(tmp_path / "two" / report.version, first.fingerprint, first.dimension)
    fresh = HashingEmbedder().encode([passage.text for passage in loaded.passages])
    np.testing.assert_allclose(loaded.vectors, fresh, atol=1e-6)
    build_index(tmp_path / "three", whole, third := Counting(), kept=kept)
    assert third.read == []
    build_index(tmp_path / "three", whole, forced := Counting(), kept=kept, force=True)
    assert set(forced.read) >= {passage.text for passage in loaded.passages}


def test_progress_is_told_to_the_end(tmp_path: Path, whole: Snapshot) -> None:
    told: list[tuple[int, int]] = []
    report = build_index(tmp_path, whole, EMBEDDER, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (report.passages, report.passages)


def test_nothing_published_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexRefused, match="pack import"):
        build_index(tmp_path, Snapshot("none", ()), EMBEDDER)


def test_old_versions_are_removed_but_the_last(tmp_path: Path, whole: Snapshot) -> None:
    versions = [build_index(tmp_path, whole, EMBEDDER, force=True).version for _ in range(4)]
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == versions[-2:]


def test_without_an_index_the_reader_says_what_to_do(reader: IndexReader) -> None:
    with pytest.raises(IndexMissing, match="sahulat index build"):
        reader.current()


def test_the_reader_notices_the_first_and_every_new_version(
    tmp_path: Path, reader: IndexReader, clock: list[float], whole: Snapshot, part: Snapshot
) -> None:
    with pytest.raises(IndexMissing):
        reader.current()
    build_index(tmp_path, part, EMBEDDER)
    assert len(reader.current().services) == 2
    build_index(tmp_path, whole, EMBEDDER)
    clock[0] += 0.4
    assert len(reader.current().services) == 2
    clock[0] += 0.2
    assert len(reader.current().services) == 3


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda folder: (folder / "dense.faiss").write_bytes(b"no index"), "dense.faiss .* is damaged"),
        (lambda folder: (folder / "passages.json").unlink(), "passages.json .* is missing"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "manifest .* cannot be read"),
        (lambda folder: (folder.parent / "current").write_text("nowhere"), "cannot be read"),
        (lambda folder: (folder.parent / "current").write_bytes(b"\xff"), "pointer cannot be read"),
    ],
)
def test_a_damaged_version_is_refused_while_the_old_one_serves(
    *,
    tmp_path: Path,
    reader: IndexReader,
    clock: list[float],
    whole: Snapshot,
    part: Snapshot,
    damage: Callable[[Path], object],
    reason: str,
) -> None:
    build_index(tmp_path, part, EMBEDDER)
    old = reader.current()
    version = build_index(tmp_path, whole, EMBEDDER).version
    damage(tmp_path / version)
    clock[0] += 1.0
    assert reader.current() is old
    assert reader.refusal is not None
    with pytest.raises(IndexRefused, match=reason):
        raise reader.refusal
    assert "sahulat index build" in reader.refusal.mend
    build_index(tmp_path, whole, EMBEDDER, force=True)
    clock[0] += 1.0
    assert len(reader.current().services) == 3
    assert reader.refusal is None


@pytest.mark.parametrize(
    ("embedder", "dimension", "reason"),
    [("other-1", EMBEDDER.dimension, "built with embedder"), (EMBEDDER.fingerprint, 384, "has dimension 512")],
)
def test_an_index_of_another_embedder_is_refused(
    tmp_path: Path, whole: Snapshot, embedder: str, dimension: int, reason: str
) -> None:
    build_index(tmp_path, whole, EMBEDDER)
    with pytest.raises(IndexRefused, match=reason):
        IndexReader(tmp_path, embedder, dimension).current()


def test_requests_go_on_while_versions_are_swapped(tmp_path: Path, whole: Snapshot, part: Snapshot) -> None:
    build_index(tmp_path, part, EMBEDDER)
    ticks = iter(range(10**9))
    reader = IndexReader(tmp_path, EMBEDDER.fingerprint, EMBEDDER.dimension, clock=lambda: float(next(ticks)))
    vector = EMBEDDER.encode(["dog licence"])[0]
    failures: list[BaseException] = []
    seen: set[int] = set()
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                index = reader.current()
                assert len(index.dense.scores(vector)) == len(index.passages)
                seen.add(len(index.services))
            except (AssertionError, IndexRefused, OSError) as exc:
                failures.append(exc)
                return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(6):
        build_index(tmp_path, whole if turn % 2 == 0 else part, EMBEDDER)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert seen == {2, 3}


def test_what_is_read_from_disk_is_what_was_built(tmp_path: Path, whole: Snapshot) -> None:
    from knowledge.index.builder import index_in_memory

    version = build_index(tmp_path, whole, EMBEDDER).version
    read = LoadedIndex.load(tmp_path / version, EMBEDDER.fingerprint, EMBEDDER.dimension)
    built = index_in_memory(whole, EMBEDDER)
    assert read.passages == built.passages
    assert (read.vectors == built.vectors).all()
    for name, part in read.lexical.items():
        numbers = part.numbers(["dog", "licence"])
        assert numbers == built.lexical[name].numbers(["dog", "licence"])
        assert (part.scores(numbers) == built.lexical[name].scores(numbers)).all()


def test_the_shipped_embedder_brings_no_torch() -> None:
    code = (
        "import sys, knowledge.assembly, knowledge.embedders.opening as o; o.open_embedder('shipped');"
        "sys.exit(int('torch' in sys.modules or 'sentence_transformers' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False).returncode == 0
