"""The worker process: `python -m bot.processes.worker`. Composition only; the work is in `bot.worker`."""

from bot.bell import SocketBell, SocketListenerFactory, bell_folder
from bot.catalogue import Catalogue
from bot.engines.rasa import RasaEngine
from bot.logging import set_up_logging
from bot.processes.heartbeat import beating
from bot.settings import Settings, read_settings
from bot.stopping import stop_on_signals
from bot.turn import TurnTools
from bot.worker import Worker
from knowledge.database import open_database
from nlu.language import identify
from nlu.masking import mask


def build(settings: Settings) -> Worker:
    """The worker over the real parts."""
    folder = bell_folder(settings.home)
    tools = TurnTools(
        database=open_database(settings.database_url),
        engine=RasaEngine(settings.rasa_url, actions_url=settings.actions_url),
        texts=Catalogue.load(),
        identify=identify,
        mask=mask,
    )
    return Worker(tools, SocketBell(folder), SocketListenerFactory(folder))


def main() -> None:
    """Work until told to stop."""
    stop = stop_on_signals()
    settings = read_settings()
    set_up_logging(process="worker", level=settings.log_level)
    worker = build(settings)
    with beating(settings.home, "worker"):
        worker.run(stop)


if __name__ == "__main__":
    main()
