"""The console script `sahulat`. Start reading in `app.py`; each command has a module of its own."""

from bot.cli.app import main

__all__ = ["main"]
