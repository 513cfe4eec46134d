"""`sahulat pack check` and `pack import`."""

from pathlib import Path

from bot import prepare
from bot.cli.failures import CommandError
from bot.cli.output import say, say_json
from bot.settings import read_settings


def check(folder: Path, *, as_json: bool) -> int:
    """Print every problem of a pack; how many there are. Touches nothing, needs neither database nor settings."""
    from dataclasses import asdict

    from knowledge.pack.checks import check_pack

    _must_be_folder(folder)
    pack, problems = check_pack(folder)
    if as_json:
        say_json({"pack": pack.name, "services": len(pack.services), "problems": [asdict(one) for one in problems]})
        return len(problems)
    for problem in problems:
        say(f"{folder / problem.file}:{problem.line}: {problem.message} ({problem.mend})")
    facts = sum(len(service.facts) for service in pack.services)
    questions = sum(len(texts) for service in pack.services for texts in service.questions.values())
    say(
        f"Pack {pack.name} {pack.version}: {len(pack.services)} services, {facts} facts, {questions} questions, "
        + (f"{len(problems)} problems." if problems else "no problem.")
    )
    return len(problems)


def load(folder: Path) -> None:
    """Load a pack, and bring the index up to date with it."""
    from knowledge.database import open_database
    from knowledge.pack.importer import import_pack

    settings = read_settings()
    _must_be_folder(folder)
    prepare.prepare(settings, parts=["database"])
    database = open_database(settings.database_url)
    try:
        report = import_pack(database, folder)
    finally:
        database.dispose()
    for verb, slugs in (("added", report.added), ("changed", report.changed), ("archived", report.removed)):
        if slugs:
            say(f"{verb}: {', '.join(slugs)}")
    say(f"Pack {report.pack} {report.version}: {report.changes} changed, {len(report.unchanged)} as before.")
    prepare.prepare(settings, parts=["index"])


def _must_be_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder.")
