"""The steps before the engine.

Screen the text, recognise a choice, settle the language, look at the owner, mask.
"""

import re
import unicodedata

from bot.choices import Choice, ChoiceKind, parse
from bot.messages import Button
from bot.outcomes import Outcome
from bot.router import bot_answers
from bot.turn.state import Turn, TurnTools
from nlu.language import LanguageGuess
from nlu.normalise import normalise
from nlu.script import Script
from nlu.types import Language

LEAST_CERTAIN = 0.55
LEAST_CERTAIN_WORD = 0.8
"""Below these a guess gives way to the language of the conversation.

The second is for a single word in Latin letters, such as "fees" or "passport", which is the same in English
and in Roman Urdu.
"""

_SLASHES = "/／⁄∕⧸"
_BARE_COMMAND = re.compile(r"([A-Za-z_]+)(?:@\S*)?\s*(?:[{\[(].*)?", re.DOTALL)
_COMMANDS = {"start": ChoiceKind.GREET, "help": ChoiceKind.HELP}
_NUMBERED = re.compile(r"[(\[]?\s*(\d)\s*[)\].:-]?")


def screen(turn: Turn, tools: TurnTools) -> None:
    """Refuse what holds no question; take away the slashes that would make it a command to the engine."""
    received = turn.received
    if received.payload is not None:
        return
    if received.cut:
        turn.outcome = Outcome.REFUSED_TOO_LONG
        return
    if not turn.text:
        turn.outcome = Outcome.REFUSED_EMPTY
        return
    unslashed = _without_slashes(turn.text)
    if unslashed != turn.text and _is_refused_command(turn, unslashed):
        return
    turn.text = unslashed
    if not any(letter.isalpha() for letter in turn.text):
        if _chosen(turn.text, received.offered) is None:
            turn.outcome = Outcome.REFUSED_NO_WORDS
        return
    turn.guess = tools.identify(turn.text)
    if not turn.guess.spoken:
        turn.outcome = Outcome.REFUSED_LANGUAGE


def choose(turn: Turn, _tools: TurnTools) -> None:
    """Recognise a pressed button, or a typed number, title or payload of a button of the last reply."""
    if turn.choice is None:
        payload = turn.received.payload or _chosen(turn.text, turn.received.offered)
        turn.choice = None if payload is None else parse(payload)
    if turn.choice is not None and turn.choice.kind is ChoiceKind.LANGUAGE:
        turn.chosen_language = turn.choice.language


def settle_language(turn: Turn, _tools: TurnTools) -> None:
    """The language of the replies.

    The citizen's choice, else that of the message, else that of the conversation.
    """
    received = turn.received
    before = received.language or received.last_language
    guessed = None if turn.choice is not None or turn.guess is None else _certain(turn.guess, turn.text, before)
    turn.language = turn.chosen_language or received.language or guessed or before or _guessed(turn.guess)


def look_at_owner(turn: Turn, _tools: TurnTools) -> None:
    """Leave the message to the person who owns the conversation.

    Whatever the bot was about to say is not said.
    """
    if not bot_answers(turn.received.owner):
        turn.outcome = Outcome.DEFERRED_TO_OWNER


def mask(turn: Turn, tools: TurnTools) -> None:
    """Replace personal data, so that the engine's tracker never holds them."""
    turn.masked = tools.mask(turn.text).text


def _without_slashes(text: str) -> str:
    start = 0
    for index, letter in enumerate(text):
        if letter in _SLASHES:
            start = index + 1
        elif not (letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc", "Mn")):
            break
    return text[start:].lstrip() if start else text


def _is_refused_command(turn: Turn, unslashed: str) -> bool:
    """A bare command is refused, but for the two that chat platforms teach people."""
    command = _BARE_COMMAND.fullmatch(unslashed)
    if command is None:
        return False
    kind = _COMMANDS.get(command[1].lower())
    if kind is None:
        turn.outcome = Outcome.REFUSED_NO_WORDS
    else:
        turn.choice = Choice(kind)
        turn.text = ""
    return True


def _chosen(text: str, offered: tuple[Button, ...]) -> str | None:
    """The payload of the button that was typed instead of pressed.

    Its number from 1, its title, or its payload.
    """
    if not offered or not text:
        return None
    typed = normalise(text)
    if number := _NUMBERED.fullmatch(typed):
        index = int(number[1]) - 1
        return offered[index].payload if 0 <= index < len(offered) else None
    for button in offered:
        if typed in (normalise(button.title), button.payload.lower()):
            return button.payload
    return None


def _certain(guess: LanguageGuess, text: str, before: Language | None) -> Language | None:
    if before is None or guess.language is None:
        return guess.language
    lone_word = len(text.split()) == 1 and guess.script is Script.LATIN
    return guess.language if guess.probability >= (LEAST_CERTAIN_WORD if lone_word else LEAST_CERTAIN) else None


def _guessed(guess: LanguageGuess | None) -> Language:
    """Nothing is known of the citizen: Urdu for Arabic letters, English for the rest."""
    if guess is None:
        return Language.EN
    return guess.language or (Language.UR if guess.script is Script.ARABIC else Language.EN)
