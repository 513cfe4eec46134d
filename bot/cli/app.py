"""The commands of `sahulat` and their help. What a command does is imported when it is run."""

import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.failures import told

HELP = """Answers questions about public services in English, Urdu and Roman Urdu.

[bold]Start here[/bold]

  sahulat up                          start everything, print the address
  sahulat chat                        talk to it in this terminal
  sahulat ask "passport ki fees"      search only, without the dialogue

All state lies in the folder SAHULAT_HOME (var/ by default). SAHULAT_PORT
moves the page; Rasa and the actions take the two ports after it.
"""

app = typer.Typer(
    name="sahulat",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
evaluate = typer.Typer(no_args_is_help=True, help="Measure search, intents or language on questions.")
pack = typer.Typer(no_args_is_help=True, help="Make, check, compare, load and write packs of services.")
index = typer.Typer(no_args_is_help=True, help="Build the search index.")
database = typer.Typer(no_args_is_help=True, help="Look after the database.")
app.add_typer(evaluate, name="evaluate")
app.add_typer(pack, name="pack")
app.add_typer(index, name="index")
app.add_typer(database, name="db")

AskedLanguage = Literal["auto", "en", "ur", "ur-Latn"]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on standard output.")]
PackFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that holds pack.yml.")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Tab-separated, with a header.")]


@app.command()
def up() -> None:
    """Start everything and print the address. Ctrl-C stops it.

    Brings database, pack, index and dialogue model up to date first. A second copy runs beside it with
    SAHULAT_HOME=/tmp/second SAHULAT_PORT=8100 sahulat up
    """
    from bot.processes.up import main as run

    raise typer.Exit(run([]))


@app.command()
def ask(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The question, in quotation marks.")],
    language: Annotated[
        AskedLanguage, typer.Option(help="The language of the question and the answer; auto finds out.")
    ] = "auto",
    as_json: AsJson = False,
) -> None:
    """Search for TEXT, without the dialogue, and show the answer.

    Examples:  sahulat ask "how do I check which SIMs are on my CNIC"
    sahulat ask --json "پاسپورٹ کی تجدید کے لیے کون سے کاغذات چاہئیں؟"
    """
    from bot.cli.ask import run

    run(text, language, as_json=as_json)


@app.command()
def chat(as_json: AsJson = False) -> None:
    """Talk to Sahulat in the terminal.

    Uses the system that runs with this SAHULAT_HOME, or starts what it needs and stops it afterwards. Reads
    standard input line by line when that is no terminal:  echo "passport ki fees?" | sahulat chat --json
    """
    from bot.cli.chat import run

    raise typer.Exit(run(as_json=as_json))


@app.command()
def doctor() -> None:
    """Check environments, ports, model, index, database and disk, and say how to mend what is wrong."""
    from bot.cli.doctor import run

    raise typer.Exit(run())


@evaluate.command("search")
def evaluate_search(
    files: Files,
    as_json: AsJson = False,
    rows: Annotated[
        Path | None, typer.Option(metavar="OUT.tsv", help="Write each question with what was found.")
    ] = None,
) -> None:
    """Measure search on questions whose service is known.

    Columns: text, language (optional), and service_id or service_ids (comma separated; empty or absent: out
    of scope).  Example:  sahulat evaluate search tests/evaluation/search-en.tsv
    """
    from bot.cli.evaluate_search import run

    run(files, rows, as_json=as_json)


@evaluate.command("nlu")
def evaluate_nlu(files: Files, as_json: AsJson = False) -> None:
    """Measure the dialogue model's intents: accuracy, macro F1, confusions.

    Columns: text, language, intent.
    """
    from bot.cli.evaluate_nlu import run

    run(files, as_json=as_json)


