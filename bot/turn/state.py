"""What one turn knows and finds out: filled by the steps, in their order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine as Database

from bot.choices import Choice
from bot.claims import Claim
from bot.interfaces import Engine, EngineMessage, Texts
from bot.messages import Button, Reply
from bot.outcomes import Outcome
from bot.rendering import Part
from nlu.language import LanguageGuess, identify
from nlu.masking import Masked, mask
from nlu.types import Language


@dataclass(frozen=True, slots=True)
class TurnTools:
    """What the steps work with; made once by the process.

    `identify` and `mask` never raise on any str; others than those of `nlu` are for tests.
    """

    database: Database
    engine: Engine
    texts: Texts
    identify: Callable[[str], LanguageGuess] = identify
    mask: Callable[[str], Masked] = mask


@dataclass(frozen=True, slots=True)
class Received:
    """The message of the turn as it is stored, and what its conversation was when the turn began.

    `offered` are the buttons of the last reply; `spoken_of` is the service of the last turn.
    """

    message: int
    text: str
    payload: str | None
    cut: bool
    received_at: datetime
    attempts: int
    failures: int
    apologised: bool
    owner: str
    session: str
    language: Language | None
    last_language: Language | None
    offered: tuple[Button, ...]
    spoken_of: str | None


@dataclass(slots=True)
class Turn:
    """One turn at work. `outcome` set means that the end is known and the engine is not asked.

    `at_engine` is True while the engine is asked; then another thread of the worker may apologise for the
    delay. `engine_ms` is how long the engine took, 0 when it was not asked.
    """

    claim: Claim
    received: Received = field(init=False)
    waiting: bool = True
    text: str = ""
    guess: LanguageGuess | None = None
    choice: Choice | None = None
    chosen_language: Language | None = None
    language: Language = Language.EN
    outcome: Outcome | None = None
    masked: str = ""
    at_engine: bool = False
    engine_ms: int = 0
    answer: tuple[EngineMessage, ...] = ()
    parts: tuple[Part, ...] = ()
    reply: Reply | None = None
    services: tuple[str, ...] = ()
    asks: str | None = None
    more: bool = False
