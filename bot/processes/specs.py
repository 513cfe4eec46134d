"""What runs in each process: the command and its environment."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from knowledge.settings import PROJECT_ROOT

RASA_PYTHON = PROJECT_ROOT / ".venv-rasa" / "bin" / "python"

WEB = "web"
HEADLESS = ("rasa", "actions", "worker", "sender")
"""What a conversation needs; with `web` it is everything."""


@dataclass(frozen=True, slots=True)
class ProcessSpec:
    """One process: a name, unique among those that run together, the command, and its environment."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]


def process_specs(settings: Settings, model: Path, *, with_web: bool) -> tuple[ProcessSpec, ...]:
    """Every process, in the order in which they are started: the slowest first."""
    own = _environment(settings)
    rasa = {
        **own,
        "SAHULAT_ACTIONS_URL": f"{settings.actions_url}/webhook",
        "SAHULAT_TRACKER_DB": str(settings.tracker_file),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONPATH": str(PROJECT_ROOT),
    }
    serve = (
        str(RASA_PYTHON),
        "-m",
        "nlu.components.serve",
        "--model",
        str(model),
        "--port",
        str(settings.rasa_port),
    )
    specs = [
        ProcessSpec("rasa", serve, rasa),
        ProcessSpec("actions", _module("actions.server", "--port", str(settings.actions_port)), own),
        *(ProcessSpec(name, _module("bot.processes.worker"), own) for name in _worker_names(settings.workers)),
        ProcessSpec("sender", _module("bot.processes.sender"), own),
    ]
    if with_web:
        specs.append(ProcessSpec(WEB, _module("bot.processes.web"), own))
    return tuple(specs)


def _worker_names(count: int) -> tuple[str, ...]:
    return ("worker",) if count == 1 else tuple(f"worker{number}" for number in range(1, count + 1))


def _module(name: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", name, *arguments)


def _environment(settings: Settings) -> dict[str, str]:
    """This process's environment with every setting spelled out, and limits that suit a small machine."""
    return {
        **os.environ,
        **settings_environment(settings),
        "PYTHONUNBUFFERED": "1",
        "OMP_NUM_THREADS": "1",
        "TOKENIZERS_PARALLELISM": "false",
        "MALLOC_ARENA_MAX": "2",
    }


def settings_environment(settings: Settings) -> dict[str, str]:
    """The variables from which another process reads the same settings."""
    return {
        "SAHULAT_HOME": str(settings.home),
        "SAHULAT_DATABASE_URL": settings.database_url,
        "SAHULAT_HOST": settings.host,
        "SAHULAT_PORT": str(settings.port),
        "SAHULAT_RASA_PORT": str(settings.rasa_port),
        "SAHULAT_ACTIONS_PORT": str(settings.actions_port),
        "SAHULAT_CHANNELS": ",".join(settings.channels),
        "SAHULAT_PACK": str(settings.pack),
        "SAHULAT_WORKERS": str(settings.workers),
        "SAHULAT_LOG_LEVEL": settings.log_level,
        "KNOWLEDGE_EMBEDDER": settings.embedder,
    }
