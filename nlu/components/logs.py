"""What Rasa logs in our processes: warnings and errors, to standard error, never a citizen's text."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

LOGGED = frozenset({"event", "level", "exception", "exc_info", "stack_info"})
"""The fields of Rasa's structured log that hold nothing of a citizen."""


def without_texts(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor that keeps the name of an event and drops texts, slots and entities."""
    return {key: value for key, value in event.items() if key in LOGGED}


def configure_logs() -> None:
    """Send what is worth reading to standard error, without a citizen's text; to be called once, by a command."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    # Libraries of 2022 on today's Python warn about themselves at length; nobody who runs this can mend it.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    # These two say "Starting Rasa server" and "up and running"; nothing of theirs holds a text.
    logging.getLogger("rasa.core.run").setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.add_log_level,
            without_texts,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
