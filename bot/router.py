"""Who answers a conversation now: the bot, the queue of people waiting for an agent, or an agent."""

from enum import StrEnum


class Owner(StrEnum):
    """The owners that are not a person; any other value in the owner column is an agent's id."""

    BOT = "bot"
    QUEUE = "queue"


def bot_answers(owner: str) -> bool:
    """Whether the bot may speak in a conversation with this owner."""
    return owner == Owner.BOT
