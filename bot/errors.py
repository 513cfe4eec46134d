"""The errors of `bot` and of channels.

BotError
├── MessageRefused            bad input, told to the sender (4xx); `error.<reason>` is in the catalogue
├── EngineError
│   ├── EngineUnavailable     not up, refused, timed out: the message waits and is tried again
│   └── EngineReplyError      answered something that is none of our payloads: not retried
├── DeliveryError             a channel could not deliver; says whether a retry can help
├── ChannelNotFound           a channel named in the settings cannot be loaded
├── ClaimLost                 the lease ran out; somebody else may hold the conversation; nothing was written
└── DatabaseNotUpgraded       the database's tables are not those of this release
"""


class BotError(Exception):
    """Root of the tree. No text of a citizen ever stands in an error."""


class MessageRefused(BotError):
    """A message that cannot be accepted. The citizen is told the catalogue's `error.<reason>`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class EngineError(BotError):
    """The dialogue engine failed."""


class EngineUnavailable(EngineError):
    """The engine did not answer in time; trying again later is right."""


class EngineReplyError(EngineError):
    """The engine answered something that cannot be read; trying again would give the same."""


class DeliveryError(BotError):
    """A channel could not deliver a reply.

    `retryable`: try again later; `loggable`: the text may be logged.
    """

    def __init__(self, detail: str, *, retryable: bool, loggable: bool = False) -> None:
        super().__init__(detail)
        self.retryable = retryable
        self.loggable = loggable


class ChannelNotFound(BotError):
    """A channel named in the settings is not there, or cannot be loaded."""


class ClaimLost(BotError):
    """The claim on a conversation is no longer ours; whatever was about to be written was rolled back."""


class DatabaseNotUpgraded(BotError):
    """The database's tables are not those of this release; `sahulat db upgrade` makes them."""
