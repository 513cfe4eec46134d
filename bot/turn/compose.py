"""The step before the last: one reply out of the parts, or the text that belongs to a refusal."""

import structlog

from bot.messages import Button, Reply
from bot.outcomes import Outcome
from bot.turn.state import Turn, TurnTools
from nlu.script import Script
from nlu.types import Language

MOST_BUTTONS = 4

log = structlog.get_logger(__name__)

_TEXTS = {
    Outcome.REFUSED_EMPTY: "reply.empty",
    Outcome.REFUSED_NO_WORDS: "reply.no_words",
    Outcome.REFUSED_TOO_LONG: "reply.too_long",
    Outcome.ERROR_ENGINE_REPLY: "reply.went_wrong",
    Outcome.ERROR_INTERNAL: "reply.went_wrong",
    Outcome.ERROR_ENGINE_DOWN: "reply.engine_gave_up",
}


def compose(turn: Turn, tools: TurnTools) -> None:
    """Fill `reply`, `outcome`, `services` and `asks`. A message that is left to its owner gets no reply."""
    if turn.outcome is None:
        _from_parts(turn)
    elif turn.outcome is Outcome.REFUSED_LANGUAGE:
        turn.reply = languages_spoken(turn, tools)
    elif turn.outcome is not Outcome.DEFERRED_TO_OWNER:
        turn.reply = Reply(tools.texts.text(_TEXTS[turn.outcome], turn.language), turn.language.value)


def languages_spoken(turn: Turn, tools: TurnTools) -> Reply:
    """Says in every language which languages are spoken, with a button for each.

    The likeliest to be read comes first.
    """
    in_arabic_letters = turn.guess is not None and turn.guess.script is Script.ARABIC
    known = turn.received.language or turn.received.last_language
    first = known or (Language.UR if in_arabic_letters else Language.EN)
    order = sorted(Language, key=lambda language: language is not first)
    text = "\n\n".join(tools.texts.text("reply.language_not_spoken", language) for language in order)
    buttons = tuple(Button(tools.texts.text(f"language.{each}", each), f"language:{each}") for each in order)
    return Reply(text, order[0].value, buttons)


def _from_parts(turn: Turn) -> None:
    text = "\n\n".join(part.text for part in turn.parts if part.text)
    buttons = next((part.buttons for part in reversed(turn.parts) if part.buttons), ())
    outcomes = [part.outcome for part in turn.parts if part.outcome is not None]
    turn.services = next((part.services for part in turn.parts if part.services), ())
    turn.asks = next((part.asks for part in reversed(turn.parts) if part.asks), None)
    if outcomes:
        turn.outcome = _foremost(outcomes)
    elif turn.chosen_language is not None:
        turn.outcome = Outcome.LANGUAGE_SWITCHED
    else:
        log.warning("turn.outcome_missing", parts=len(turn.parts))
        turn.outcome = Outcome.UNANSWERED_FALLBACK
    if text:
        turn.reply = Reply(text, turn.language.value, buttons[:MOST_BUTTONS])


def _foremost(outcomes: list[Outcome]) -> Outcome:
    """What a payload of search says counts more than what an utterance around it says."""
    return next(
        (each for each in outcomes if each.startswith(("answered_article", "answered_follow", "clarify_s"))),
        outcomes[0],
    )
