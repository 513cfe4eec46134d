"""Which exceptions are the user's business, and the sentence that each of them is."""

import sys


def told(exc: Exception) -> str | None:
    """The sentence for an expected failure, or None when it is a fault of ours."""
    from bot.cli.tsv import TsvError
    from bot.prepare import PrepareError
    from bot.settings import SettingsError

    if isinstance(exc, CommandError | TsvError | PrepareError | SettingsError):
        return str(exc)
    for module, names in (
        ("knowledge.errors", ("KnowledgeError",)),
        ("bot.errors", ("BotError",)),
        ("nlu.evaluation", ("LanguageTagError",)),
    ):
        loaded = sys.modules.get(module)  # what was never imported has raised nothing
        if loaded is not None and any(isinstance(exc, getattr(loaded, name)) for name in names):
            return str(exc)
    if isinstance(exc, OSError):
        return f"{exc.filename or 'A file'} cannot be used: {exc.strerror or exc}."
    return None


class CommandError(Exception):
    """A command cannot do what was asked; the message is the sentence that the user reads."""
