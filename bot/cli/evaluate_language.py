"""`sahulat evaluate language`: on files of our own, and on public data that is not part of the project."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.failures import CommandError
from bot.cli.output import say, say_json
from bot.cli.tsv import Row, TsvError, read_rows
from nlu.evaluation import EvaluatedSet, evaluate_language, evaluate_mixed, table_of_sets

_TWEETS = {"English": "en", "Roman Urdu": "ur-Latn", "Mixed": None}
_SHORT = 5
"""Words of a short message at most."""


def run(files: Sequence[Path], *, as_json: bool, data: Path | None = None) -> None:
    """Measure language identification on each file, and on the public sets in the folder `data`.

    A file has the columns text and language, and may have mixed (yes, no). `data` holds language_id/ and eval/.
    Raises `CommandError` without either, `TsvError`, `LanguageTagError`, and OSError for a missing file.
    """
    if not files and data is None:
        raise CommandError("Name a FILE to measure on, or the folder of the public data with --data DIR.")
    sets = [_of_file(file) for file in files]
    if data is not None:
        sets += [*_tweets(data / "language_id/tweets_test.tsv.gz"), *_public(data / "eval")]
    if as_json:
        by_name = {measured.name: measured.to_dict() for measured in sets}
        say_json(sets[0].to_dict() if len(sets) == 1 else {"sets": by_name}, indent=1)
    else:
        say(sets[0].to_table() if len(sets) == 1 else table_of_sets(sets))


def _of_file(file: Path) -> EvaluatedSet:
    rows = read_rows([file], ("text", "language"))
    languages = evaluate_language((row.values["text"], row.values["language"]) for row in rows)
    told = [(row.values["text"], _is_yes(row)) for row in rows if row.values.get("mixed")]
    return EvaluatedSet(file.name, languages, evaluate_mixed(told) if told else None)


def _is_yes(row: Row) -> bool:
    if row.values["mixed"] not in {"yes", "no"}:
        raise TsvError(row.file, row.line, f"mixed is {row.values['mixed']!r}, neither yes nor no")
    return row.values["mixed"] == "yes"


def _tweets(file: Path) -> Iterator[EvaluatedSet]:
    """The tweets by their tags; which language is the main one in a mixed tweet, nobody said."""
    rows = [fields for fields in _fields(file, 2) if fields[1] in _TWEETS]
    if not rows:
        raise TsvError(file, 1, f"no row is tagged {', '.join(_TWEETS)}")
    languages = evaluate_language((text, tag) for text, name in rows if (tag := _TWEETS[name]))
    yield EvaluatedSet("tweets, test split", languages, evaluate_mixed((text, name == "Mixed") for text, name in rows))


def _public(folder: Path) -> Iterator[EvaluatedSet]:
    columns = (("en", 3), ("ur-Latn", 4))
    xnli = [(row[column], tag) for row in _fields(folder / "xnli_roman.tsv", 5)[1:] for tag, column in columns]
    yield EvaluatedSet("XNLI in Roman Urdu", evaluate_language(xnli))
    for count, name in ((1, "word"), (2, "two words"), (3, "three words")):
        cut = [(" ".join(text.split()[:count]), tag) for text, tag in xnli]
        yield EvaluatedSet(f"XNLI, first {name}", evaluate_language(cut))
    tatoeba = [
        (text, tag)
        for row in _fields(folder / "tatoeba_en_ur.tsv", 2)
        for text, tag in zip(row[:2], ("en", "ur"), strict=True)
    ]
    yield EvaluatedSet(f"Tatoeba, up to {_SHORT} words", evaluate_language(filter(_is_short, tatoeba)))
    words = [(row[1], "ur-Latn") for row in _fields(folder / "dakshina_lexicon_test.tsv.gz", 2)]
    yield EvaluatedSet("Dakshina, single words", evaluate_language(words))


def _is_short(row: tuple[str, str]) -> bool:
    return len(row[0].split()) <= _SHORT


def _fields(file: Path, columns: int) -> list[list[str]]:
    """The lines of a table as it is published, plain or .gz, header included; shorter lines are left out."""
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    try:
        lines = raw.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as exc:
        raise TsvError(file, raw.count(b"\n", 0, exc.start) + 1, "this is no UTF-8") from exc
    return [fields for line in lines if len(fields := line.split("\t")) >= columns]
