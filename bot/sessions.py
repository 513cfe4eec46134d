"""Opaque ids of the engine's sessions.

One per episode of a conversation, so that starting afresh needs no engine API.
"""

import secrets
from datetime import datetime, timedelta

EPISODE_IDLE = timedelta(hours=12)
"""A conversation silent for longer begins a new episode.

What was talked about yesterday is no context for today.
"""


def new_session() -> str:
    """A fresh engine session id: 32 random hexadecimal digits, which say nothing about the citizen."""
    return secrets.token_hex(16)


def episode_is_over(last_message_at: datetime | None, at: datetime) -> bool:
    """Whether a message at `at` begins a new episode after one at `last_message_at`."""
    return last_message_at is not None and at - last_message_at > EPISODE_IDLE
