"""Composing what is said about a service: lead or facts asked for, next step, source, what is left."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from knowledge.aspects import ASPECT_FACTS, ASPECT_SECTIONS, FALLBACK_SECTION, GENERAL_FACTS
from knowledge.content import ArticleContent, FactContent, ServiceContent
from knowledge.errors import UnknownService
from knowledge.interfaces import Candidate
from knowledge.passages import plain
from knowledge.payloads import AnswerPayload, FactLine, ServiceChoice
from knowledge.published import PublishedServices
from knowledge.tables import FactType
from nlu.types import Language

LONGEST_SECTION = 600
"""Characters of a section in a reply, cut at an item's end: what fits a phone's screen."""

MOST_GENERAL_FACTS = 3
MOST_FACTS = 8

_ITEM = re.compile(r"(?m)^\s*(?:\d+\.|[-*])\s+(.+)$")
_NEWLINES = re.compile(r"\n{2,}")


class PublishedAnswers:
    """The `Answers` over published services."""

    def __init__(self, published: PublishedServices, today: Callable[[], date] = date.today) -> None:
        """`today` decides which facts have expired."""
        self._published = published
        self._today = today

    def answer(
        self,
        service: str,
        language: Language,
        *,
        aspect: str | None = None,
        province: str | None = None,
        probability: float = 1.0,
    ) -> AnswerPayload:
        """The answer about `service`. Raises `UnknownService`. An unknown aspect counts as none."""
        whole = self._published.services().get(service)
        if whole is None:
            raise UnknownService(service)
        content = replace(whole, facts=whole.verified_facts)  # from here on nothing else can be spoken
        spoken = _spoken_language(content, language)
        article = content.articles[spoken]
        asked = aspect if aspect in ASPECT_FACTS else None
        facts = _facts_for(content, article, asked, province)
        section = _section_for(article, asked, facts)
        source = _source(facts, content)
        left_out = _left_out(whole, asked, province)
        return AnswerPayload(
            service=content.slug,
            language=spoken,
            title=article.title,
            probability=probability,
            aspect=asked,
            lead=plain(article.lead) if asked is None else "",
            facts=tuple(self._line(fact, spoken) for fact in facts),
            section=section,
            next_step=_next_step(content, article, asked, province, facts),
            source_url=source.source_url if source is not None else "",
            verified_on=_verified_on(facts, source),
            more=_more(content, article, asked, province),
            province=province,
            provinces=_provinces(content, asked) if province is None else (),
            automatic=article.automatic,
            unverified_url=left_out.source_url if left_out is not None else "",
        )

    def choices(self, candidates: Sequence[Candidate], language: Language) -> tuple[ServiceChoice, ...]:
        """The candidates with their titles in `language`; services that are not published are left out."""
        services = self._published.services()
        found = []
        for candidate in candidates:
            content = services.get(candidate.service)
            if content is not None:
                title = content.articles[_spoken_language(content, language)].title
                found.append(ServiceChoice(candidate.service, title, candidate.probability))
        return tuple(found)

    def _line(self, fact: FactContent, language: str) -> FactLine:
        return FactLine(
            id=fact.id,
            type=str(fact.type),
            text=_text(fact, language),
            province=fact.province,
            amount=fact.amount,
            currency=fact.currency,
            days=fact.days,
            number=fact.number,
            medium=fact.medium,
            message=fact.message,
            url=fact.url,
            source_url=fact.source_url,
            verified_on=fact.verified_on.isoformat() if fact.verified_on is not None else "",
            expired=fact.expires_on < self._today(),
        )


def _spoken_language(content: ServiceContent, language: Language) -> str:
    if language in content.articles:
        return str(language)
    return next(iter(sorted(content.articles)))


def _text(fact: FactContent, language: str) -> str:
    return fact.texts.get(language) or next(iter(fact.texts.values()), "")


def _facts_for(
    content: ServiceContent, article: ArticleContent, aspect: str | None, province: str | None
) -> tuple[FactContent, ...]:
    """What to show. Facts of some provinces only give way to the article's words about the aspect."""
    if aspect is not None:
        facts = _of_types(content, ASPECT_FACTS[aspect], province)
        section = ASPECT_SECTIONS.get(aspect)
        everywhere = [fact for fact in facts if fact.province is None]
        if province is None and not everywhere and section is not None and _section_text(article, section):
            return ()
        return facts[:MOST_FACTS]
    firsts = (_of_types(content, (kind,), province)[:1] for kind in GENERAL_FACTS)
    return tuple(fact for first in firsts for fact in first)[:MOST_GENERAL_FACTS]


