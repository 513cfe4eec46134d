import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from knowledge import tables
from knowledge.database import open_database, read_session, write_session


def test_a_sqlite_file_is_durable_waits_and_keeps_references(engine: Engine) -> None:
    with read_session(engine) as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'a' / 'b' / 'c.db'}")
    with read_session(engine) as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
    engine.dispose()


def test_two_processes_may_make_a_sqlite_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE a (id INTEGER)")
    other.execute("BEGIN IMMEDIATE")  # a writer is in the way of the switch, and SQLite does not wait for it
    letting_go = threading.Timer(0.3, other.close)
    letting_go.start()
    engine = open_database(f"sqlite:///{path}")
    with read_session(engine) as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    letting_go.join()
    engine.dispose()


def test_an_error_rolls_the_whole_write_back(engine: Engine) -> None:
    with pytest.raises(RuntimeError), write_session(engine) as session:
        session.add(tables.Category(id="town", titles={"en": "Town"}))
        session.flush()
        raise RuntimeError
    with read_session(engine) as session:
        assert session.get(tables.Category, "town") is None


def test_references_are_enforced(engine: Engine) -> None:
    with pytest.raises(IntegrityError), write_session(engine) as session:
        session.add(tables.Article(service_slug="nothing", language="en"))


def test_writers_take_turns_and_lose_nothing(engine: Engine) -> None:
    with write_session(engine) as session:
        session.add(tables.Category(id="count", position=0, titles={}))

    def add_ten() -> None:
        for _ in range(10):
            with write_session(engine) as session:
                row = session.get_one(tables.Category, "count")
                row.position += 1

    threads = [threading.Thread(target=add_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read_session(engine) as session:
        assert session.get_one(tables.Category, "count").position == 40


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with write_session(engine) as writer:
        writer.add(tables.Category(id="town", titles={}))
        writer.flush()
        with read_session(engine) as reader:
            assert reader.get(tables.Category, "town") is None


def test_instants_come_back_aware_and_in_utc(engine: Engine) -> None:
    there = timezone(timedelta(hours=5))
    with write_session(engine) as session:
        session.add(_import(datetime(2026, 1, 1, 5, 0, tzinfo=there)))
    with read_session(engine) as session:
        assert session.get_one(tables.PackImport, 1).imported_at == datetime(2026, 1, 1, tzinfo=UTC)
        assert session.get_one(tables.PackImport, 1).imported_at.tzinfo is UTC


def test_a_naive_instant_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="time zone"), write_session(engine) as session:
        session.add(_import(datetime(2026, 1, 1)))


def _import(when: datetime) -> tables.PackImport:
    return tables.PackImport(
        pack="tiny", version="1", licence="", publisher={}, content_hash="", summary={}, imported_at=when
    )
