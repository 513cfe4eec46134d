import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from knowledge import tables
from knowledge.database import read_session, write_session
from knowledge.errors import PackRejected, RevisionIsImmutable
from knowledge.pack.importer import import_pack
from knowledge.repository import Repository

SLUGS = ("dog-licence", "library-card", "street-lamp")


def test_everything_is_added_the_first_time_and_nothing_the_second(engine: Engine, tiny_pack: Path) -> None:
    assert import_pack(engine, tiny_pack).added == SLUGS
    version = Repository(engine).version()
    again = import_pack(engine, tiny_pack)
    assert (again.changes, again.unchanged) == (0, SLUGS)
    assert Repository(engine).version() == version
    assert _count(engine, tables.PackImport) == 1
    assert _count(engine, tables.Revision) == 9


def test_a_changed_lead_makes_one_new_revision_and_keeps_the_old(
    imported: Engine, edited: Callable[[str, str, str], Path]
) -> None:
    folder = edited("services/dog-licence/en.md", "Every dog in town", "Each dog in town")
    report = import_pack(imported, folder)
    assert (report.added, report.changed, report.removed) == ((), ("dog-licence",), ())
    with read_session(imported) as session:
        article = session.scalars(
            select(tables.Article).where(tables.Article.service_slug == "dog-licence", tables.Article.language == "en")
        ).one()
        assert [revision.lead.split()[0] for revision in article.revisions] == ["Every", "Each"]
        assert article.published_number == 2
    assert _count(imported, tables.Revision) == 10


def test_a_changed_fact_replaces_the_facts_of_its_service_only(
    imported: Engine, edited: Callable[[str, str, str], Path]
) -> None:
    before = Repository(imported).version()
    import_pack(imported, edited("services/dog-licence/service.yml", '"75.50"', '"80"'))
    service = next(row for row in Repository(imported).snapshot().services if row.slug == "dog-licence")
    assert [fact.amount for fact in service.facts] == ["80"]
    assert Repository(imported).version() != before
    assert _count(imported, tables.Revision) == 9


def test_a_service_that_left_the_pack_is_archived_and_can_come_back(
    imported: Engine, edited: Callable[[str, str, str], Path], tiny_pack: Path
) -> None:
    folder = edited("pack.yml", "2026.1.0", "2026.2.0")
    shutil.rmtree(folder / "services" / "dog-licence")
    assert import_pack(imported, folder).removed == ("dog-licence",)
    assert [row.slug for row in Repository(imported).snapshot().services] == ["library-card", "street-lamp"]
    assert import_pack(imported, tiny_pack).added == ("dog-licence",)
    assert len(Repository(imported).snapshot().services) == 3


def test_a_dry_run_reports_and_writes_nothing(engine: Engine, tiny_pack: Path) -> None:
    assert import_pack(engine, tiny_pack, dry_run=True).added == SLUGS
    assert _count(engine, tables.Service) == 0


def test_a_pack_with_a_problem_changes_nothing(imported: Engine, edited: Callable[[str, str, str], Path]) -> None:
    before = Repository(imported).version()
    edited("services/library-card/en.md", "The town library lends", "The library lends")
    folder = edited("services/dog-licence/service.yml", "2026-02-01", "2026-02-30")
    with pytest.raises(PackRejected) as caught:
        import_pack(imported, folder)
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("services/dog-licence/service.yml", 18)
    ]
    assert Repository(imported).version() == before


def test_a_service_of_another_pack_is_not_taken_over(imported: Engine, edited: Callable[[str, str, str], Path]) -> None:
    with pytest.raises(PackRejected, match="belongs to the pack `tiny`"):
        import_pack(imported, edited("pack.yml", "name: tiny", "name: other"))


def test_what_was_imported_reads_back_as_it_was(imported: Engine, tiny_pack: Path) -> None:
    from knowledge.pack.checks import check_pack

    pack, _ = check_pack(tiny_pack)
    assert [row.content_hash() for row in Repository(imported).snapshot().services] == [
        service.content_hash() for service in pack.services
    ]
    assert Repository(imported).categories() == {
        "town": {"en": "Town", "ur": "شہر", "ur-Latn": "Sheher"},
    }


def test_revisions_cannot_be_changed(imported: Engine) -> None:
    with pytest.raises(RevisionIsImmutable), write_session(imported) as session:
        session.get_one(tables.Revision, 1).title = "Other"


def _count(engine: Engine, table: type[tables.Base]) -> int:
    with read_session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
