"""The web process: `python -m bot.processes.web`. Health checks, and the channels' routes."""

import asyncio
import importlib
import importlib.util
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import FrameType

import structlog
import uvicorn
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.bell import SocketBell, SocketListenerFactory, bell_folder
from bot.catalogue import Catalogue
from bot.channels import load_channels
from bot.inbox import DatabaseInbox
from bot.interfaces import ChannelContext
from bot.logging import set_up_logging
from bot.processes.health import Check, readiness
from bot.processes.heartbeat import beating
from bot.settings import Settings, read_settings
from bot.transcript import DatabaseTranscript
from knowledge.database import open_database

SECURITY_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
"""On every response; a route that sets one of them itself keeps its own."""

log = structlog.get_logger(__name__)


class SecurityHeaders:
    """ASGI middleware that adds `SECURITY_HEADERS`; streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the response of an HTTP request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                added = [header for header in SECURITY_HEADERS if header[0] not in present]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def create_app(settings: Settings) -> FastAPI:
    """The application over the real parts. `app.state.stopping` is set when it is about to end."""
    database = open_database(settings.database_url)
    folder = bell_folder(settings.home)
    bell = SocketBell(folder)
    context = ChannelContext(
        inbox=DatabaseInbox(database, bell),
        transcript=DatabaseTranscript(database),
        bell=bell,
        open_listener=SocketListenerFactory(folder),
        texts=Catalogue.load(),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with beating(settings.home, "web"):
            yield
        bell.close()
        database.dispose()

    app = FastAPI(title="Sahulat", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.stopping = asyncio.Event()
    app.add_middleware(SecurityHeaders)
    app.include_router(health_routes(lambda: readiness(settings, database)))
    for name in load_channels(settings.channels):
        if importlib.util.find_spec(f"channels.{name}.routes") is not None:
            app.include_router(importlib.import_module(f"channels.{name}.routes").build(context))
    app.add_exception_handler(Exception, _broke)
    return app


def health_routes(checks: Callable[[], Awaitable[tuple[Check, ...]]]) -> APIRouter:
    """`/health/live`: the process runs. `/health/ready`: a citizen would be answered, or 503 and why not."""
    router = APIRouter(prefix="/health")
    headers = {"Cache-Control": "no-store"}

    @router.get("/live")
    async def live() -> JSONResponse:
        return JSONResponse({"status": "live"}, headers=headers)

    @router.get("/ready")
    async def ready() -> JSONResponse:
        found = await checks()
        well = all(check.ok for check in found)
        content = {
            "status": "ready" if well else "not ready",
            "checks": {check.name: {"ok": check.ok, "detail": check.detail} for check in found},
        }
        return JSONResponse(content, status_code=200 if well else 503, headers=headers)

    return router


async def _broke(request: Request, exc: Exception) -> JSONResponse:
    log.error("web.broke", path=request.url.path, exc_info=exc)
    return JSONResponse({"error": "internal"}, status_code=500)


class Server(uvicorn.Server):
    """Uvicorn that tells open streams to end before it waits for them."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to end: the streams first."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        super().handle_exit(sig, frame)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def main() -> None:
    """Serve until told to stop."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)  # uvicorn raises the signal again once it has ended: that is no failure
    settings = read_settings()
    set_up_logging(process="web", level=settings.log_level)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=20,
    )
    Server(config, app.state.stopping).run()


if __name__ == "__main__":
    main()
