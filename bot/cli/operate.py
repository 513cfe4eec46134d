"""`sahulat pack import`, `index build` and `db upgrade`."""

from pathlib import Path

from bot import prepare
from bot.cli.failures import CommandError
from bot.cli.output import say
from bot.settings import read_settings


def import_pack(folder: Path) -> None:
    """Load a pack, and bring the index up to date with it."""
    from knowledge.database import open_database
    from knowledge.pack.importer import import_pack as load

    settings = read_settings()
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder.")
    prepare.prepare(settings, parts=["database"])
    database = open_database(settings.database_url)
    try:
        report = load(database, folder)
    finally:
        database.dispose()
    for verb, slugs in (("added", report.added), ("changed", report.changed), ("archived", report.removed)):
        if slugs:
            say(f"{verb}: {', '.join(slugs)}")
    say(f"Pack {report.pack} {report.version}: {report.changes} changed, {len(report.unchanged)} as before.")
    prepare.prepare(settings, parts=["index"])


def build_index(*, force: bool) -> None:
    """Build the index of what is published."""
    settings = read_settings()
    prepare.prepare(settings, parts=["database"])
    told: list[str] = []
    prepare.build_index(settings, told.append, force=force)
    say(told[0] if told else "The search index is up to date.")


def upgrade_database() -> None:
    """Run the migrations that are missing."""
    settings = read_settings()
    told: list[str] = []
    prepare.prepare(settings, told.append, parts=["database"])
    say("The database is at this release's tables." if told else "The database is up to date.")
