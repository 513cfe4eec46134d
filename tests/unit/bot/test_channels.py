import sys
import types
from typing import Any

import pytest

from bot.channels import load_channels
from bot.errors import ChannelNotFound


class Pigeon:
    """A channel by its name alone."""

    def __init__(self, name: str) -> None:
        self.name = name


def module(monkeypatch: pytest.MonkeyPatch, name: str, **content: Any) -> None:
    made = types.ModuleType(f"channels.{name}")
    made.__dict__.update(content)
    monkeypatch.setitem(sys.modules, f"channels.{name}", made)


def test_channels_are_loaded_by_name_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    module(monkeypatch, "pigeon", channel=lambda: Pigeon("pigeon"))
    assert list(load_channels(["pigeon", "pigeon"])) == ["pigeon"]


@pytest.mark.parametrize("name", ["nowhere", "../x", "os.path", "", "Web"])
def test_a_name_that_is_no_channel_is_refused(name: str) -> None:
    with pytest.raises(ChannelNotFound, match="channel"):
        load_channels([name])


def test_a_module_that_is_no_channel_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module(monkeypatch, "empty")
    module(monkeypatch, "liar", channel=lambda: Pigeon("telegram"))
    with pytest.raises(ChannelNotFound, match="no function"):
        load_channels(["empty"])
    with pytest.raises(ChannelNotFound, match="calls itself 'telegram'"):
        load_channels(["liar"])
