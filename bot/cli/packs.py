"""`sahulat pack check`, `new`, `diff`, `format`, `import` and `export`."""

from collections.abc import Sequence
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
    unverified = sum(len(service.unverified_facts) for service in pack.services)
    if as_json:
        counts = {"pack": pack.name, "services": len(pack.services), "unverified_facts": unverified}
        say_json(counts | {"problems": [asdict(one) for one in problems]})
        return len(problems)
    for problem in problems:
        say(f"{folder / problem.file}:{problem.line}: {problem.message} ({problem.mend})")
    facts = sum(len(service.facts) for service in pack.services)
    questions = sum(len(texts) for service in pack.services for texts in service.questions.values())
    found = f"{len(problems)} problems" if problems else "no problem"
    say(
        f"Pack {pack.name} {pack.version}: {len(pack.services)} services, {facts} facts ({unverified} unverified), "
        f"{questions} questions, {found}."
    )
    return len(problems)


def new(folder: Path, slug: str) -> None:
    """Write a service to fill in, and the pack's head where there is none."""
    from datetime import UTC, datetime

    from knowledge.pack.fields import SLUG
    from knowledge.pack.skeleton import write_skeleton

    if not SLUG.fullmatch(slug):
        raise CommandError(f"{slug!r} is no slug: lower-case letters and digits, joined by single hyphens.")
    if (folder / "services" / slug).exists():
        raise CommandError(f"{folder / 'services' / slug} is there already; nothing was written.")
    for name in write_skeleton(folder, slug, datetime.now(UTC).date()):
        say(f"wrote {folder / name}")
    say(f"Fill them in; `sahulat pack check {folder}` names what is still to be written.")


def compare(old: Path, folder: Path) -> int:
    """Print what the pack in `folder` says otherwise than the one in `old`; how many services differ.

    A pack with problems is refused: a service that cannot be read would look as if it were gone.
    """
    from knowledge.pack.checks import right_pack
    from knowledge.pack.difference import CHANGED, difference

    for each in (old, folder):
        _must_be_folder(each)
    found = difference(right_pack(old), right_pack(folder))
    for service in found:
        say(f"{service.kind:8} {service.service}")
        for detail in service.details if service.kind == CHANGED else ():
            say(f"           {detail}")
    say(f"{len(found)} services differ." if found else "They say the same.")
    return len(found)


def load(folder: Path, *, dry_run: bool = False, theirs: bool = False) -> None:
    """Load a pack, and bring the index up to date with it.

    `dry_run`: only say what would change. `theirs`: the pack's side replaces what staff have edited.
    """
    from knowledge.database import open_database
    from knowledge.pack.importer import import_pack

    settings = read_settings()
    _must_be_folder(folder)
    prepare.prepare(settings, parts=["database"])
    database = open_database(settings.database_url)
    try:
        report = import_pack(database, folder, dry_run=dry_run, theirs=theirs)
    finally:
        database.dispose()
    for verb, slugs in (("added", report.added), ("changed", report.changed), ("archived", report.removed)):
        if slugs:
            say(f"{verb}: {', '.join(slugs)}")
    _say_edits(folder, report.kept, report.conflicts, report.overwritten)
    counted = f"{report.changes} changed, {len(report.unchanged)} as before."
    say(f"Pack {report.pack} {report.version}: {counted}" + (" Nothing was written." if dry_run else ""))
    if dry_run:
        return
    prepare.prepare(settings, parts=["index"])


def _say_edits(folder: Path, kept: Sequence[str], conflicts: Sequence[str], overwritten: Sequence[str]) -> None:
    """Print what became of staff edits, and what to do next."""
    for heading, edits in (
        ("Staff edits that stay; the pack has not changed these since its last import:", kept),
        ("Staff edits that stay, while the pack now says something else:", conflicts),
        ("Staff edits that the pack replaces:", overwritten),
    ):
        if edits:
            say("\n".join((heading, *(f"  {edit}" for edit in edits))))
    if conflicts:
        say(
            "Look at each: an import tells of it once. To compare: sahulat pack export /tmp/now, then "
            f"sahulat pack diff {folder} /tmp/now. To let the pack replace every staff edit: "
            f"sahulat pack import --theirs {folder}"
        )
    if overwritten:
        say(
            "Revisions of articles stay on record; facts and questions have none. What sahulat pack export /tmp/before "
            "wrote before this import brings everything back: sahulat pack import /tmp/before"
        )


def tidy(folder: Path) -> None:
    """Rewrite a right pack's files in the fixed form; a pack with problems is left as it is."""
    from knowledge.pack.checks import right_pack
    from knowledge.pack.writer import write_pack

    _must_be_folder(folder)
    written = write_pack(right_pack(folder), folder)
    for name in written:
        say(f"rewrote {folder / name}")
    say(f"{len(written)} files rewritten." if written else "Every file is in the fixed form already.")


def export(folder: Path, name: str | None, *, as_jsonld: bool) -> None:
    """Write what is published of a pack: its folder, or one JSON-LD file."""
    from knowledge.database import open_database
    from knowledge.pack.exporter import stored_pack, stored_packs
    from knowledge.pack.writer import write_pack

    settings = read_settings()
    prepare.prepare(settings, parts=["database"])
    database = open_database(settings.database_url)
    try:
        names = stored_packs(database)
        if name is None and len(names) != 1:
            raise CommandError(f"Say which pack with --pack NAME: {', '.join(names) or 'none was imported'}.")
        pack = stored_pack(database, name or names[0])
    finally:
        database.dispose()
    if as_jsonld:
        from knowledge.pack.linked_data import catalogue

        path = folder / f"{pack.name}.jsonld"
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(catalogue(pack), encoding="utf-8")
        say(f"Wrote {path}: {len(pack.services)} services.")
        return
    mine = {service.slug for service in pack.services}
    foreign = sorted(path.name for path in folder.glob("services/*") if path.is_dir() and path.name not in mine)
    if foreign:
        raise CommandError(f"{folder} holds services that the pack does not have ({foreign[0]}): use a new folder.")
    written = write_pack(pack, folder)
    say(f"Wrote {len(written)} files of {pack.name} {pack.version} to {folder}: {len(pack.services)} services.")


def _must_be_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder.")
