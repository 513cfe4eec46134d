"""The terminal channel: `sahulat chat` reads the transcript itself, so delivering is nothing but agreeing."""

from bot.interfaces import Channel
from bot.messages import Reply


class TerminalChannel:
    """A pull channel: a reply counts as delivered once it may be read."""

    name = "terminal"

    def send(self, external_id: str, reply: Reply, reply_number: int) -> None:
        """Agree; the command reads the reply from the transcript."""


def channel() -> Channel:
    """The adapter."""
    return TerminalChannel()
