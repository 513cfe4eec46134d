"""`sahulat evaluate transliteration`."""

from pathlib import Path

from bot.cli.failures import CommandError
from bot.cli.output import say, say_json
from nlu.transliteration.errors import TransliterationError
from nlu.transliteration.evaluation import evaluate_transliteration


def run(data: Path, *, as_json: bool) -> None:
    """Measure transliteration on the Dakshina files in the folder `data`; two minutes of one core."""
    try:
        report = evaluate_transliteration(data)
    except TransliterationError as exc:
        raise CommandError(str(exc)) from exc
    if as_json:
        say_json(report.to_dict(), indent=1)
    else:
        say(report.to_table())
