"""The terminal channel agrees to everything: the command reads the replies itself."""

from bot.channels import load_channels
from bot.messages import Reply


def test_it_is_found_by_its_name_and_delivers_nothing():
    channel = load_channels(["terminal"])["terminal"]
    assert channel.name == "terminal"
    assert channel.send("citizen", Reply("salam", "ur-Latn"), 1) is None
