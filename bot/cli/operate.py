"""`sahulat index build` and `db upgrade`."""

from bot import prepare
from bot.cli.output import say
from bot.settings import read_settings


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
