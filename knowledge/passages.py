"""What the index holds of a service: titles, leads, sections in pieces, fact lines, example questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.content import ServiceContent

LONGEST_PASSAGE = 400
"""Characters of a passage; longer sections are split between items or sentences."""

_SKIPPED_SECTIONS = ("related",)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"^\s*(?:[-*]|\d+\.)\s+|[*_`#]", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?۔؟])\s+")


class PassageKind(StrEnum):
    """Which part of a service a passage is."""

    TITLE = "title"
    LEAD = "lead"
    SECTION = "section"
    FACT = "fact"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a service. `position` counts within its kind and language."""

    service: str
    language: str
    kind: PassageKind
    position: int
    text: str


def passages_of(service: ServiceContent) -> tuple[Passage, ...]:
    """All passages of a service, in a fixed order.

    Left out: the section `related`, which is about others, and what nobody has verified.
    """
    return tuple(_passages(service))


def _passages(service: ServiceContent) -> Iterator[Passage]:
    slug = service.slug
    for language, article in service.articles.items():
        yield Passage(slug, language, PassageKind.TITLE, 0, article.title)
        yield Passage(slug, language, PassageKind.LEAD, 0, plain(article.lead))
        position = 0
        for section in article.sections:
            if section.id in _SKIPPED_SECTIONS:
                continue
            for piece in split(section.text):
                yield Passage(slug, language, PassageKind.SECTION, position, piece)
                position += 1
        for position, fact in enumerate(service.verified_facts):
            text = fact.texts.get(language)
            if text:
                yield Passage(slug, language, PassageKind.FACT, position, f"{article.title}: {text}")
    for language, texts in service.questions.items():
        for position, text in enumerate(texts):
            yield Passage(slug, language, PassageKind.QUESTION, position, text)


def plain(markdown: str) -> str:
    """Markdown without its marks: links become their text, list signs go, lines are joined."""
    return " ".join(_MARKUP.sub("", _LINK.sub(r"\1", markdown)).split())


def split(markdown: str, longest: int = LONGEST_PASSAGE) -> list[str]:
    """A section in pieces of at most `longest` characters, cut between items or sentences, plain text.

    A single sentence that is longer is cut hard.
    """
    pieces: list[str] = []
    current = ""
    for part in _parts(markdown, longest):
        if current and len(current) + 1 + len(part) > longest:
            pieces.append(current)
            current = ""
        current = f"{current} {part}" if current else part
    if current:
        pieces.append(current)
    return pieces


def _parts(markdown: str, longest: int) -> Iterator[str]:
    for line in markdown.splitlines():
        text = plain(line)
        if len(text) <= longest:
            if text:
                yield text
            continue
        for sentence in _SENTENCE_END.split(text):
            for start in range(0, len(sentence), longest):
                yield sentence[start : start + longest]
