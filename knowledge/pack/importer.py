"""Importing a pack into the database: one transaction, nothing when there is any problem, nothing twice."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from knowledge import tables
from knowledge.content import ArticleContent, Pack, ServiceContent
from knowledge.database import now, write_session
from knowledge.errors import PackRejected, Problem
from knowledge.pack.checks import right_pack


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: slugs of services, each in exactly one of the four."""

    pack: str
    version: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changes(self) -> int:
        """How many services are not as they were."""
        return len(self.added) + len(self.changed) + len(self.removed)

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def import_pack(engine: Engine, folder: Path, *, dry_run: bool = False) -> ImportReport:
    """Make the database say what the pack in `folder` says, and report the difference.

    Services that the pack no longer has are archived. With `dry_run` nothing is written. Raises
    `PackRejected`, with every problem, before anything is written.
    """
    pack = right_pack(folder)
    with write_session(engine) as session:
        stored = {row.slug: row for row in session.scalars(select(tables.Service))}
        foreign = _owned_by_others(pack, stored)
        if foreign:
            raise PackRejected(folder, foreign)
        report = _difference(pack, stored)
        if not dry_run:
            _write(session, pack, report, stored)
        return report


def _owned_by_others(pack: Pack, stored: Mapping[str, tables.Service]) -> list[Problem]:
    return [
        Problem(
            f"services/{service.slug}/service.yml",
            1,
            f"`{service.slug}` belongs to the pack `{stored[service.slug].pack}` already",
            "give it another slug, or import it with that pack",
        )
        for service in pack.services
        if service.slug in stored and stored[service.slug].pack != pack.name
    ]


def _difference(pack: Pack, stored: Mapping[str, tables.Service]) -> ImportReport:
    hashes = {service.slug: service.content_hash() for service in pack.services}
    live = {slug: row for slug, row in stored.items() if row.pack == pack.name and not row.archived}
    return ImportReport(
        pack=pack.name,
        version=pack.version,
        added=tuple(sorted(hashes.keys() - live.keys())),
        changed=tuple(sorted(slug for slug in hashes.keys() & live.keys() if live[slug].content_hash != hashes[slug])),
        unchanged=tuple(
            sorted(slug for slug in hashes.keys() & live.keys() if live[slug].content_hash == hashes[slug])
        ),
        removed=tuple(sorted(live.keys() - hashes.keys())),
    )


def _write(session: Session, pack: Pack, report: ImportReport, stored: Mapping[str, tables.Service]) -> None:
    _write_categories(session, pack)
    session.flush()
    touched = {*report.added, *report.changed}
    for service in pack.services:
        if service.slug in touched:
            _write_service(session, pack, service, stored.get(service.slug))
    for slug in report.removed:
        stored[slug].archived = True
        stored[slug].updated_at = now()
        for article in stored[slug].articles:
            article.state = tables.ArticleState.ARCHIVED
            article.published_number = None
    digest = pack.content_hash()
    latest = session.scalars(
        select(tables.PackImport).where(tables.PackImport.pack == pack.name).order_by(tables.PackImport.id.desc())
    ).first()
    if report.changes or latest is None or latest.content_hash != digest:
        session.add(
            tables.PackImport(
                pack=pack.name,
                version=pack.version,
                licence=pack.licence,
                publisher=dict(pack.publisher),
                content_hash=digest,
                summary=report.to_dict(),
            )
        )


def _write_categories(session: Session, pack: Pack) -> None:
    for position, (key, titles) in enumerate(pack.categories.items()):
        row = session.get(tables.Category, key)
        if row is None:
            session.add(tables.Category(id=key, position=position, titles=dict(titles)))
        elif row.titles != titles or row.position != position:
            row.titles, row.position = dict(titles), position


def _write_service(session: Session, pack: Pack, service: ServiceContent, row: tables.Service | None) -> None:
    if row is None:
        row = tables.Service(slug=service.slug, pack=pack.name)
        session.add(row)
    row.category = service.category
    row.agency = service.agency
    row.jurisdictions = list(service.jurisdictions)
    row.neighbours = [asdict(neighbour) for neighbour in service.neighbours]
    row.review_by = service.review_by
    row.content_hash = service.content_hash()
    row.archived = False
    row.updated_at = now()
    row.facts.clear()
    row.questions.clear()
    session.flush()  # the old rows leave before the new ones take their keys
    row.facts.extend(_fact_rows(service))
    row.questions.extend(_question_rows(service))
    origin = f"pack:{pack.name}@{pack.version}"
    for language, article in service.articles.items():
        _write_article(row, language, article, origin)


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


def _write_article(row: tables.Service, language: str, article: ArticleContent, origin: str) -> None:
    stored = next((known for known in row.articles if known.language == language), None)
    if stored is None:
        stored = tables.Article(language=language)
        row.articles.append(stored)
    sections = [asdict(section) for section in article.sections]
    latest = stored.revisions[-1] if stored.revisions else None
    if latest is None or (latest.title, latest.lead, latest.sections, latest.origin.startswith(tables.AUTOMATIC)) != (
        article.title,
        article.lead,
        sections,
        article.automatic,
    ):
        latest = tables.Revision(
            number=latest.number + 1 if latest is not None else 1,
            title=article.title,
            lead=article.lead,
            sections=sections,
            origin=tables.AUTOMATIC + origin if article.automatic else origin,
        )
        stored.revisions.append(latest)
    stored.state = tables.ArticleState.PUBLISHED
    stored.published_number = latest.number
