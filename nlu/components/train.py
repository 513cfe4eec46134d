"""Trains the dialogue model: `.venv-rasa/bin/python -m nlu.components.train --out FILE.tar.gz`."""

import argparse
import contextlib
import io
import os
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from nlu.components.left_out import leave_out
from nlu.components.logs import configure_logs

ROOT = Path(__file__).parents[2]


class TrainingFailed(RuntimeError):
    """Training did not end with a model; the message is one sentence that says why."""


def train(out: Path, root: Path = ROOT) -> None:
    """Train from the files under `root` and put the model at `out` in one step, replacing what was there.

    Reads `config.yml`, `bot/dialogue/domain`, `bot/dialogue/rules.yml` and `nlu/examples`. What Rasa prints is shown
    only when it fails. Raises `TrainingFailed`.
    """
    inputs = [root / "config.yml", root / "bot/dialogue/domain", root / "bot/dialogue/rules.yml", root / "nlu/examples"]
    if missing := [str(path) for path in inputs if not path.exists()]:
        raise TrainingFailed(f"these are missing: {', '.join(missing)}")
    out.parent.mkdir(parents=True, exist_ok=True)
    printed = io.StringIO()
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".train-") as folder:
        # Rasa's cache knows a component by its settings, not by the model that it loads, so nothing is taken from it.
        os.environ["RASA_CACHE_DIRECTORY"] = f"{folder}/cache"
        leave_out()
        configure_logs()
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from rasa.model_training import train as rasa_train

                result = rasa_train(
                    domain=str(inputs[1]),
                    config=str(inputs[0]),
                    training_files=[str(path) for path in inputs[2:]],
                    output=folder,
                    fixed_model_name=out.name,
                    force_training=True,
                )
        except (Exception, SystemExit) as exc:  # Rasa raises what its libraries raise
            sys.stderr.write(printed.getvalue())
            raise TrainingFailed(f"Rasa stopped with {type(exc).__name__}: {_first_line(exc)}") from exc
        if result.code != 0 or not result.model:
            sys.stderr.write(printed.getvalue())
            raise TrainingFailed(f"Rasa ended with code {result.code} and no model")
        Path(result.model).replace(out)


def _first_line(exc: BaseException) -> str:
    return (str(exc).strip() or "no reason given").splitlines()[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Prints one line at the start and one at the end; returns 1 on failure."""
    parser = argparse.ArgumentParser(prog="python -m nlu.components.train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.tar.gz", help="where the model goes")
    options = parser.parse_args(arguments)
    if not options.out.name.endswith(".tar.gz"):
        parser.error("--out must end in .tar.gz")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    started = time.monotonic()
    print("Training the dialogue model (about half a minute) ...", flush=True)
    try:
        train(options.out.absolute())
    except (TrainingFailed, OSError) as exc:
        print(f"The dialogue model could not be trained: {exc}.", file=sys.stderr)
        return 1
    print(f"Trained in {time.monotonic() - started:.0f} s: {options.out}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
