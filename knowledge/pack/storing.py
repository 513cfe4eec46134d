"""Storing what a service says in its rows. An article that already says it gets no new revision."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from knowledge import tables
from knowledge.content import ArticleContent, ServiceContent
from knowledge.database import now
from knowledge.repository import article_of

_MERGED = " merged with staff edits"


def store_service(
    session: Session, row: tables.Service, service: ServiceContent, pack: ServiceContent, origin: str
) -> None:
    """Make the rows of `row` say what `service` says, published.

    `pack` is what the pack says and `origin` which pack it is: a new revision's origin tells whether it says just
    that. Articles in languages that `service` does not have are no longer published; no revision is lost.
    """
    row.category = service.category
    row.agency = service.agency
    row.jurisdictions = list(service.jurisdictions)
    row.neighbours = [asdict(neighbour) for neighbour in service.neighbours]
    row.review_by = service.review_by
    row.content_hash = service.content_hash()
    row.archived = False
    row.updated_at = now()
    session.add(row)
    row.facts.clear()
    row.questions.clear()
    session.flush()  # the old rows leave before the new ones take their keys
    row.facts.extend(_fact_rows(service))
    row.questions.extend(_question_rows(service))
    for language, article in service.articles.items():
        mixed = article != pack.articles.get(language)
        _store_article(row, language, article, origin + _MERGED if mixed else origin)
    for stored in row.articles:
        if stored.language not in service.articles and stored.published_number is not None:
            _withdraw(stored)


def archive_service(row: tables.Service) -> None:
    """Take the service out of what is published; its revisions stay."""
    row.archived = True
    row.updated_at = now()
    for article in row.articles:
        _withdraw(article)


def _withdraw(article: tables.Article) -> None:
    article.state = tables.ArticleState.ARCHIVED
    article.published_number = None


def _fact_rows(service: ServiceContent) -> list[tables.Fact]:
    rows = []
    for position, fact in enumerate(service.facts):
        values = {name: value for name, value in asdict(fact).items() if name != "id"}
        rows.append(tables.Fact(key=fact.id, position=position, **values))
    return rows


def _question_rows(service: ServiceContent) -> list[tables.ExampleQuestion]:
    return [
        tables.ExampleQuestion(language=language, position=position, text=text)
        for language, texts in service.questions.items()
        for position, text in enumerate(texts)
    ]


def _store_article(row: tables.Service, language: str, article: ArticleContent, origin: str) -> None:
    stored = next((known for known in row.articles if known.language == language), None)
    if stored is None:
        stored = tables.Article(language=language)
        row.articles.append(stored)
    spoken = (known for known in stored.revisions if known.number == stored.published_number)
    if any(article_of(known) == article for known in spoken):
        return
    latest = stored.revisions[-1] if stored.revisions else None
    if latest is None or article_of(latest) != article:
        latest = tables.Revision(
            number=latest.number + 1 if latest is not None else 1,
            title=article.title,
            lead=article.lead,
            sections=[asdict(section) for section in article.sections],
            origin=tables.AUTOMATIC + origin if article.automatic else origin,
        )
        stored.revisions.append(latest)
    stored.state = tables.ArticleState.PUBLISHED
    stored.published_number = latest.number
