"""The action server's entry point: `python -m actions.server --port 8002`."""

import argparse
import logging
import warnings
from collections.abc import Sequence

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.dialogue import actions
from actions.replies import Replies
from knowledge.assembly import open_knowledge
from knowledge.settings import KnowledgeSettings


def executor(replies: Replies) -> ActionExecutor:
    """Rasa SDK's executor with our actions registered."""
    registry = ActionExecutor()
    for action in actions(replies):
        registry.register_action(action)
    return registry


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the actions on loopback until the process is told to end."""
    parser = argparse.ArgumentParser(prog="python -m actions.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8002, help="port to listen on (default: %(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # Rasa 3.6.21 with rasa-sdk 3.21 is what docs/decisions/0002 measured; the SDK would warn on every call.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk might not be compatible")
    opened = open_knowledge(KnowledgeSettings())
    app = create_app(executor(Replies(opened.search, opened.answers)), cors_origins=[])
    app.run(host=options.host, port=options.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
