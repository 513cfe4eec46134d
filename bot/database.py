"""Bringing the database to this release's tables: one Alembic chain for every package, run from here."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from bot.errors import DatabaseNotUpgraded

_UPGRADE_LOCK = 5_367_421_001
"""Any number, the same in every process: PostgreSQL's advisory lock for upgrading."""

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, revision: str = "head") -> bool:
    """Run the migrations that the database lacks, all in one transaction. True when there were any.

    Two processes that upgrade at once are safe: the second waits for the first and finds nothing to do.
    """
    config = _config()
    with engine.execution_options(sahulat_writes=True).connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
        before = MigrationContext.configure(connection).get_current_revision()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        after = MigrationContext.configure(connection).get_current_revision()
    return before != after


def current_revision(engine: Engine) -> str | None:
    """The database's revision, or None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The revision of this release."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def require_upgraded(engine: Engine) -> None:
    """Raise `DatabaseNotUpgraded` unless the database is at this release's revision."""
    if (found := current_revision(engine)) != newest_revision():
        raise DatabaseNotUpgraded(f"the database is at {found or 'nothing'}; run `sahulat db upgrade`")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
