"""The registry of channels: plug-ins named in the settings, each made by `channels.<name>.channel()`."""

import importlib
import re
from collections.abc import Iterable, Mapping

from bot.errors import ChannelNotFound
from bot.interfaces import Channel

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def load_channels(names: Iterable[str]) -> Mapping[str, Channel]:
    """The channels by name. Raises `ChannelNotFound`, which says what is wrong with which name."""
    return {name: _load(name) for name in dict.fromkeys(names)}


def _load(name: str) -> Channel:
    if not _NAME.fullmatch(name):
        raise ChannelNotFound(f"{name!r} is no channel name")
    try:
        module = importlib.import_module(f"channels.{name}")
    except ImportError as exc:
        raise ChannelNotFound(f"the channel {name!r} cannot be imported: {exc}") from exc
    factory = getattr(module, "channel", None)
    if not callable(factory):
        raise ChannelNotFound(f"channels.{name} has no function `channel`")
    made: Channel = factory()
    if made.name != name:
        raise ChannelNotFound(f"the channel of channels.{name} calls itself {made.name!r}")
    return made
