"""How Sahulat logs.

One JSON object a line (or a readable line on a terminal), and never a text or an id of a citizen.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

WITHHELD_KEYS = frozenset(
    {
        "text",
        "texts",
        "payload",
        "content",
        "body",
        "message",
        "reply",
        "buttons",
        "title",
        "external_id",
        "citizen",
    }
)
"""Names whose values never reach a log, whoever passes them."""

WITHHELD = "<withheld>"


def set_up_logging(*, process: str, level: str = "info", as_json: bool = True) -> None:
    """Configure structlog and the standard library's logging for this process.

    Call once, in the entry point.
    """
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", force=True
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if as_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            withhold_texts,
            describe_exception,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)


def withhold_texts(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: replace the values under `WITHHELD_KEYS`."""
    for key in WITHHELD_KEYS.intersection(event):
        event[key] = WITHHELD
    return event


def describe_exception(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: an exception becomes its type and the places it passed.

    Never its message: those of database drivers and parsers quote the values, which are a citizen's.
    """
    failure = event.pop("exc_info", None)
    if failure is True:
        failure = sys.exc_info()[1]
    if isinstance(failure, tuple):
        failure = failure[1]
    if isinstance(failure, BaseException):
        event["error"] = type(failure).__qualname__
        event["cause"] = type(failure.__cause__).__qualname__ if failure.__cause__ else None
        event["at"] = _places(failure.__traceback__)
    return event


def _places(trace: TracebackType | None) -> list[str]:
    """Where it was raised, and the places of ours on the way there."""
    frames = traceback.extract_tb(trace)
    told = [frame for frame in frames[:-1] if "site-packages" not in frame.filename][-6:] + frames[-1:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in told]
