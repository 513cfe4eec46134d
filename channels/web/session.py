"""Who writes: a random token in a cookie that scripts cannot read, known to us only by its hash."""

import hashlib
import re
import secrets

from fastapi import Request, Response

from channels.web.limits import SESSION_SECONDS, TOKEN_BYTES

COOKIE = "sahulat_session"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def external_id(request: Request) -> str | None:
    """The citizen's id, a hash of 64 hexadecimal digits; None without a well-formed cookie."""
    token = request.cookies.get(COOKIE, "")
    return hashlib.sha256(token.encode("ascii")).hexdigest() if _TOKEN.fullmatch(token) else None


def begin(request: Request, response: Response, *, fresh: bool) -> None:
    """Give the browser a token: a new one when it has none or asks for a `fresh` one."""
    token = request.cookies.get(COOKIE, "")
    if fresh or not _TOKEN.fullmatch(token):
        token = secrets.token_urlsafe(TOKEN_BYTES)
    response.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_SECONDS,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
