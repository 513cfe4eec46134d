"""What we write in Roman Urdu ourselves has one spelling for each word: the table of docs/roman-urdu.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge.pack.checks import check_pack

PROJECT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<ours>[a-z]+) \| (?P<others>[a-z, ]+) \|$", re.MULTILINE)
NO_PROSE = re.compile(r"\]\([^)]*\)|\{[^}]*\}|https?://\S+|\S+@\S+")
WORD = re.compile(r"(?<![-./])\b[a-z]+\b(?!\.[a-z])")


def _spellings() -> dict[str, str]:
    """Our spelling by each other one."""
    table = (PROJECT / "docs" / "roman-urdu.md").read_text(encoding="utf-8")
    return {other: row["ours"] for row in ROW.finditer(table) for other in row["others"].split(", ")}


def _texts() -> Iterator[tuple[str, str]]:
    pack, _ = check_pack(PROJECT / "knowledge" / "packs" / "pakistan")
    for service in pack.services:
        article = service.articles["ur-Latn"]
        yield (
            service.slug,
            " ".join((article.title, article.lead, *(f"{p.heading} {p.text}" for p in article.sections))),
        )
        yield service.slug, " ".join(fact.texts["ur-Latn"] for fact in service.facts)
    catalogue = yaml.safe_load((PROJECT / "bot" / "catalogue" / "ur-Latn.yml").read_text(encoding="utf-8"))
    yield "the catalogue", " ".join(_leaves(catalogue))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield str(value)


def _other_spellings(text: str, spellings: dict[str, str]) -> set[str]:
    return set(WORD.findall(NO_PROSE.sub(" ", text).lower())) & spellings.keys()


def test_the_table_can_be_read_and_contradicts_nothing() -> None:
    spellings = _spellings()
    assert spellings["aik"] == "ek"
    assert len(spellings) > 70
    assert not spellings.keys() & set(spellings.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aik form. Saath layein", {"aik"}),
        ("[Ye form](service:aik-form) https://aik.gov.pk/sath", {"ye"}),
        ("Ek form, saath", set()),
    ],
)
def test_another_spelling_is_seen_in_prose_alone(text: str, found: set[str]) -> None:
    assert _other_spellings(text, _spellings()) == found


def test_every_word_is_spelt_as_in_the_table() -> None:
    spellings = _spellings()
    wrong = {where: found for where, text in _texts() if (found := _other_spellings(text, spellings))}
    assert not wrong
