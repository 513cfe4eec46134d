"""What the web channel takes at most, and how long things last."""

MAX_BODY = 64 * 1024
"""Bytes of a request's body. 4,096 characters of Urdu, each escaped as six bytes, are 24 kB; our choice."""

HEARTBEAT_SECONDS = 15.0
"""A comment is sent down a silent stream this often; proxies commonly end one after 60 s
(source: nginx, proxy_read_timeout)."""

POLL_SECONDS = 5.0
"""A stream looks for replies at least this often, should a ring of the bell be lost."""

RECONNECT_MS = 2_000
"""What the browser waits before it opens a lost stream again (the `retry` field of Server-Sent Events)."""

SESSION_SECONDS = 30 * 24 * 3600
"""A browser keeps its session this long after the last visit."""

TOKEN_BYTES = 32
"""Random bytes of a session token: 256 bits cannot be guessed."""