@evaluate.command("embedding")
def evaluate_embedding(
    data: Annotated[Path, typer.Option(metavar="DIR", help="The folder of evaluation files.")],
    model: Annotated[
        str, typer.Option(metavar="PATH_OR_NAME", help="shipped, a model's folder, or a sentence-transformers name.")
    ] = "shipped",
    task: Annotated[list[str] | None, typer.Option(metavar="TASK", help="Only this one; may be repeated.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure an embedding model on public test sets, beside baselines and published scores.

    Tasks: tatoeba, ntrex, dakshina, xnli, hinglish, sib200, uqa, belebele. All of them take some minutes.
    Example:  sahulat evaluate embedding --data ../shared/data/eval --task ntrex --task xnli
    """
    from bot.cli.evaluate_embedding import run

    run(model, data, task or (), as_json=as_json)


@evaluate.command("language")
def evaluate_language(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Tab-separated, with a header.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also measure on public data: a folder with language_id/ and eval/."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure language identification.

    Columns: text, language (en, ur, ur-Latn; none or empty: no language of ours), mixed (yes, no; optional).
    """
    from bot.cli.evaluate_language import run

    run(files or [], as_json=as_json, data=data)


@evaluate.command("transliteration")
def evaluate_transliteration(
    data: Annotated[Path, typer.Option(metavar="DIR", help="The folder of evaluation files.")],
    as_json: AsJson = False,
) -> None:
    """Measure transliteration between Roman Urdu and Urdu letters on Dakshina's test, beside published figures.

    Example:  sahulat evaluate transliteration --data ../shared/data/eval
    """
    from bot.cli.evaluate_transliteration import run

    run(data, as_json=as_json)


@pack.command("check")
def pack_check(folder: PackFolder, as_json: AsJson = False) -> None:
    """Name everything that is wrong with the pack in DIR, with file, line and mend. Status 1 if anything is.

    Reads the files alone: keys, three languages, letters, links, dates, lengths, questions that stand twice.
    Example:  sahulat pack check knowledge/packs/pakistan
    """
    from bot.cli.packs import check

    if check(folder, as_json=as_json):
        raise typer.Exit(1)


@pack.command("new")
def pack_new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder; it is made if it is not there.")],
    slug: Annotated[str, typer.Argument(metavar="SERVICE", help="The service's slug, such as water-connection.")],
) -> None:
    """Write the files of a new service in DIR, every key in its place, and pack.yml where there is none.

    Nothing that exists is overwritten. How to fill them in: docs/packs.md.
    Example:  sahulat pack new my-office water-connection
    """
    from bot.cli.packs import new

    new(folder, slug)


@pack.command("diff")
def pack_diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of the older version.")],
    folder: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of the newer version.")],
) -> None:
    """Say what NEW says otherwise than OLD: services, facts, questions, sections. Status 1 if anything differs.

    Against what is published now: sahulat pack export /tmp/now, then sahulat pack diff /tmp/now my-office
    Example:  sahulat pack diff pakistan-2026.11 pakistan-2026.12
    """
    from bot.cli.packs import compare

    if compare(old, folder):
        raise typer.Exit(1)


@pack.command("format")
def pack_format(folder: PackFolder) -> None:
    """Rewrite the files of the pack in DIR in the one form that `pack export` writes. What they say stays.

    Equal content is then equal bytes, and a comparison of two versions shows what changed alone.
    Example:  sahulat pack format my-office
    """
    from bot.cli.packs import tidy

    tidy(folder)


@pack.command("export")
def pack_export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write into.")],
    name: Annotated[str | None, typer.Option("--pack", metavar="NAME", help="Which one, if there are several.")] = None,
    form: Annotated[
        Literal["folder", "jsonld"],
        typer.Option("--format", help="The pack's folder, or schema.org and CPSV-AP linked data."),
    ] = "folder",
) -> None:
    """Write what is published now into DIR, as a pack that `pack import` reads or as linked data for a catalogue.

    Example:  sahulat pack export /tmp/pakistan
    Example:  sahulat pack export /tmp --format jsonld
    """
    from bot.cli.packs import export

    export(folder, name, as_jsonld=form == "jsonld")


@pack.command("import")
def pack_import(
    folder: PackFolder,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Let the pack replace whatever staff have edited; export first.")
    ] = False,
) -> None:
    """Load the pack in DIR and keep what staff edited since its last import. With any problem nothing is changed.

    Where both changed the same fact or section, the staff edit stays and is named, for you to look at.
    Example:  sahulat pack import --dry-run knowledge/packs/pakistan
    Example:  sahulat pack export /tmp/before, then sahulat pack import --theirs knowledge/packs/pakistan
    """
    from bot.cli.packs import load

    load(folder, dry_run=dry_run, theirs=theirs)


@index.command("build")
def index_build(
    force: Annotated[bool, typer.Option("--force", help="Build it even when it is up to date.")] = False,
) -> None:
    """Build the search index from what is published. Running processes take it up by themselves."""
    from bot.cli.operate import build_index

    build_index(force=force)


@database.command("upgrade")
def db_upgrade() -> None:
    """Bring the database's tables to this release. Safe to repeat."""
    from bot.cli.operate import upgrade_database

    upgrade_database()


def main() -> None:
    """Run the command line; every failure ends in one sentence, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # text streams have it
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # who read our output has gone; nothing is left to say
        sys.exit(1)
    except Exception as exc:  # noqa: BLE001 - the user gets a sentence, the file gets the traceback
        sentence = told(exc)
        if sentence is None:
            log = Path(tempfile.gettempdir()) / f"sahulat-error-{time.strftime('%Y%m%dT%H%M%S')}.log"
            places = traceback.format_tb(exc.__traceback__)
            # Without the message: those of database drivers quote the values, which may be a citizen's words.
            log.write_text(f"{type(exc).__name__}\n{''.join(places)}", encoding="utf-8")
            sentence = f"Something in Sahulat broke ({type(exc).__name__}); the details are in {log}."
        sys.stderr.write(f"{sentence}\n")
        sys.exit(1)
