"""Putting `knowledge` together. Only entry points call this: it opens files and loads the model."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from knowledge.answers import PublishedAnswers
from knowledge.database import open_database
from knowledge.embedders.opening import open_embedder
from knowledge.fusion import Fusion
from knowledge.index.builder import BuildReport, Progress, build_index
from knowledge.index.reader import IndexReader
from knowledge.interfaces import Answers, Embedder, Search
from knowledge.published import PublishedServices
from knowledge.repository import Repository
from knowledge.search import HybridSearch
from knowledge.settings import KnowledgeSettings


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that a process needs to find and say what is published. Safe to share between threads."""

    search: Search
    answers: Answers
    repository: Repository
    index: IndexReader
    embedder: Embedder
    engine: Engine

    def close(self) -> None:
        """Give the database connections back."""
        self.engine.dispose()


def open_knowledge(settings: KnowledgeSettings) -> Knowledge:
    """Open the database, load the embedder and the fusion weights; the index is loaded at the first question.

    Raises `EmbedderUnavailable` and `FusionFileError`. A missing index is no error here: searching raises
    `IndexRefused` until one is built, and `index.current()` can be asked beforehand.
    """
    engine = open_database(settings.database_url)
    embedder = open_embedder(settings.embedder)
    index = IndexReader(settings.index_folder, embedder.fingerprint, embedder.dimension)
    repository = Repository(engine)
    return Knowledge(
        search=HybridSearch(index, embedder, Fusion.load()),
        answers=PublishedAnswers(PublishedServices(repository)),
        repository=repository,
        index=index,
        embedder=embedder,
        engine=engine,
    )


def build_current_index(
    settings: KnowledgeSettings, *, force: bool = False, progress: Progress | None = None, kept: Path | None = None
) -> BuildReport:
    """Bring the index up to what is published; does nothing when it is. Raises `IndexRefused`.

    `kept`: a folder for vectors that every home may share (see `knowledge.index.kept_vectors`).
    """
    engine = open_database(settings.database_url)
    try:
        snapshot = Repository(engine).snapshot()
        embedder = open_embedder(settings.embedder, threads=len(os.sched_getaffinity(0)))
        return build_index(settings.index_folder, snapshot, embedder, force=force, progress=progress, kept=kept)
    finally:
        engine.dispose()
