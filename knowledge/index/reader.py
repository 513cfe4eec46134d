"""The index that a process searches: notices a new version, loads it beside the old one and swaps."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from knowledge.errors import IndexMissing, IndexRefused
from knowledge.index.builder import CURRENT
from knowledge.index.loaded import LoadedIndex

LOOK_AGAIN_S = 0.5
"""Seconds between two looks at the pointer file."""

_log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


class IndexReader:
    """Hands out the current index. A refused version is logged once, and the one before keeps serving."""

    def __init__(
        self, folder: Path, embedder: str, dimension: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`embedder` and `dimension` are what the index must have been built with."""
        self._folder = folder
        self._embedder = embedder
        self._dimension = dimension
        self._clock = clock
        self._lock = threading.Lock()
        self._loaded: LoadedIndex | None = None
        self._refusal: IndexRefused | None = None
        self._seen: Stamp | None = None
        self._looked_at = float("-inf")

    @property
    def refusal(self) -> IndexRefused | None:
        """Why the newest version is not used, or None."""
        return self._refusal

    def current(self) -> LoadedIndex:
        """The newest usable index. Raises `IndexRefused` (or `IndexMissing`) while there never was one.

        At most one caller at a time loads; the others go on with the index before.
        """
        if self._clock() - self._looked_at >= LOOK_AGAIN_S or self._loaded is None:
            waiting = self._loaded is None
            if self._lock.acquire(blocking=waiting):
                try:
                    self._look()
                finally:
                    self._lock.release()
        if self._loaded is None:
            raise self._refusal or IndexMissing(f"there is no index in {self._folder}")
        return self._loaded

    def _look(self) -> None:
        stamp = self._stamp()
        self._looked_at = self._clock()
        if stamp is None or stamp == self._seen:
            if stamp is None and self._loaded is None:
                self._refusal = IndexMissing(f"there is no index in {self._folder}")
            return
        self._seen = stamp
        try:
            version = (self._folder / CURRENT).read_text(encoding="utf-8").strip()
            self._loaded = LoadedIndex.load(self._folder / version, self._embedder, self._dimension)
            self._refusal = None
        except (OSError, UnicodeDecodeError) as exc:
            self._refuse(IndexRefused(f"the index pointer cannot be read ({type(exc).__name__})"))
        except IndexRefused as exc:
            self._refuse(exc)

    def _refuse(self, refusal: IndexRefused) -> None:
        self._refusal = refusal
        _log.warning("index refused: %s", refusal)

    def _stamp(self) -> Stamp | None:
        try:
            found = (self._folder / CURRENT).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size
