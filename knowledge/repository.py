"""Reading what is published. Every function opens one short session and returns plain data."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload

from knowledge import tables
from knowledge.content import ArticleContent, FactContent, Neighbour, SectionContent, ServiceContent
from knowledge.database import read_session

WITH_CONTENT = (
    selectinload(tables.Service.articles).selectinload(tables.Article.revisions),
    selectinload(tables.Service.facts),
    selectinload(tables.Service.questions),
)
"""Loads services with everything that `content_of` reads, in a few queries."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything published at one moment. `version` changes whenever any of it would."""

    version: str
    services: tuple[ServiceContent, ...]


class Repository:
    """Reads published services: those that are not archived and have a published article."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def version(self) -> str:
        """A digest of what is published, from hashes and revision numbers alone: one cheap query."""
        with read_session(self._engine) as session:
            return _version(session)

    def snapshot(self) -> Snapshot:
        """All published services, ordered by slug, read in one transaction."""
        with read_session(self._engine) as session:
            rows = session.scalars(
                select(tables.Service)
                .where(tables.Service.archived.is_(False))
                .order_by(tables.Service.slug)
                .options(*WITH_CONTENT)
            ).all()
            services = tuple(content for content in map(content_of, rows) if content.articles)
            return Snapshot(_version(session), services)

    def categories(self) -> dict[str, dict[str, str]]:
        """The titles of the categories, per id and language, in their order."""
        with read_session(self._engine) as session:
            rows = session.scalars(select(tables.Category).order_by(tables.Category.position)).all()
            return {row.id: dict(row.titles) for row in rows}


def _version(session: Session) -> str:
    rows = session.execute(
        select(
            tables.Service.slug,
            tables.Service.content_hash,
            tables.Article.language,
            tables.Article.published_number,
        )
        .join(tables.Article, tables.Article.service_slug == tables.Service.slug)
        .where(tables.Service.archived.is_(False), tables.Article.published_number.is_not(None))
        .order_by(tables.Service.slug, tables.Article.language)
    ).all()
    return hashlib.sha256("\n".join("|".join(map(str, row)) for row in rows).encode()).hexdigest()[:16]


def content_of(row: tables.Service) -> ServiceContent:
    """What the service says as it is published now; `WITH_CONTENT` loads all that this reads."""
    articles = {
        article.language: article_of(revision)
        for article in row.articles
        for revision in article.revisions
        if revision.number == article.published_number
    }
    questions: dict[str, list[str]] = {}
    for question in row.questions:
        questions.setdefault(question.language, []).append(question.text)
    return ServiceContent(
        slug=row.slug,
        category=row.category,
        agency=row.agency,
        jurisdictions=tuple(row.jurisdictions),
        review_by=row.review_by,
        titles={language: article.title for language, article in articles.items()},
        neighbours=tuple(Neighbour(**neighbour) for neighbour in row.neighbours),
        facts=tuple(map(_fact, row.facts)),
        questions={language: tuple(texts) for language, texts in questions.items()},
        articles=articles,
    )


def article_of(revision: tables.Revision) -> ArticleContent:
    """What a revision says."""
    sections = tuple(SectionContent(**section) for section in revision.sections)
    return ArticleContent(revision.title, revision.lead, sections, revision.origin.startswith(tables.AUTOMATIC))


def _fact(row: tables.Fact) -> FactContent:
    return FactContent(
        id=row.key,
        type=row.type,
        texts=row.texts,
        source_url=row.source_url,
        verified_on=row.verified_on,
        expires_on=row.expires_on,
        province=row.province,
        amount=row.amount,
        currency=row.currency,
        days=row.days,
        number=row.number,
        medium=row.medium,
        message=row.message,
        url=row.url,
    )
