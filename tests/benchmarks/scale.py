"""Search in indexes far larger than a pack, beside a flat FAISS search of the same vectors in the same run.

A large index is the starter pack many times over: every copy has its services, its postings, and its vectors with a
little noise, so term frequencies and similarities are those of real text. A real text of that size would have more
distinct words, hence shorter postings: this is the harder case.
"""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import bm25s
import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.embedders.opening import open_embedder
from knowledge.fusion import Fusion
from knowledge.index.builder import index_in_memory
from knowledge.index.dense import DenseIndex
from knowledge.index.hints import Hints
from knowledge.index.lexical import LexicalIndex
from knowledge.index.loaded import LoadedIndex
from knowledge.interfaces import Embedder
from knowledge.pack.checks import check_pack
from knowledge.repository import Snapshot
from knowledge.search import HybridSearch
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.questions import questions
from tests.benchmarks.system import PROJECT

SIZES = {10_000: 8.0, 100_000: 12.0, 1_000_000: 30.0}
"""Passages, and the milliseconds that 95 of 100 searches may take with the encoding, on one core."""

_NOISE = 0.02
_ASKED = 150


def measure(sizes: Sequence[int]) -> list[Figure]:
    """Search indexes of `sizes` passages with one thread; also the flat search and the encoding alone."""
    faiss.omp_set_num_threads(1)
    embedder = open_embedder()
    pack, problems = check_pack(PROJECT / "knowledge" / "packs" / "pakistan")
    if problems:
        raise RuntimeError("the starter pack has problems: run `sahulat pack check`")
    small = index_in_memory(Snapshot(pack.content_hash()[:16], pack.services), embedder)
    texts = questions()[:: max(1, len(questions()) // _ASKED)]
    figures = [_encoding(embedder, texts)]
    for size in sizes:
        index, vectors = many_times(small, -(-size // len(small.passages)))
        figures += _searched(index, vectors, embedder, texts, size)
    return figures


def many_times(index: LoadedIndex, copies: int) -> tuple[LoadedIndex, NDArray[np.float32]]:
    """`index` repeated `copies` times, every copy with services of its own, and the vectors that it holds."""
    chance = np.random.default_rng(5)
    vectors = np.tile(index.vectors, (copies, 1))
    vectors += _NOISE * chance.standard_normal(vectors.shape, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    passages = [
        replace(passage, service=f"{passage.service}-{copy}") for copy in range(copies) for passage in index.passages
    ]
    lexical = {name: _repeated(part, copies) for name, part in index.lexical.items()}
    manifest = replace(index.manifest, passages=len(passages), services=copies * len(index.services))
    faiss.omp_set_num_threads(2)  # building may use both cores; searching is timed on one
    dense = DenseIndex.build(vectors)
    faiss.omp_set_num_threads(1)
    return LoadedIndex.assemble(manifest, passages, dense, lexical, Hints.none(vectors.shape[1])), vectors


def _repeated(part: LexicalIndex, copies: int) -> LexicalIndex:
    scores = part._index.scores
    counts = np.diff(scores["indptr"])
    terms = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(terms)) - scores["indptr"][terms]
    starts = np.concatenate([[0], np.cumsum(counts.astype(np.int64) * copies)])
    indices = np.empty(len(terms) * copies, dtype=np.int32)
    data = np.empty(len(terms) * copies, dtype=np.float32)
    for copy in range(copies):
        places = starts[terms] + copy * counts[terms] + within
        indices[places] = scores["indices"] + copy * part.size
        data[places] = scores["data"]
    large = bm25s.BM25(method="lucene")
    large.scores = {"data": data, "indices": indices, "indptr": starts, "num_docs": part.size * copies}
    large.vocab_dict = part._index.vocab_dict
    large.nonoccurrence_array = None
    return LexicalIndex(large, part.size * copies)


class _Fixed:
    def __init__(self, index: LoadedIndex) -> None:
        self._index = index

    def current(self) -> LoadedIndex:
        return self._index


def _times(ask: Sequence[object], work: "object") -> list[float]:
    spent = []
    for item in ask:
        begun = perf_counter()
        work(item)  # type: ignore[operator]  # a callable of one argument
        spent.append((perf_counter() - begun) * 1000)
    return spent


def _encoding(embedder: Embedder, texts: Sequence[str]) -> Figure:
    _times(texts[:10], lambda text: embedder.encode([str(text)]))
    spent = _times(texts, lambda text: embedder.encode([str(text)]))
    return Figure("one question encoded, p95", percentile(spent, 0.95), "ms", 5, f"{len(spent)} questions, one core")


def _searched(
    index: LoadedIndex, vectors: NDArray[np.float32], embedder: Embedder, texts: Sequence[str], size: int
) -> list[Figure]:
    search = HybridSearch(_Fixed(index), embedder, Fusion.load())
    _times(texts[:20], lambda text: search.search(str(text)))
    spent = _times(texts, lambda text: search.search(str(text)))
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    asked = [embedder.encode([text]) for text in texts[:40]]
    compared = _times(asked, lambda vector: flat.search(vector, 10))
    nearest = [set(flat.search(vector, 10)[1][0].tolist()) for vector in asked]
    scored = [np.argpartition(-index.dense.scores(vector[0]), 10)[:10].tolist() for vector in asked]
    found = float(np.mean([len(own & set(ours)) / 10 for own, ours in zip(nearest, scored, strict=True)]))
    p95, flat_p95 = percentile(spent, 0.95), percentile(compared, 0.95)
    name = f"{size:,} passages"
    return [
        Figure(f"search of {name}, median", percentile(spent, 0.5), "ms", note=f"{len(index.services):,} services"),
        Figure(f"search of {name}, p95", p95, "ms", SIZES.get(size), "with the encoding, one core"),
        Figure(f"flat FAISS search of {name}, p95", flat_p95, "ms", note="vectors alone, without the encoding"),
        Figure(f"search / flat, {name}", p95 / flat_p95, "x", note=f"ten nearest found: {found:.3f}"),
    ]
