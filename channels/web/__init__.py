"""The web channel: a page at `/`, messages up by POST, replies down by Server-Sent Events.

Start reading in `routes.py`; the page is in `page/`. Nothing here knows the database or a dialogue rule.
"""

from bot.interfaces import Channel
from bot.messages import Reply


class WebChannel:
    """A pull channel: the stream of each open page reads the replies from the transcript."""

    name = "web"

    def send(self, external_id: str, reply: Reply, reply_number: int) -> None:
        """Agree; open pages are woken by the bell and read the reply from the transcript."""


def channel() -> Channel:
    """The adapter."""
    return WebChannel()
