"""Importing a pack into the database: one transaction, nothing when there is any problem, nothing twice.

What staff have edited since the last import stays: see `knowledge.pack.merging`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from knowledge import tables
from knowledge.content import Pack
from knowledge.database import write_session
from knowledge.errors import PackRejected, Problem
from knowledge.pack.checks import right_pack
from knowledge.pack.planning import Step, planned
from knowledge.pack.remembered import remembered
from knowledge.pack.storing import archive_service, store_service


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    `added` to `removed` are slugs of services, each in exactly one of the four. The others tell of staff edits, as in
    `cnic-new: article ur, lead`: those that stay, those that stay although the pack has changed the same part (told
    once: the next import keeps them), and those that the pack's side replaced because `theirs` was asked for.
    """

    pack: str
    version: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    overwritten: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """How many services are not as they were."""
        return len(self.added) + len(self.changed) + len(self.removed)

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe form."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def import_pack(engine: Engine, folder: Path, *, dry_run: bool = False, theirs: bool = False) -> ImportReport:
    """Bring the database to what the pack in `folder` says, keep what staff edited, and report the difference.

    Services that the pack no longer has are archived, except those that staff edited. With `theirs` the pack's side
    replaces every staff edit. With `dry_run` nothing is written. Raises `PackRejected`, with every problem, before
    anything is written.
    """
    pack = right_pack(folder)
    with write_session(engine) as session:
        foreign = _owned_by_others(session, pack)
        if foreign:
            raise PackRejected(folder, foreign)
        steps = tuple(planned(session, pack, overwrite=theirs))
        report = _report(pack, steps, overwrite=theirs)
        if not dry_run:
            _write(session, pack, steps, report)
        return report


def _owned_by_others(session: Session, pack: Pack) -> list[Problem]:
    owners = {row.slug: row.pack for row in session.execute(select(tables.Service.slug, tables.Service.pack))}
    return [
        Problem(
            f"services/{service.slug}/service.yml",
            1,
            f"`{service.slug}` belongs to the pack `{owners[service.slug]}` already",
            "give it another slug, or import it with that pack",
        )
        for service in pack.services
        if owners.get(service.slug, pack.name) != pack.name
    ]


def _report(pack: Pack, steps: Sequence[Step], *, overwrite: bool) -> ImportReport:
    def named(outcome: str) -> tuple[str, ...]:
        return tuple(step.slug for step in steps if step.outcome == outcome)

    kept = tuple(f"{step.slug}: {edit}" for step in steps for edit in step.kept)
    conflicts = tuple(f"{step.slug}: {edit}" for step in steps for edit in step.conflicts)
    return ImportReport(
        pack=pack.name,
        version=pack.version,
        added=named("added"),
        changed=named("changed"),
        unchanged=named("unchanged"),
        removed=named("removed"),
        kept=() if overwrite else kept,
        conflicts=() if overwrite else conflicts,
        overwritten=(*kept, *conflicts) if overwrite else (),
    )


def _write(session: Session, pack: Pack, steps: Sequence[Step], report: ImportReport) -> None:
    _write_categories(session, pack)
    session.flush()
    for step in steps:
        _write_step(session, pack, step)
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


def _write_step(session: Session, pack: Pack, step: Step) -> None:
    row = step.row or tables.Service(slug=step.slug, pack=pack.name)
    if step.after is None:
        archive_service(row)
        return
    if step.after != step.before:
        store_service(session, row, step.after, step.said or step.after, f"pack:{pack.name}@{pack.version}")
    digest, base = step.after.content_hash(), remembered(step.said)
    if row.content_hash != digest:  # somebody has edited the rows alone
        row.content_hash = digest
    if row.base != base:
        row.base = base
