"""What services say: frozen plain data, the same whether read from a pack or from published revisions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LANGUAGES = ("en", "ur", "ur-Latn")
JURISDICTIONS = (
    "pakistan",
    "punjab",
    "sindh",
    "khyber-pakhtunkhwa",
    "balochistan",
    "islamabad",
    "ajk",
    "gilgit-baltistan",
)
SECTION_IDS = ("steps", "documents", "where", "problems", "related")
REQUIRED_SECTIONS = ("steps", "documents", "problems")

Texts = Mapping[str, str]
"""A text per language."""


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section of an article: one of `SECTION_IDS`, its heading and its Markdown."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleContent:
    """A service's text in one language. `automatic`: made from another language by machine, and said to be."""

    title: str
    lead: str
    sections: tuple[SectionContent, ...]
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class FactContent:
    """A typed value; which optional fields it has depends on `type` (a `FactType` value).

    `verified_on` None: nobody has read it on `source_url` yet. Nothing of such a fact but its `source_url` is ever
    told to a citizen. `expires_on` is the day by which somebody looks again.
    """

    id: str
    type: str
    texts: Texts
    source_url: str
    verified_on: date | None
    expires_on: date
    province: str | None = None
    amount: str | None = None
    currency: str | None = None
    days: int | None = None
    number: str | None = None
    medium: str | None = None
    message: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A service that is easily confused with this one, and when that one is meant."""

    service: str
    when: str


@dataclass(frozen=True, slots=True)
class ServiceContent:
    """One service, whole. `titles`, `questions` and `articles` map a language to what is there in it."""

    slug: str
    category: str
    agency: str
    jurisdictions: tuple[str, ...]
    review_by: date
    titles: Texts
    neighbours: tuple[Neighbour, ...]
    facts: tuple[FactContent, ...]
    questions: Mapping[str, tuple[str, ...]]
    articles: Mapping[str, ArticleContent]

    @property
    def verified_facts(self) -> tuple[FactContent, ...]:
        """The facts that somebody read on their official page: the only ones that may be spoken or searched."""
        return tuple(fact for fact in self.facts if fact.verified_on is not None)

    @property
    def unverified_facts(self) -> tuple[FactContent, ...]:
        """The facts that nobody has read on their official page yet."""
        return tuple(fact for fact in self.facts if fact.verified_on is None)

    def content_hash(self) -> str:
        """SHA-256 over everything the service says; equal exactly when nothing changed."""
        return _digest(asdict(self))


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack. `categories` maps an id to its titles."""

    name: str
    version: str
    licence: str
    publisher: Texts
    languages: tuple[str, ...]
    categories: Mapping[str, Texts]
    services: tuple[ServiceContent, ...] = field(default=())

    def content_hash(self) -> str:
        """SHA-256 over the pack's head and its services."""
        head = {name: getattr(self, name) for name in ("name", "version", "licence", "publisher", "categories")}
        return _digest([head, {service.slug: service.content_hash() for service in self.services}])


def _digest(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
