"""One turn: the ordered steps from an accepted message to its enqueued reply.

Each step takes the turn and the tools, fills in what it finds out, and leaves the rest to the next. Steps
marked `only_open` are skipped once the outcome is known.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import EngineReplyError
from bot.outcomes import Outcome
from bot.turn.ask import ask_engine, read_payloads
from bot.turn.commit import commit
from bot.turn.compose import compose
from bot.turn.read import read
from bot.turn.state import Turn, TurnTools
from bot.turn.understand import choose, look_at_owner, mask, screen, settle_language

__all__ = ["STEPS", "Step", "Turn", "TurnTools", "end_with", "run_turn"]


@dataclass(frozen=True, slots=True)
class Step:
    """A named step. `only_open`: run only while the turn has no outcome."""

    name: str
    run: Callable[[Turn, TurnTools], None]
    only_open: bool = False


STEPS: tuple[Step, ...] = (
    Step("read", read),
    Step("screen", screen),
    Step("choose", choose, only_open=True),
    Step("language", settle_language),
    Step("owner", look_at_owner),
    Step("mask", mask, only_open=True),
    Step("engine", ask_engine, only_open=True),
    Step("payloads", read_payloads, only_open=True),
    Step("render", compose),
    Step("commit", commit),  # looks at the owner again, in its transaction
)


def run_turn(turn: Turn, tools: TurnTools) -> None:
    """Run the steps. An answer that cannot be read ends in an apology.

    Raises `EngineUnavailable` (nothing was written, the message still waits) and `ClaimLost` (likewise).
    """
    for step in STEPS:
        if step.only_open and turn.outcome is not None:
            continue
        try:
            step.run(turn, tools)
        except EngineReplyError:
            turn.outcome = Outcome.ERROR_ENGINE_REPLY
        if not turn.waiting:
            return


def end_with(turn: Turn, tools: TurnTools, outcome: Outcome) -> None:
    """End a turn that cannot go on, with the text that belongs to `outcome`. Raises `ClaimLost`."""
    turn.outcome = outcome
    turn.parts = ()
    turn.services = ()
    turn.asks = None
    turn.reply = None
    compose(turn, tools)
    commit(turn, tools)
