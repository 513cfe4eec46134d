"""`sahulat ask`: search without Rasa, and the answer as a citizen would read it."""

from typing import Any

from bot.catalogue import Catalogue
from bot.cli.output import say, say_json
from bot.interfaces import Texts
from bot.prepare import prepare
from bot.rendering import Part, render_answer, render_clarify, render_no_answer
from bot.settings import read_settings
from knowledge.assembly import open_knowledge
from knowledge.interfaces import Answers, Decision, SearchResult
from knowledge.payloads import ClarifyPayload, NoAnswerPayload
from nlu.aspects import find_aspect
from nlu.types import Language

MOST_CHOICES = 3


def run(text: str, asked: str, *, as_json: bool) -> None:
    """Answer one question. What is missing (database, pack, index) is made first, told on standard error."""
    settings = read_settings()
    prepare(settings, parts=("database", "pack", "index"))
    knowledge = open_knowledge(settings)
    language = None if asked == "auto" else Language(asked)
    result = knowledge.search.search(text, language)
    part = render(text, result, knowledge.answers, Catalogue.load(), language)
    if as_json:
        say_json(to_json(result, part))
        return
    say(part.text)
    for number, button in enumerate(part.buttons, start=1):
        say(f"  {number}. {button.title}")


def render(text: str, result: SearchResult, answers: Answers, texts: Texts, language: Language | None = None) -> Part:
    """What a citizen would read, in the language asked for, else the question's, else English."""
    spoken = language or result.language or Language.EN
    if result.decision is Decision.ANSWER:
        top = result.candidates[0]
        aspect = find_aspect(text)
        return render_answer(answers.answer(top.service, spoken, aspect=aspect, probability=top.probability), texts)
    if result.decision is Decision.CLARIFY:
        choices = answers.choices(result.candidates[:MOST_CHOICES], spoken)
        return render_clarify(ClarifyPayload(spoken, choices), texts)
    return render_no_answer(NoAnswerPayload(spoken), texts)


def to_json(result: SearchResult, part: Part) -> dict[str, Any]:
    """The object that `--json` prints."""
    return {
        "language": result.language.value if result.language else None,
        "mixed": result.mixed,
        "decision": result.decision.value,
        "services": [
            {"id": candidate.service, "probability": round(candidate.probability, 4)} for candidate in result.candidates
        ],
        "text": part.text,
    }