def _of_types(content: ServiceContent, types: tuple[FactType, ...], province: str | None) -> tuple[FactContent, ...]:
    """Facts of the province and of everywhere; without a province those of everywhere, or else all."""
    facts = tuple(fact for fact in content.facts if fact.type in types)
    if province is not None:
        return tuple(fact for fact in facts if fact.province in (None, province))
    return tuple(fact for fact in facts if fact.province is None) or facts


def _left_out(whole: ServiceContent, aspect: str | None, province: str | None) -> FactContent | None:
    """The first fact that is not spoken because nobody has verified it, of what the citizen asked for.

    A general question asks for none of them, and one for the place not for a number to call.
    """
    if aspect is None:
        return None
    unverified = replace(whole, facts=whole.unverified_facts)
    kinds = ASPECT_FACTS[aspect] if aspect != "place" else (FactType.OFFICE,)
    return next(iter(_of_types(unverified, kinds, province)), None)


def _section_for(article: ArticleContent, aspect: str | None, facts: tuple[FactContent, ...]) -> str:
    if aspect is None:
        return ""
    wanted = ASPECT_SECTIONS.get(aspect)
    if facts and (wanted is None or aspect == "documents"):
        return ""
    text = _section_text(article, wanted) if wanted is not None else ""
    return cut(text or (_section_text(article, FALLBACK_SECTION) if not facts else ""))


def _section_text(article: ArticleContent, section: str) -> str:
    return next((part.text for part in article.sections if part.id == section), "")


def cut(markdown: str, longest: int = LONGEST_SECTION) -> str:
    """The first whole lines of a section, at most `longest` characters but never less than one line."""
    kept: list[str] = []
    length = 0
    for line in _NEWLINES.sub("\n", markdown.strip()).split("\n"):
        length += len(line) + 1
        if kept and length > longest:
            break
        kept.append(line)
    return "\n".join(kept)


def _next_step(
    content: ServiceContent,
    article: ArticleContent,
    aspect: str | None,
    province: str | None,
    facts: tuple[FactContent, ...],
) -> str:
    language = next(spoken for spoken, text in content.articles.items() if text is article)
    steps = _ITEM.findall(_section_text(article, "steps"))
    steps_are_shown = aspect == "steps" or (aspect is not None and not facts)
    if steps and not steps_are_shown:
        return plain(steps[0])
    for kind in (FactType.LINK, FactType.OFFICE):
        for fact in _of_types(content, (kind,), province):
            if fact not in facts:
                text = _text(fact, language)
                return f"{text}: {fact.url}" if fact.url else text
    return ""


def _source(shown: tuple[FactContent, ...], content: ServiceContent) -> FactContent | None:
    if shown:
        return shown[0]
    return max(content.facts, key=lambda fact: fact.verified_on or date.min, default=None)


def _verified_on(shown: tuple[FactContent, ...], source: FactContent | None) -> str:
    """The day of the fact shown that was checked longest ago: no later day holds for all of them."""
    facts = shown or ((source,) if source is not None else ())
    days = [fact.verified_on for fact in facts if fact.verified_on is not None]
    return min(days).isoformat() if days else ""


def _more(
    content: ServiceContent, article: ArticleContent, aspect: str | None, province: str | None
) -> tuple[str, ...]:
    found = []
    for other, types in ASPECT_FACTS.items():
        section = ASPECT_SECTIONS.get(other)
        has_words = section is not None and bool(_section_text(article, section))
        if other != aspect and (has_words or _of_types(content, types, province)):
            found.append(other)
    return tuple(found)


def _provinces(content: ServiceContent, aspect: str | None) -> tuple[str, ...]:
    if aspect is None:
        return ()
    facts = [fact for fact in content.facts if fact.type in ASPECT_FACTS[aspect]]
    return tuple(dict.fromkeys(fact.province for fact in facts if fact.province is not None))
