"""Serves the dialogue model on loopback: `.venv-rasa/bin/python -m nlu.components.serve --model FILE.tar.gz`.

What `rasa run` does, without the parts that are left out, without Rasa's API and cross-origin headers, and with the
texts of citizens kept out of the log. It answers `GET /version` when it is ready, and nothing before. Needs
`SAHULAT_ACTIONS_URL` and `SAHULAT_TRACKER_DB` in the environment (see bot/dialogue/endpoints.yml).
"""

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from nlu.components.left_out import leave_out
from nlu.components.logs import configure_logs

DIALOGUE = Path(__file__).parents[2] / "bot" / "dialogue"
NEEDED = ("SAHULAT_ACTIONS_URL", "SAHULAT_TRACKER_DB")


def _add_version(app: Any) -> None:
    """`GET /version`, which Rasa has only with its API: readiness checks and `sahulat doctor` read it."""
    from rasa import __version__
    from sanic.response import json

    @app.get("/version")  # type: ignore[untyped-decorator]  # sanic 21 publishes no types
    async def version(_request: object) -> Any:
        return json({"version": __version__})


async def _stop_without_model(app: Any, _loop: object) -> None:
    """Rasa serves without a model when it can't load one; a server that answers nothing must not look alive."""
    if not app.ctx.agent.is_ready():
        raise RuntimeError("the dialogue model could not be loaded; train it again")
    # The first message loads what is loaded lazily; let it not be a citizen's.
    await app.ctx.agent.parse_message("salam")


def serve(model: Path, host: str, port: int) -> None:
    """Serve until the process is told to end. `leave_out` must have run."""
    from rasa.core.channels.rest import RestInput
    from rasa.core.run import close_resources, configure_app, load_agent_on_start
    from rasa.core.utils import AvailableEndpoints

    endpoints = AvailableEndpoints.read_endpoints(str(DIALOGUE / "endpoints.yml"))
    app = configure_app([RestInput()], cors=None, enable_api=False, port=port, endpoints=endpoints)
    _add_version(app)
    app.register_listener(partial(load_agent_on_start, str(model), endpoints, None), "before_server_start")
    app.register_listener(_stop_without_model, "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    app.run(host=host, port=port, workers=1, access_log=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns 1, after one sentence, when it cannot start."""
    parser = argparse.ArgumentParser(prog="python -m nlu.components.serve", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, metavar="FILE.tar.gz", help="a trained model")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8001, help="port to listen on (default: %(default)s)")
    options = parser.parse_args(arguments)
    if not options.model.is_file():
        print(f"There is no model at {options.model}; train one with nlu.components.train.", file=sys.stderr)
        return 1
    if missing := [name for name in NEEDED if not os.environ.get(name)]:
        print(f"These must be set in the environment: {', '.join(missing)}.", file=sys.stderr)
        return 1
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.simplefilter("ignore")
    leave_out()
    configure_logs()
    serve(options.model, options.host, options.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
