"""The sender process: `python -m bot.processes.sender`. Composition only; the work is in `bot.sender`."""

from bot.bell import SocketBell, SocketListenerFactory, bell_folder
from bot.channels import load_channels
from bot.logging import set_up_logging
from bot.processes.heartbeat import beating
from bot.sender import Sender
from bot.settings import Settings, read_settings
from bot.stopping import stop_on_signals
from knowledge.database import open_database


def build(settings: Settings) -> Sender:
    """The sender over the real parts."""
    folder = bell_folder(settings.home)
    return Sender(
        open_database(settings.database_url),
        load_channels(settings.channels),
        SocketBell(folder),
        SocketListenerFactory(folder),
    )


def main() -> None:
    """Send until told to stop."""
    stop = stop_on_signals()
    settings = read_settings()
    set_up_logging(process="sender", level=settings.log_level)
    sender = build(settings)
    with beating(settings.home, "sender"):
        sender.run(stop)


if __name__ == "__main__":
    main()
