"""The routes of the web channel: the page, the session, messages up, the stream down."""

import asyncio

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response, StreamingResponse

from bot.errors import MessageRefused
from bot.interfaces import ChannelContext
from bot.messages import Citizen, Message
from channels.web.languages import page_language
from channels.web.page_html import FILES, FOLDER, page, page_texts
from channels.web.requests import BadRequest, PostedMessage, check_origin, read_message, read_object
from channels.web.session import begin, external_id
from channels.web.stream import Wakeups, events

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page runs our own files and nothing else."""

_ID_OF_CITIZEN = 16


def build(context: ChannelContext) -> APIRouter:
    """The routes, over the ports in `context`.

    The application that mounts them keeps an `asyncio.Event` in `app.state.stopping` and sets it before it
    ends, so that open streams end by themselves.
    """
    router = APIRouter()
    wakeups = Wakeups(context.open_listener)

    @router.get("/", response_class=HTMLResponse)
    def chat_page(request: Request) -> HTMLResponse:
        html = page(context.texts, page_language(request))
        headers = {"Content-Security-Policy": CSP, "Cache-Control": "no-cache", "Vary": "Accept-Language"}
        return HTMLResponse(html, headers=headers)

    @router.get("/web/texts")
    def texts(request: Request) -> JSONResponse:
        return JSONResponse(page_texts(context.texts, page_language(request)))

    @router.get("/web/files/{name}")
    def file(name: str) -> FileResponse:
        if name not in FILES:
            raise HTTPException(404, "no such file")
        return FileResponse(FOLDER / name, media_type=FILES[name], headers={"Cache-Control": "no-cache"})

    @router.post("/web/session")
    async def session(request: Request) -> Response:
        try:
            check_origin(request)
            fresh = (await read_object(request)).get("fresh") is True
        except BadRequest as refusal:
            return _refused(context, request, refusal)
        response = Response(status_code=204)
        begin(request, response, fresh=fresh)
        return response

    @router.post("/web/messages")
    async def messages(request: Request) -> JSONResponse:
        try:
            check_origin(request)
            citizen = external_id(request)
            if citizen is None:
                raise BadRequest(401, "session")
            posted = await read_message(request)
            duplicate = await to_thread.run_sync(_accept, context, citizen, posted)
        except BadRequest as refusal:
            return _refused(context, request, refusal)
        return JSONResponse({"id": posted.id, "duplicate": duplicate}, status_code=202)

    @router.get("/web/stream")
    async def stream(request: Request, after: int = 0) -> Response:
        citizen = external_id(request)
        if citizen is None:
            return _refused(context, request, BadRequest(401, "session"))
        last = request.headers.get("last-event-id", "")
        number = int(last) if last.isascii() and last.isdecimal() and len(last) <= 18 else max(0, after)
        stopping: asyncio.Event = request.app.state.stopping
        return StreamingResponse(
            events(context.transcript, wakeups, citizen, number, stopping),
            media_type="text/event-stream; charset=utf-8",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return router


def _accept(context: ChannelContext, citizen: str, posted: PostedMessage) -> bool:
    """Store the message; whether it had been stored before.

    The client's UUID is kept apart by citizen, so that nobody can use up an id of somebody else.
    """
    message = Message(
        citizen=Citizen("web", citizen),
        id=f"{citizen[:_ID_OF_CITIZEN]}:{posted.id}",
        text=posted.text,
        payload=posted.payload,
    )
    try:
        return context.inbox.accept(message).duplicate
    except MessageRefused as exc:
        raise BadRequest(422, exc.reason, posted.language, namespace="error.") from exc


def _refused(context: ChannelContext, request: Request, refusal: BadRequest) -> JSONResponse:
    """The refusal, with a reason in the language of the page; an unread body ends the connection."""
    language = page_language(request, refusal.language)
    headers = {"Connection": "close"} if refusal.status in (403, 413, 415) else None
    content = {"error": refusal.reason, "message": context.texts.text(refusal.key, language)}
    return JSONResponse(content, status_code=refusal.status, headers=headers)
