"""What is published, in memory, and looked at again when the database has something newer."""

import threading
import time
from collections.abc import Callable, Mapping

from knowledge.content import ServiceContent
from knowledge.repository import Repository

LOOK_AGAIN_S = 1.0
"""Seconds between two looks at the database's version."""


class PublishedServices:
    """The published services by slug, at most `LOOK_AGAIN_S` behind the database."""

    def __init__(self, repository: Repository, clock: Callable[[], float] = time.monotonic) -> None:
        self._repository = repository
        self._clock = clock
        self._lock = threading.Lock()
        self._services: Mapping[str, ServiceContent] = {}
        self._version: str | None = None
        self._looked_at = float("-inf")

    def services(self) -> Mapping[str, ServiceContent]:
        """The services; the mapping is never changed, a newer one replaces it."""
        with self._lock:
            if self._clock() - self._looked_at >= LOOK_AGAIN_S:
                if self._version is None or self._repository.version() != self._version:
                    snapshot = self._repository.snapshot()
                    self._services = {service.slug: service for service in snapshot.services}
                    self._version = snapshot.version
                self._looked_at = self._clock()
            return self._services
