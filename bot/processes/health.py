"""Whether the whole system can answer a citizen now, part by part."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database import require_upgraded
from bot.errors import DatabaseNotUpgraded
from bot.processes.heartbeat import alive
from bot.settings import Settings
from knowledge.errors import IndexRefused
from knowledge.index.builder import CURRENT
from knowledge.index.manifest import Manifest

CHECK_TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Check:
    """How one part is; `detail` says what is wrong, in words for staff, and is empty when all is well."""

    name: str
    ok: bool
    detail: str = ""


async def readiness(settings: Settings, database: Engine) -> tuple[Check, ...]:
    """All checks, side by side, in `CHECK_TIMEOUT_S` seconds at most."""
    waits = (
        _within("database", lambda: _database(database)),
        _within("index", lambda: _index(settings)),
        _within("rasa", lambda: _answers(f"{settings.rasa_url}/version")),
        _within("actions", lambda: _answers(f"{settings.actions_url}/health")),
        _within("worker", lambda: "" if alive(settings.home, "worker") else "no heartbeat"),
        _within("sender", lambda: "" if alive(settings.home, "sender") else "no heartbeat"),
    )
    return tuple(await asyncio.gather(*waits))


async def _within(name: str, check: Callable[[], str]) -> Check:
    """Run `check` in a thread; its answer is what is wrong, or nothing."""
    try:
        detail = await asyncio.wait_for(asyncio.to_thread(check), CHECK_TIMEOUT_S + 0.5)
    except TimeoutError:
        detail = "no answer in time"
    return Check(name, ok=not detail, detail=detail)


def _database(database: Engine) -> str:
    try:
        require_upgraded(database)
    except DatabaseNotUpgraded as exc:
        return str(exc)
    except SQLAlchemyError as exc:
        return f"not reachable ({type(exc).__name__})"
    return ""


def _index(settings: Settings) -> str:
    try:
        version = (settings.index_folder / CURRENT).read_text(encoding="utf-8").strip()
        Manifest.read(settings.index_folder / version)
    except OSError:
        return "there is no index; run `sahulat index build`"
    except IndexRefused as exc:
        return str(exc)
    return ""


def _answers(url: str) -> str:
    try:
        status = httpx.get(url, timeout=CHECK_TIMEOUT_S, trust_env=False).status_code
    except httpx.HTTPError:
        return "not reachable yet"
    return "" if status == 200 else f"answered {status}"
