"""Reading a pack back out of the database, as it is published now."""

from sqlalchemy import Engine, select

from knowledge import tables
from knowledge.content import LANGUAGES, Pack
from knowledge.database import read_session
from knowledge.errors import UnknownPack
from knowledge.repository import Repository


def stored_packs(engine: Engine) -> tuple[str, ...]:
    """The names of the packs that were imported, in alphabetical order."""
    with read_session(engine) as session:
        return tuple(sorted(set(session.scalars(select(tables.PackImport.pack)))))


def stored_pack(engine: Engine, name: str) -> Pack:
    """The pack called `name`: its head as last imported, its services as published. Raises `UnknownPack`."""
    repository = Repository(engine)
    with read_session(engine) as session:
        latest = session.scalars(
            select(tables.PackImport).where(tables.PackImport.pack == name).order_by(tables.PackImport.id.desc())
        ).first()
        if latest is None:
            raise UnknownPack(name, stored_packs(engine))
        mine = set(session.scalars(select(tables.Service.slug).where(tables.Service.pack == name)))
        services = tuple(service for service in repository.snapshot().services if service.slug in mine)
        used = {service.category for service in services}
        categories = {key: titles for key, titles in repository.categories().items() if key in used}
        return Pack(name, latest.version, latest.licence, latest.publisher, LANGUAGES, categories, services)
