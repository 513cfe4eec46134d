"""`sahulat doctor`: looks at everything that Sahulat stands on, and says how to mend what it finds."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.processes.ports import is_free
from bot.processes.specs import RASA_PYTHON
from bot.processes.up import is_up
from bot.settings import Settings, read_settings
from knowledge.settings import PROJECT_ROOT

LEAST_FREE_BYTES = 500 * 1024**2
"""What state, logs and a rebuilt index need."""

_OWN_LIBRARIES = ("alembic", "bm25s", "faiss", "fastapi", "onnxruntime", "rasa_sdk", "sqlalchemy", "uvicorn")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` says what to do, and is empty when all is well."""

    what: str
    state: str
    mend: str = ""


Look = Callable[[Settings], Sequence[Finding]]


def run() -> int:
    """Print a line per finding; 1 when something is broken."""
    settings = read_settings()
    console = Console(highlight=False, soft_wrap=True)
    broken = 0
    for look in LOOKS:
        for finding in look(settings):
            sign = Text("✗ ", "bold red") if finding.mend else Text("✓ ", "bold green")
            console.print(sign + Text(f"{finding.what}: {finding.state}", ""))
            if finding.mend:
                broken += 1
                console.print(Text(f"  → {finding.mend}", "yellow"))
    console.print(Text(f"{broken} to mend." if broken else "All is well."))
    return 1 if broken else 0


def own_environment(_settings: Settings) -> list[Finding]:
    """Whether our libraries can be found."""
    from importlib.util import find_spec

    missing = [name for name in _OWN_LIBRARIES if find_spec(name) is None]
    if missing:
        return [Finding("Our environment", f"{', '.join(missing)} missing", "run `make setup`")]
    return [Finding("Our environment", "complete")]


def rasa_environment(_settings: Settings) -> list[Finding]:
    """Whether Rasa's interpreter starts and has Rasa."""
    if not RASA_PYTHON.exists():
        return [Finding("Rasa's environment", "missing", "run `make setup`")]
    question = "import importlib.metadata as m; print(m.version('rasa'))"
    try:
        ended = subprocess.run(  # noqa: S603 - our own command
            [str(RASA_PYTHON), "-c", question], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as exc:
        return [Finding("Rasa's environment", f"does not start ({type(exc).__name__})", _REBUILD)]
    if ended.returncode != 0:
        return [Finding("Rasa's environment", "has no Rasa", _REBUILD)]
    return [Finding("Rasa's environment", f"Rasa {ended.stdout.strip()}")]


_REBUILD = "remove the folder .venv-rasa and run `make setup`"


def ports(settings: Settings) -> list[Finding]:
    """Whether the ports are free, or used by our own running system."""
    if is_up(settings):
        return [Finding("Ports", f"Sahulat runs at {settings.page_url}")]
    wanted = (
        ("SAHULAT_PORT", settings.host, settings.port),
        ("SAHULAT_RASA_PORT", "127.0.0.1", settings.rasa_port),
        ("SAHULAT_ACTIONS_PORT", "127.0.0.1", settings.actions_port),
    )
    return [
        Finding(f"Port {port}", "free")
        if is_free(host, port)
        else Finding(f"Port {port}", "taken by another program", f"end it, or set {variable} to another port")
        for variable, host, port in wanted
    ]


def dialogue_model(_settings: Settings) -> list[Finding]:
    """Whether the dialogue model is trained for the sources as they are."""
    from bot.prepare import model_file

    file = model_file()
    if file.is_file():
        return [Finding("Dialogue model", file.name)]
    return [Finding("Dialogue model", "not trained for these sources", "run `make setup`")]


def database(settings: Settings) -> list[Finding]:
    """Whether the database answers and has this release's tables."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.database import current_revision, newest_revision
    from knowledge.database import open_database

    engine = open_database(settings.database_url)
    where = engine.url.render_as_string(hide_password=True)
    if engine.url.get_backend_name() == "sqlite" and not Path(str(engine.url.database)).exists():
        return [Finding("Database", f"{where} is not there yet", "run `sahulat db upgrade`")]
    try:
        found = current_revision(engine)
    except SQLAlchemyError as exc:
        mend = "check SAHULAT_DATABASE_URL and that the file or server is the right one"
        return [Finding("Database", f"{where} cannot be used ({type(exc).__name__})", mend)]
    finally:
        engine.dispose()
    if found != newest_revision():
        return [Finding("Database", f"at revision {found}, not {newest_revision()}", "run `sahulat db upgrade`")]
    return [Finding("Database", f"{where} at revision {found}")]


def embedder_and_index(settings: Settings) -> list[Finding]:
    """Whether the embedding model loads, and the index is one of it and of what is published."""
    from sqlalchemy.exc import SQLAlchemyError

    from knowledge.assembly import open_knowledge
    from knowledge.errors import IndexRefused, KnowledgeError

    try:
        knowledge = open_knowledge(settings)
    except (KnowledgeError, OSError) as exc:
        return [Finding("Embedding model", str(exc), "restore the project's files, or set KNOWLEDGE_EMBEDDER")]
    findings = [Finding("Embedding model", f"{settings.embedder}, {knowledge.embedder.dimension} dimensions")]
    try:
        manifest = knowledge.index.current().manifest
        current = knowledge.repository.version() == manifest.content
    except IndexRefused as exc:
        findings.append(Finding("Search index", exc.reason, exc.mend))
    except SQLAlchemyError:
        findings.append(Finding("Search index", "cannot be compared with the database", "mend the database first"))
    else:
        state = f"{manifest.services} services, {manifest.passages} passages"
        mend = "" if current else "it is older than what is published: run `sahulat index build`"
        findings.append(Finding("Search index", state, mend))
    finally:
        knowledge.close()
    return findings


def disk(settings: Settings) -> list[Finding]:
    """Whether the home can be written and has room."""
    folder = settings.home
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return [Finding("Disk", f"{folder} cannot be written", "change its owner, or set SAHULAT_HOME")]
    free = shutil.disk_usage(folder).free
    state = f"{free / 1024**3:.1f} GB free in {folder}"
    return [Finding("Disk", state, "" if free > LEAST_FREE_BYTES else "make room, or set SAHULAT_HOME")]


def project(_settings: Settings) -> list[Finding]:
    """Whether this is a whole checkout."""
    needed = ("config.yml", "bot/dialogue/domain", "requirements")
    missing = [name for name in needed if not (PROJECT_ROOT / name).exists()]
    if missing:
        return [Finding("Project", f"{', '.join(missing)} missing in {PROJECT_ROOT}", "check it out again")]
    return [Finding("Project", str(PROJECT_ROOT))]


LOOKS: tuple[Look, ...] = (
    project,
    own_environment,
    rasa_environment,
    ports,
    dialogue_model,
    database,
    embedder_and_index,
    disk,
)
"""In the order in which they are printed; each works whatever the others find."""
