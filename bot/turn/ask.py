"""The steps around the engine: ask it, and read its answer into parts of a reply."""

from collections.abc import Sequence
from time import perf_counter

import structlog

from bot.choices import ChoiceError, from_engine
from bot.errors import EngineReplyError
from bot.interfaces import EngineMessage, EngineRequest, Texts
from bot.messages import Button
from bot.outcomes import Outcome
from bot.rendering import Part, render_answer, render_clarify, render_no_answer
from bot.turn.state import Turn, TurnTools
from knowledge.payloads import (
    AnswerPayload,
    ClarifyPayload,
    LanguagePayload,
    NoAnswerPayload,
    Payload,
    PayloadError,
    UtterancePayload,
    read_payload,
)
from nlu.types import Language

log = structlog.get_logger(__name__)


def ask_engine(turn: Turn, tools: TurnTools) -> None:
    """Ask the engine; no database session is open. Raises `EngineUnavailable` or `EngineReplyError`."""
    request = EngineRequest(
        session=turn.received.session,
        text=turn.masked if turn.choice is None else turn.choice.command(turn.language),
        language=turn.language.value,
        command=turn.choice is not None,
        metadata={
            "language": turn.language.value,
            "mixed": bool(turn.guess and turn.guess.mixed),
            "service": turn.received.spoken_of,
        },
    )
    turn.at_engine = True
    began = perf_counter()
    try:
        turn.answer = tools.engine.respond(request)
    finally:
        turn.at_engine = False
        turn.engine_ms = round((perf_counter() - began) * 1000)


def read_payloads(turn: Turn, tools: TurnTools) -> None:
    """Turn the answer into parts. Raises `EngineReplyError` when something in it is none of our payloads."""
    parts = []
    for message in turn.answer:
        if message.text:
            parts.append(Part(message.text, _buttons(message.buttons)))
        if message.custom is not None:
            part = _part(turn, _payload(message), tools.texts)
            if part is not None:
                parts.append(part)
    turn.parts = tuple(parts)


def _payload(message: EngineMessage) -> Payload:
    try:
        payload = read_payload(dict(message.custom or {}))
        if not isinstance(payload, UtterancePayload):
            Language(payload.language)
    except (PayloadError, ValueError, TypeError, AttributeError) as exc:
        raise EngineReplyError("a payload of the engine is none of ours") from exc
    return payload


def _part(turn: Turn, payload: Payload, texts: Texts) -> Part | None:
    match payload:
        case AnswerPayload():
            part = render_answer(payload, texts)
            if payload.aspect is not None and payload.service == turn.received.spoken_of:
                return Part(part.text, part.buttons, Outcome.ANSWERED_FOLLOW_UP, part.services, part.asks)
            return part
        case ClarifyPayload():
            return render_clarify(payload, texts)
        case NoAnswerPayload():
            return render_no_answer(payload, texts)
        case LanguagePayload():
            turn.chosen_language = turn.language = Language(payload.language)
            return None
        case UtterancePayload():
            try:
                return Part("", outcome=Outcome(payload.outcome))
            except ValueError as exc:
                raise EngineReplyError("an utterance of the domain names an outcome that is none") from exc


def _buttons(buttons: Sequence[tuple[str, str]]) -> tuple[Button, ...]:
    read = []
    for title, payload in buttons:
        try:
            read.append(Button(title, from_engine(payload).payload))
        except ChoiceError:
            log.warning("turn.button_left_out", reason="its payload is outside the grammar")
    return tuple(read)
