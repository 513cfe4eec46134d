import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.orm import Session

import bot.tables  # noqa: F401 - registers its tables on the shared metadata
import knowledge.tables
from bot.database import current_revision, newest_revision, require_upgraded, upgrade
from bot.errors import DatabaseNotUpgraded
from knowledge.database import Base, open_database


def test_an_empty_database_is_brought_to_the_newest_revision_once(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(DatabaseNotUpgraded):
        require_upgraded(engine)
    assert upgrade(engine) is True
    assert upgrade(engine) is False
    assert current_revision(engine) == newest_revision()
    require_upgraded(engine)
    engine.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_two_processes_may_upgrade_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    failures: list[Exception] = []

    def go() -> None:
        engine = open_database(url)
        try:
            upgrade(engine)
        except Exception as exc:  # noqa: BLE001 - handed to the assertion
            failures.append(exc)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_migration_that_fails_leaves_nothing_half_made(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE reply (id INTEGER)")  # in the way of the first migration
    with pytest.raises(Exception, match="reply"):
        upgrade(engine)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["reply"]
    engine.dispose()


def test_services_from_before_a_pack_was_remembered_have_nothing_remembered(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine, "0002")
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO category (id, position, titles) VALUES ('town', 0, '{}')")
        connection.exec_driver_sql(
            "INSERT INTO service VALUES ('lamp', 'town', 'Office', '[]', '[]', '2027-01-01', 'tiny', 'x', 0, "
            "'2026-01-01 00:00:00', '2026-01-01 00:00:00')"
        )
    upgrade(engine)
    with Session(engine) as session:
        assert session.get_one(knowledge.tables.Service, "lamp").base is None
    engine.dispose()
