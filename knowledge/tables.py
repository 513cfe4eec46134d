"""The tables of `knowledge`. Portable types only: the same on SQLite and PostgreSQL."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Integer, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from knowledge.database import Base, UtcDateTime, now
from knowledge.errors import RevisionIsImmutable

SLUG_LENGTH = 80
LANGUAGE_LENGTH = 16


class ArticleState(StrEnum):
    """Where an article stands in the workflow; only `published` is ever spoken."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class FactType(StrEnum):
    """What a fact is about; decides which typed fields it has."""

    FEE = "fee"
    DOCUMENT = "document"
    PROCESSING_TIME = "processing_time"
    ELIGIBILITY = "eligibility"
    STEP = "step"
    OFFICE = "office"
    LINK = "link"
    HELPLINE = "helpline"
    DEADLINE = "deadline"


class Category(Base):
    """A group of services, for menus. `titles` maps a language to the title."""

    __tablename__ = "category"

    id: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    titles: Mapped[dict[str, str]] = mapped_column(JSON)


class Service(Base):
    """One public service. `neighbours` are `not_this` rows: `{"service": slug, "when": sentence}`.

    `content_hash` is that of what is stored. `base` is what the pack said of it at its last import
    (`knowledge.pack.remembered`), None where that was before there was this column: nobody had edited it.
    """

    __tablename__ = "service"

    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH), primary_key=True)
    category: Mapped[str] = mapped_column(ForeignKey("category.id"))
    agency: Mapped[str] = mapped_column(String(200))
    jurisdictions: Mapped[list[str]] = mapped_column(JSON)
    neighbours: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    review_by: Mapped[date] = mapped_column(Date)
    pack: Mapped[str] = mapped_column(String(SLUG_LENGTH), index=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    base: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    archived: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    articles: Mapped[list["Article"]] = relationship(back_populates="service", cascade="all, delete-orphan")
    facts: Mapped[list["Fact"]] = relationship(cascade="all, delete-orphan", order_by="Fact.position")
    questions: Mapped[list["ExampleQuestion"]] = relationship(
        cascade="all, delete-orphan", order_by="ExampleQuestion.position"
    )


class Article(Base):
    """A service's text in one language. `published_number` is the revision that is spoken, or None."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("service_slug", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_slug: Mapped[str] = mapped_column(ForeignKey("service.slug"))
    language: Mapped[str] = mapped_column(String(LANGUAGE_LENGTH))
    state: Mapped[str] = mapped_column(String(16), default=ArticleState.DRAFT.value)
    published_number: Mapped[int | None] = mapped_column(Integer)

    service: Mapped[Service] = relationship(back_populates="articles")
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="article", cascade="all, delete-orphan", order_by="Revision.number"
    )


AUTOMATIC = "automatic:"
"""How the origin of a revision begins that was made from another language by machine."""


class Revision(Base):
    """One immutable version of an article.

    `sections` are `{"id", "heading", "text"}` in order; `text` is Markdown. `translated_from` is the
    number of the source article's revision that this one was translated from, if known. `origin` says where it came
    from, after `AUTOMATIC` when a machine wrote it.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    lead: Mapped[str] = mapped_column(Text)
    sections: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    origin: Mapped[str] = mapped_column(String(200))
    translated_from: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    article: Mapped[Article] = relationship(back_populates="revisions")


class Fact(Base):
    """A typed value of a service. `texts` maps a language to its label; `province` None means everywhere.

    `verified_on` None: nobody has read it on its official page yet, and it is never spoken.
    """

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("service_slug", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_slug: Mapped[str] = mapped_column(ForeignKey("service.slug"))
    key: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    position: Mapped[int] = mapped_column(Integer)
    type: Mapped[str] = mapped_column(String(32))
    province: Mapped[str | None] = mapped_column(String(32))
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    amount: Mapped[str | None] = mapped_column(String(32))
    currency: Mapped[str | None] = mapped_column(String(3))
    days: Mapped[int | None] = mapped_column(Integer)
    number: Mapped[str | None] = mapped_column(String(40))
    medium: Mapped[str | None] = mapped_column(String(16))
    message: Mapped[str | None] = mapped_column(String(200))
    url: Mapped[str | None] = mapped_column(Text)
    source_url: Mapped[str] = mapped_column(Text)
    verified_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date] = mapped_column(Date)


class ExampleQuestion(Base):
    """A question a citizen might ask, by language; part of the search index."""

    __tablename__ = "example_question"
    __table_args__ = (UniqueConstraint("service_slug", "language", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_slug: Mapped[str] = mapped_column(ForeignKey("service.slug"))
    language: Mapped[str] = mapped_column(String(LANGUAGE_LENGTH))
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)


class PackImport(Base):
    """One import of a pack that changed something; `summary` is the report's `to_dict()`."""

    __tablename__ = "pack_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    pack: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    version: Mapped[str] = mapped_column(String(40))
    licence: Mapped[str] = mapped_column(String(80))
    publisher: Mapped[dict[str, str]] = mapped_column(JSON)
    content_hash: Mapped[str] = mapped_column(String(64))
    summary: Mapped[dict[str, Any]] = mapped_column(JSON)
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


def _refuse_change(_mapper: Mapper[Revision], _connection: object, revision: Revision) -> None:
    raise RevisionIsImmutable(f"revision {revision.number} of article {revision.article_id}")


event.listen(Revision, "before_update", _refuse_change)
