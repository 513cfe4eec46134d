"""From typed payloads to what a citizen reads on a phone.

Pure: payload, language and catalogue in, plain text out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.choices import ChoiceError, service_payload
from bot.facts import fact_line, province_name, source_line
from bot.interfaces import Texts
from bot.messages import Button
from bot.outcomes import Outcome
from bot.plain import plain_lines, shorten
from knowledge.payloads import AnswerPayload, ClarifyPayload, FactLine, NoAnswerPayload, ServiceChoice

LONGEST_ANSWER = 900
"""Characters; about two screens of a phone, and below WhatsApp's 1,024 of a message with buttons."""

MOST_BUTTONS = 3
"""Aspects or services offered at once; source: WhatsApp Cloud API, three reply buttons."""

_BULLETED = frozenset({"document", "eligibility", "step", "office", "deadline"})
_SAID_IN_WORDS = frozenset({"steps", "documents", "place"})
"""Aspects that a section of the article answers.

For the others only a fact does, and a section is no substitute.
"""

_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Part:
    """What one payload or text adds to the reply.

    `services` likeliest first; `asks` names what the citizen is asked.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    outcome: Outcome | None = None
    services: tuple[str, ...] = ()
    asks: str | None = None


def render_answer(payload: AnswerPayload, texts: Texts) -> Part:
    """An answer: title, what was asked (or the lead), the next step, the source with its date, more buttons.

    At most `LONGEST_ANSWER` characters: facts and steps are dropped from the end, never the source. Asked for
    something of which nothing is known, it says so and names the official page.
    """
    language = payload.language
    groups = _groups(payload, texts)
    asks_province = bool(groups) and payload.province is None and len(payload.provinces) > 1
    if groups:
        foot = _foot(payload, texts, asks_province=asks_province)
    else:
        groups, foot = [_unknown(payload, texts)], _next_elsewhere(payload, texts)
    budget = LONGEST_ANSWER - len(payload.title) - sum(len(line) + 2 for line in foot) - 2 * len(groups)
    blocks = [payload.title, *_fitting(groups, budget), *foot]
    return Part(
        text="\n\n".join(block for block in blocks if block),
        buttons=_province_buttons(payload, texts) if asks_province else _more(payload, language, texts),
        outcome=Outcome.ANSWERED_ARTICLE,
        services=(payload.service,),
        asks="province" if asks_province else None,
    )


def render_clarify(payload: ClarifyPayload, texts: Texts) -> Part:
    """A question with the services as buttons, and one for none of them."""
    none = Button(texts.text("button.none", payload.language), "none")
    return Part(
        text=texts.text("reply.clarify", payload.language),
        buttons=(*_service_buttons(payload.choices), none),
        outcome=Outcome.CLARIFY_SERVICE,
        services=tuple(choice.service for choice in payload.choices),
        asks="which-service",
    )


def render_no_answer(payload: NoAnswerPayload, texts: Texts) -> Part:
    """An honest "I do not know", what to try instead, and the way to a person."""
    language = payload.language
    if payload.reason == "no_service":
        return Part(texts.text("reply.no_service", language), outcome=Outcome.CLARIFY_NO_SERVICE, asks="which-service")
    human = Button(texts.text("button.human", language), "human")
    if payload.reason == "out_of_scope":
        return Part(texts.text("reply.out_of_scope", language), (human,), Outcome.UNANSWERED_OUT_OF_SCOPE)
    buttons = _service_buttons(payload.choices)
    return Part(
        text=texts.text("reply.no_match_choices" if buttons else "reply.no_match", language),
        buttons=(*buttons, human),
        outcome=Outcome.UNANSWERED_NO_MATCH,
        services=tuple(choice.service for choice in payload.choices),
    )


def _groups(payload: AnswerPayload, texts: Texts) -> list[list[str]]:
    """The lines that answer, in groups that a blank line separates; none when an aspect is not known."""
    facts = _fact_lines(payload.facts, payload.language, texts, name_province=payload.province is None)
    section = list(plain_lines(payload.section))
    if payload.aspect is None:
        groups = [list(plain_lines(payload.lead)), facts, section]
    elif payload.aspect == "steps":
        groups = [section, facts]
    else:
        groups = [facts, section if facts or payload.aspect in _SAID_IN_WORDS else []]
    return [group for group in groups if group]


def _unknown(payload: AnswerPayload, texts: Texts) -> list[str]:
    said, page = texts.text("reply.unknown_aspect", payload.language), _official_page(payload)
    return [f"{said}\n{page}" if page else said]


def _official_page(payload: AnswerPayload) -> str:
    """Where what is not known here can be read: the page of the very fact if there is one, else the service's."""
    return payload.unverified_url or payload.source_url


