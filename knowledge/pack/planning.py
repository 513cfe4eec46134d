"""What an import does with each service: what the pack says now, merged with what staff have edited."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from knowledge import tables
from knowledge.content import Pack, ServiceContent
from knowledge.pack.merging import merge
from knowledge.pack.remembered import recalled
from knowledge.repository import WITH_CONTENT, content_of

_GONE = "the pack no longer has this service"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one service: `said` by the pack, `before` in the database, `after` the import; None: not there.

    `kept` and `conflicts` are what staff have edited, whichever side stands in `after`.
    """

    slug: str
    row: tables.Service | None
    said: ServiceContent | None
    before: ServiceContent | None
    after: ServiceContent | None
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """The field of the report that names the service."""
        if self.before == self.after:
            return "unchanged"
        return "added" if self.before is None else "removed" if self.after is None else "changed"


def planned(session: Session, pack: Pack, *, overwrite: bool) -> Iterator[Step]:
    """The steps for every service of the pack, old and new, by slug. `overwrite`: the pack's side stands everywhere."""
    rows = session.scalars(
        select(tables.Service)
        .where(tables.Service.pack == pack.name)
        .options(*WITH_CONTENT, undefer(tables.Service.base))
    )
    stored = {row.slug: row for row in rows}
    said = {service.slug: service for service in pack.services}
    for slug in sorted(stored.keys() | said.keys()):
        row = stored.get(slug)
        if row is not None and not row.archived:
            yield _step(row, said.get(slug), overwrite=overwrite)
        elif slug in said:
            yield Step(slug, row, said[slug], None, said[slug])


def _step(row: tables.Service, theirs: ServiceContent | None, *, overwrite: bool) -> Step:
    ours = content_of(row)
    original = ours if row.base is None else recalled(row.base)
    if theirs is not None:
        merged = merge(original, theirs, ours)
        after = theirs if overwrite else merged.service
        return Step(row.slug, row, theirs, ours, after, merged.kept, merged.conflicts)
    if ours == original:
        return Step(row.slug, row, None, ours, None)
    kept = (_GONE,) if original is None else ()
    conflicts = (f"{_GONE}, staff have edited it: it stays published",) if original is not None else ()
    return Step(row.slug, row, None, ours, None if overwrite else ours, kept, conflicts)
