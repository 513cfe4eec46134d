"""The message catalogue.

Every text that the application itself says to a citizen, by key, in three languages.

`en.yml`, `ur.yml` and `ur-Latn.yml` hold the same keys and the same `{fields}`; nested keys are joined with
dots. What the dialogue says stands in the dialogue's domain, what the services say stands in the packs.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import yaml

from nlu.types import Language

FOLDER = Path(__file__).parent
_FIELD = re.compile(r"\{([a-z_]+)\}")


class CatalogueError(ValueError):
    """The files of the catalogue do not fit together; the message says which key of which file."""


class Catalogue:
    """Implements `bot.interfaces.Texts`. Immutable once loaded; safe to share between threads."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """`texts`.

        Language tag to key to text. Raises `CatalogueError` when keys or fields differ by language.
        """
        self._texts = {language: dict(entries) for language, entries in texts.items()}
        _check(self._texts)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read `<language>.yml` for every language that Sahulat speaks."""
        texts: dict[str, dict[str, str]] = {}
        for language in Language:
            path = folder / f"{language}.yml"
            # CSafeLoader builds the same plain data as SafeLoader, ten times faster.
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            texts[language.value] = dict(_flatten(content, path.name))
        return cls(texts)

    @property
    def keys(self) -> frozenset[str]:
        """Every key, the same in each language."""
        return frozenset(self._texts[Language.EN.value])

    def text(self, key: str, language: str, /, **values: object) -> str:
        """The text of `key` in `language`; each `{name}` is replaced by `values["name"]`, once, as it is.

        Raises `KeyError` on an unknown key, an unknown language or a field without a value.
        """
        return _FIELD.sub(lambda field: str(values[field[1]]), self._texts[str(language)][key])

    def fields(self, key: str, language: str) -> frozenset[str]:
        """The names of the fields in a text."""
        return frozenset(_FIELD.findall(self._texts[str(language)][key]))


def _flatten(node: Any, where: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict):
        raise CatalogueError(f"{where}: {prefix or 'the file'} is no mapping")
    for name, value in node.items():
        key = f"{prefix}.{name}" if prefix else str(name)
        if isinstance(value, str):
            yield key, value.strip()
        else:
            yield from _flatten(value, where, key)


def _check(texts: Mapping[str, Mapping[str, str]]) -> None:
    english = texts[Language.EN.value]
    for language, entries in texts.items():
        if odd := sorted(set(english) ^ set(entries)):
            raise CatalogueError(f"{language}: keys that are missing or of no other language: {', '.join(odd)}")
        for key, text in entries.items():
            if set(_FIELD.findall(text)) != set(_FIELD.findall(english[key])):
                raise CatalogueError(f"{language}: {key} has other fields than in English")
