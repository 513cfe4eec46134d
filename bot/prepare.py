"""Makes everything ready to start: database, pack, index, dialogue model. `python -m bot.prepare [PART...]`.

Each step is announced on standard error, and skipped when it is up to date. The trained model is a product of
the sources, not state: it lies in `models/` of the project, under its inputs' fingerprint, for every home.
"""

import argparse
import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.processes.specs import RASA_PYTHON
from bot.settings import Settings, SettingsError, read_settings
from knowledge.settings import PROJECT_ROOT

Say = Callable[[str], None]

MODELS = PROJECT_ROOT / "models"
_KEPT_MODELS = 3
_MODEL_INPUTS = (
    "config.yml",
    "bot/dialogue/domain",
    "bot/dialogue/rules.yml",
    "nlu",
    "requirements/rasa.lock",
)
_NO_INPUTS = ("nlu/embedding/train/", "nlu/components/serve.py", "nlu/components/parse.py")
PARTS = ("database", "pack", "index", "model")


class PrepareError(Exception):
    """A step failed; the message is the one sentence that the user reads."""


def say_on_stderr(sentence: str) -> None:
    """One line for the user."""
    sys.stderr.write(f"• {sentence}\n")
    sys.stderr.flush()


def prepare(settings: Settings, say: Say = say_on_stderr, parts: Sequence[str] = PARTS) -> None:
    """Run the steps named in `parts`, in their order. Raises `PrepareError`."""
    steps: dict[str, Callable[[Settings, Say], object]] = {
        "database": upgrade_database,
        "pack": load_pack,
        "index": build_index,
        "model": lambda _settings, tell: train_model(tell),
    }
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        for part in PARTS:
            if part in parts:
                steps[part](settings, say)
    except OSError as exc:
        raise PrepareError(f"{exc.filename or settings.home} cannot be used: {exc.strerror or exc}.") from exc


def upgrade_database(settings: Settings, say: Say) -> None:
    """Bring the database's tables to this release."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.database import upgrade
    from knowledge.database import open_database

    database = open_database(settings.database_url)
    try:
        if upgrade(database):
            say("The database is set up.")
    except SQLAlchemyError as exc:
        where = database.url.render_as_string(hide_password=True)
        raise PrepareError(f"The database {where} cannot be used ({type(exc).__name__}).") from exc
    finally:
        database.dispose()


def load_pack(settings: Settings, say: Say) -> None:
    """Import the pack, whose unchanged services are left alone; every problem of a bad pack is told."""
    from knowledge.database import open_database
    from knowledge.errors import PackError
    from knowledge.pack.importer import import_pack
    from knowledge.repository import Repository

    pack = settings.pack
    mark = settings.home / "pack-loaded.txt"
    fingerprint = f"{pack} {_digest(_files(pack), pack)} {settings.database_url}\n"
    if not pack.is_dir():
        raise PrepareError(f"There is no pack at {pack}: name its folder in SAHULAT_PACK.")
    database = open_database(settings.database_url)
    try:
        seen = mark.is_file() and mark.read_text(encoding="utf-8") == fingerprint
        if seen and Repository(database).categories():  # a database that was put in its place may be empty
            return
        report = import_pack(database, pack)
    except PackError as exc:
        raise PrepareError(str(exc)) from exc
    finally:
        database.dispose()
    mark.write_text(fingerprint, encoding="utf-8")
    if report.changes:
        changes = (("added", report.added), ("changed", report.changed), ("archived", report.removed))
        counts = ", ".join(f"{len(slugs)} {verb}" for verb, slugs in changes if slugs)
        say(f"Pack {report.pack} {report.version} is loaded: services {counts}.")
    for conflict in report.conflicts:
        say(f"A staff edit stays, while the pack now says something else: {conflict}.")


def build_index(settings: Settings, say: Say, *, force: bool = False) -> None:
    """Build the search index when what is published, or the embedder, is not what it was built from."""
    from knowledge.assembly import build_current_index
    from knowledge.errors import KnowledgeError

    try:
        report = build_current_index(settings, force=force, kept=MODELS)
    except KnowledgeError as exc:
        raise PrepareError(f"The search index cannot be built: {exc}.") from exc
    if report.built:
        say(f"The search index is built: {report.passages} passages of {report.services} services.")


def model_file() -> Path:
    """Where the dialogue model for the sources as they are now lies, trained or not."""
    files = [file for name in _MODEL_INPUTS for file in _files(PROJECT_ROOT / name)]
    inputs = [file for file in files if not _is_no_input(file)]
    return MODELS / f"dialogue-{_digest(inputs, PROJECT_ROOT)[:16]}.tar.gz"


def train_model(say: Say) -> Path:
    """The dialogue model, trained first when there is none for these sources. Raises `PrepareError`.

    Two processes that want it at once train it once.
    """
    wanted = model_file()
    if wanted.is_file():
        return wanted
    if not RASA_PYTHON.exists():
        raise PrepareError("Rasa's environment is missing: run `make setup`.")
    with _locked(MODELS / "training.lock"):
        if wanted.is_file():
            return wanted
        say("Training the dialogue model; this takes about a minute.")
        command = [str(RASA_PYTHON), "-m", "nlu.components.train", "--out", str(wanted)]
        environment = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
        ended = subprocess.run(  # noqa: S603 - our own command
            command, cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if ended.returncode != 0 or not wanted.is_file():
            log = MODELS / "training.log"
            log.write_text(ended.stdout + ended.stderr, encoding="utf-8")
            last = (ended.stderr.strip() or "it ended without a word").splitlines()[-1]
            raise PrepareError(f"The dialogue model could not be trained: {last} See {log}.")
        say("The dialogue model is trained.")
        _drop_old_models()
    return wanted


def _drop_old_models() -> None:
    models = sorted(MODELS.glob("dialogue-*.tar.gz"), key=lambda file: file.stat().st_mtime)
    for file in models[:-_KEPT_MODELS]:
        file.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _is_no_input(file: Path) -> bool:
    name = file.relative_to(PROJECT_ROOT).as_posix()
    return name.endswith(".md") or name.startswith(_NO_INPUTS)


def _digest(files: Sequence[Path], root: Path) -> str:
    total = hashlib.sha256()
    for file in files:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"{file.relative_to(root).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: prepare the parts named, or everything; 1 and one sentence on failure."""
    parser = argparse.ArgumentParser(prog="python -m bot.prepare", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts; none means all")
    options = parser.parse_args(arguments)
    try:
        prepare(read_settings(), parts=options.parts or PARTS)
    except (PrepareError, SettingsError) as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
