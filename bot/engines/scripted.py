"""The fake engine that ships.

Answers from a script, for demonstrations, tests and drills of a failing engine.
"""

import threading
from collections.abc import Callable, Sequence

from bot.errors import EngineError, EngineReplyError
from bot.interfaces import EngineMessage, EngineRequest
from knowledge.payloads import UtterancePayload

Script = Callable[[EngineRequest], Sequence[EngineMessage]]


class ScriptedEngine:
    """An `Engine` that calls `script`, remembers what it was asked, and fails on demand.

    Safe between threads.
    """

    def __init__(self, script: Script | None = None) -> None:
        """Without a script every text is echoed, as small talk."""
        self._script = script or echo
        self._lock = threading.Lock()
        self._failure: EngineError | None = None
        self._requests: list[EngineRequest] = []

    @property
    def requests(self) -> tuple[EngineRequest, ...]:
        """Everything that was asked so far, failed attempts included."""
        with self._lock:
            return tuple(self._requests)

    def fail_with(self, failure: EngineError | None) -> None:
        """From now on raise `failure`; None: work again."""
        with self._lock:
            self._failure = failure

    def respond(self, request: EngineRequest) -> tuple[EngineMessage, ...]:
        """What the script says; keeps the contract of the port."""
        if not request.command and request.text.lstrip().startswith("/"):
            raise ValueError("a citizen's text must not reach the engine as a command")
        with self._lock:
            self._requests.append(request)
            failure = self._failure
        if failure is not None:
            raise failure
        messages = tuple(self._script(request))
        if not messages:
            raise EngineReplyError("the script says nothing")
        return messages

    def ready(self) -> bool:
        """Whether it would answer now."""
        with self._lock:
            return self._failure is None


def echo(request: EngineRequest) -> tuple[EngineMessage, ...]:
    """The request's text, marked as small talk in the way of the dialogue's domain."""
    said = UtterancePayload(name="utter_echo", outcome="answered_smalltalk").to_dict()
    return (EngineMessage(text=request.text), EngineMessage(custom=said))