def _next_elsewhere(payload: AnswerPayload, texts: Texts) -> list[str]:
    """The next step, unless all it says is the page that has just been named."""
    page = _official_page(payload)
    if not payload.next_step or (page and page in payload.next_step):
        return []
    return [_next(payload, texts)]


def _next(payload: AnswerPayload, texts: Texts) -> str:
    step = shorten(" ".join(plain_lines(payload.next_step)), LONGEST_ANSWER // 4)
    return texts.text("reply.next", payload.language, step=step)


def _fact_lines(facts: Sequence[FactLine], language: str, texts: Texts, *, name_province: bool) -> list[str]:
    lines = []
    for fact in facts:
        line = fact_line(fact, language, texts, name_province=name_province)
        lines.append(f"• {line}" if fact.type in _BULLETED and len(facts) > 1 else line)
    return list(dict.fromkeys(lines))


def _foot(payload: AnswerPayload, texts: Texts, *, asks_province: bool) -> list[str]:
    language = payload.language
    foot = []
    if asks_province:
        names = _listed([province_name(each, language, texts) for each in payload.provinces], language)
        foot.append(texts.text("reply.province", language, provinces=names))
    if payload.next_step:
        foot.append(_next(payload, texts))
    if any(fact.expired for fact in payload.facts):
        foot.append(texts.text("reply.expired", language))
    if payload.unverified_url:
        foot.append(f"{texts.text('reply.unverified', language)}\n{payload.unverified_url}")
    if payload.automatic:
        foot.append(texts.text("reply.automatic", language))
    foot.append(source_line(payload.source_url, payload.verified_on, language, texts))
    return [line for line in foot if line]


def _listed(names: Sequence[str], language: str) -> str:
    return ("، " if language == "ur" else ", ").join(names)


def _fitting(groups: Sequence[Sequence[str]], budget: int) -> list[str]:
    """The groups as blocks of text, as many lines of them as fit.

    A line that does not fit as a whole is shortened when it is the first or much room is left, else dropped. One
    with an address is never shortened: half an address is worse than none.
    """
    blocks: list[str] = []
    left = budget
    for group in groups:
        kept: list[str] = []
        for line in group:
            if len(line) + 1 > left:
                if not (blocks or kept) or (left > LONGEST_ANSWER // 4 and "://" not in line):
                    kept.append(shorten(line, max(left, LONGEST_ANSWER // 4)))
                left = 0
                break
            kept.append(line)
            left -= len(line) + 1
        if kept:
            blocks.append("\n".join(kept))
    return blocks


def _more(payload: AnswerPayload, language: str, texts: Texts) -> tuple[Button, ...]:
    buttons: list[Button] = []
    for aspect in payload.more:
        if aspect == payload.aspect or len(buttons) == MOST_BUTTONS:
            continue
        try:
            title = texts.text(f"aspect.{aspect}", language)
        except KeyError:
            continue  # knowledge may know an aspect before the catalogue does
        buttons.append(Button(title, service_payload(payload.service, aspect)))
    return tuple(buttons)


def _province_buttons(payload: AnswerPayload, texts: Texts) -> tuple[Button, ...]:
    """One for each province with facts of its own: it asks the same again, there.

    There may be more than `MOST_BUTTONS`: a choice among provinces cannot leave any out.
    """
    buttons: list[Button] = []
    for province in payload.provinces:
        try:
            pressed = service_payload(payload.service, payload.aspect, province)
        except ChoiceError:
            continue  # too long for a button: its name stands in the question and can be typed
        buttons.append(Button(province_name(province, payload.language, texts), pressed))
    return tuple(buttons)


def _service_buttons(choices: Sequence[ServiceChoice]) -> tuple[Button, ...]:
    buttons: list[Button] = []
    for choice in choices[:MOST_BUTTONS]:
        try:
            buttons.append(Button(shorten(choice.title, _LONGEST_TITLE), service_payload(choice.service)))
        except ChoiceError:
            continue  # a slug that cannot be pressed is not offered
    return tuple(buttons)
