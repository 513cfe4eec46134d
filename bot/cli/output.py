"""Standard output, pure: what a command was asked for and nothing else."""

import json
import sys
from typing import Any


def say(line: str) -> None:
    """One line, or more, of text."""
    sys.stdout.write(f"{line}\n")


def say_json(value: Any, *, indent: int | None = None) -> None:
    """One JSON value on a line of its own, at once; a lone surrogate in a text is escaped, never an error."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    sys.stdout.flush()
