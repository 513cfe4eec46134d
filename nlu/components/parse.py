"""Reads JSON lines {"text", "language"} and writes JSON lines {"intent", "confidence", "ranking"}.

`.venv-rasa/bin/python -m nlu.components.parse --model FILE.tar.gz < questions.jsonl`. One line out for each
line in, in order, written at once; `language` may be absent or null. An empty line is skipped; a line that is no
such object ends the program with status 2 and its number. `ranking` is a list of {"name", "confidence"}, likeliest
first.
"""

import argparse
import asyncio
import json
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nlu.components.left_out import leave_out
from nlu.components.logs import configure_logs


class BadLine(ValueError):
    """A line of the input is no object with a text; the message names its number, never its text."""


def read(lines: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """The text and language of each line. Raises `BadLine`."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, language = row["text"], row.get("language")
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise BadLine(f"line {number} is no JSON object with a text") from exc
        if not isinstance(text, str) or not isinstance(language, str | None):
            raise BadLine(f"line {number}: text and language must be strings")
        yield text, language


async def _parse(agent: Any, text: str, language: str | None) -> dict[str, Any]:
    from rasa.core.channels.channel import UserMessage

    metadata = {"language": language} if language else None
    # A leading "/" would be a command to Rasa; a citizen's never reaches it (see bot.engines).
    parsed = await agent.processor.parse_message(UserMessage(text.lstrip("/ ") or "-", metadata=metadata))
    return {
        "intent": parsed["intent"]["name"],
        "confidence": round(float(parsed["intent"]["confidence"]), 4),
        "ranking": [
            {"name": entry["name"], "confidence": round(float(entry["confidence"]), 4)}
            for entry in parsed["intent_ranking"]
        ],
        "entities": {entity["entity"]: entity["value"] for entity in parsed["entities"]},
    }


async def _run(model: Path, lines: Iterable[str]) -> None:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    for text, language in read(lines):
        print(json.dumps(await _parse(agent, text, language), ensure_ascii=False), flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns 2 on bad input and 1 when there is no model."""
    parser = argparse.ArgumentParser(prog="python -m nlu.components.parse", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, metavar="FILE.tar.gz", help="a trained model")
    options = parser.parse_args(arguments)
    if not options.model.is_file():
        print(f"There is no model at {options.model}; train one with nlu.components.train.", file=sys.stderr)
        return 1
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    warnings.simplefilter("ignore")
    leave_out()
    configure_logs()
    try:
        asyncio.run(_run(options.model, sys.stdin))
    except BadLine as exc:
        print(f"{exc}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
