"""Pieces of the report: sections, tables and how figures are written."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlu.normalise import clean

_LONGEST_QUOTE = 110
_LINE = 118
_ARABIC = str.maketrans({"\u064a": "ی", "\u0649": "ی", "\u0643": "ک"})
"""A document shows Urdu letters, however the question was typed."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: Markdown, the figures behind it as JSON-safe data, and SVG images by file name."""

    key: str
    title: str
    lines: tuple[str, ...]
    figures: Mapping[str, Any]
    images: Mapping[str, str] = field(default_factory=dict)


def paragraph(text: str) -> list[str]:
    """`text` in lines that an editor shows whole, with an empty line after it."""
    return [*textwrap.wrap(text, _LINE, break_long_words=False, break_on_hyphens=False), ""]


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table, with an empty line after it; every column but the first is aligned right."""
    marks = ["---", *["---:"] * (len(header) - 1)]
    return [*("| " + " | ".join(cells) + " |" for cells in (header, marks, *rows)), ""]


def left_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table of texts, with an empty line after it."""
    return [*("| " + " | ".join(cells) + " |" for cells in (header, ["---"] * len(header), *rows)), ""]


def percent(share: float | None, digits: int = 1) -> str:
    """A share in percent; a dash for None."""
    return "-" if share is None else f"{100 * share:.{digits}f}"


def ranged(share: float | None, interval: tuple[float, float]) -> str:
    """A share and its interval, in percent."""
    if share is None:
        return "-"
    return f"{percent(share)} ({percent(interval[0], 0)}-{percent(interval[1], 0)})"


def quoted(text: str) -> str:
    """A citizen's words for a cell of a table: short, on one line, without marks that Markdown reads."""
    shown = clean(text).translate(_ARABIC)
    shown = shown if len(shown) <= _LONGEST_QUOTE else shown[: _LONGEST_QUOTE - 1] + "…"
    for mark in "\\|`*_[]<>":
        shown = shown.replace(mark, f"\\{mark}")
    return shown


def image(name: str, described: str) -> list[str]:
    """A picture beside the document, with an empty line after it."""
    return [f"![{described}](images/{name})", ""]


def rounded(value: Any) -> Any:
    """`value` with every number rounded to four digits, dictionaries and sequences entered."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {str(name): rounded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    return value
