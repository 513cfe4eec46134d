"""JSON Schema (draft 2020-12) of `pack.yml` and `service.yml`, made from the limits that the checks use.

For editors, and for who makes packs with other software. A file is held against it after it is read as YAML 1.2 core:
a date stays text (PyYAML: a loader without timestamps), and what stands bare as a number is one. What the schema
refuses, `check_pack` refuses, except for bare and quoted values that a person reads alike (`days: "3"`). `check_pack`
also finds what lies between lines and files: a fact that expires before it was verified, an id or a question that
stands twice, a service that is not there, the articles.
"""

import json
from collections.abc import Mapping
from typing import Any

from knowledge.content import JURISDICTIONS, LANGUAGES
from knowledge.pack.fact_schema import FACT
from knowledge.pack.fields import ADDRESS, ARABIC_LETTERS, ARABIC_SCRIPT, DAY, LATIN, SLUG
from knowledge.pack.reader import FEWEST_QUESTIONS, LONGEST_TITLE, PACK_KEYS, SERVICE_KEYS

PACK_SCHEMA, SERVICE_SCHEMA = "schema/pack.schema.json", "schema/service.schema.json"
"""Where the two lie in a pack's folder."""

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HOW_TO_READ = "Validate the file as YAML 1.2 core reads it: dates are text. `sahulat pack check` finds more than this."
_LETTERS: Mapping[str, Schema] = {
    "en": {},
    "ur": {"not": {"pattern": ARABIC_LETTERS.pattern}},
    "ur-Latn": {"not": {"pattern": ARABIC_SCRIPT.pattern}},
}
_SPEAKS: Mapping[str, Schema] = {
    "en": {"description": "English."},
    "ur": {"description": "Urdu in its own script, with the Urdu letters yeh, kaf and heh, not the Arabic ones."},
    "ur-Latn": {"description": "Roman Urdu: Urdu in Latin letters only, in one spelling."},
}


def schema_files() -> dict[str, str]:
    """The text of both schemas, by path within a pack's folder; always the same bytes."""
    schemas = {PACK_SCHEMA: pack_schema(), SERVICE_SCHEMA: service_schema()}
    return {path: json.dumps(schema, indent=2) + "\n" for path, schema in schemas.items()}


def pack_schema() -> Schema:
    """The schema of `pack.yml`."""
    titles = {"$ref": "#/$defs/texts"}
    properties: Schema = {
        "name": _slug("The pack's name, for ever: a service belongs to the pack of this name."),
        "version": _line('In quotes, such as "2026.12.0"; change it with every release.'),
        "publisher": titles | {"description": "Who publishes the pack, per language."},
        "licence": _line("The licence's SPDX id, such as CC-BY-4.0."),
        "languages": {
            "description": "The languages of every service: always all that Sahulat speaks.",
            "type": "array",
            "items": {"enum": list(LANGUAGES)},
            "minItems": len(LANGUAGES),
            "uniqueItems": True,
        },
        "categories": {
            "description": "The groups of services, in the order of the menu: an id, and its title per language.",
            "type": "object",
            "additionalProperties": titles,
        },
    }
    return _file("pack", "The head of a pack: who publishes it, and its categories.", properties, PACK_KEYS)


def service_schema() -> Schema:
    """The schema of a `service.yml`."""
    properties: Schema = {
        "id": _slug("The name of the service's folder. It is the service's for ever."),
        "category": _line("One of the categories of pack.yml."),
        "agency": _line("The office that gives the service, by the name that citizens know."),
        "jurisdictions": {
            "description": "Where the service exists: [pakistan] when everywhere, else its provinces.",
            "type": "array",
            "items": {"enum": list(JURISDICTIONS)},
            "minItems": 1,
        },
        "review_by": _day("The day by which somebody reads the whole service again."),
        "title": {
            "description": f"The service's name, at most {LONGEST_TITLE} characters: it is a button's text too.",
            "$ref": "#/$defs/texts",
            "additionalProperties": {"maxLength": LONGEST_TITLE},  # of each language
        },
        "not_this": {
            "description": "Services that are easily taken for this one.",
            "type": "array",
            "items": _table(
                {
                    "service": _slug("The id of the other service."),
                    "when": _line("A sentence: what in a message means the other one. Search reads it."),
                }
            ),
        },
        "facts": {
            "description": "What answers rest on; what nobody has read on an official page says unverified.",
            "type": "array",
            "items": {"$ref": "#/$defs/fact"},
        },
        "questions": _table({language: _questions(language) for language in LANGUAGES})
        | {"description": "Example questions, as people ask and not as an office would: they decide what is found."},
    }
    required = tuple(key for key in SERVICE_KEYS if key != "not_this")
    schema = _file("service", "One public service: facts and example questions.", properties, SERVICE_KEYS, required)
    schema["$defs"] |= {"fact": FACT}
    return schema


def _file(
    name: str, description: str, properties: Schema, keys: tuple[str, ...], required: tuple[str, ...] | None = None
) -> Schema:
    """A file's schema, with its properties in the order of `keys`. Raises `KeyError` for a key without a property."""
    return {
        "$schema": _DIALECT,
        "$id": f"urn:sahulat:schema:{name}",
        "title": f"Sahulat {name}.yml",
        "description": description,
        "$comment": _HOW_TO_READ,
        **_table({key: properties[key] for key in keys}, required),
        "$defs": {
            "slug": {"type": "string", "pattern": _whole(SLUG.pattern)},
            "line": {"type": "string", "pattern": r"\S"},
            "day": {"type": "string", "format": "date", "pattern": _whole(DAY.pattern)},
            "address": {"type": "string", "pattern": _whole(ADDRESS.pattern)},
            "texts": _table({language: _text(language) for language in LANGUAGES}),
        },
    }


def _table(properties: Schema, required: tuple[str, ...] | None = None) -> Schema:
    """A mapping with these keys and no others; all are required unless `required` says which."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def _text(language: str) -> Schema:
    return {**_SPEAKS[language], "$ref": "#/$defs/line", **_LETTERS[language]}


def _questions(language: str) -> Schema:
    belongs = ARABIC_SCRIPT if language == "ur" else LATIN
    return {
        "description": f"At least {FEWEST_QUESTIONS}; short ones, typed in a hurry, and situations above all.",
        "type": "array",
        "items": {"type": "string", "pattern": belongs.pattern, **_LETTERS[language]},
        "minItems": FEWEST_QUESTIONS,
    }


def _slug(description: str) -> Schema:
    return {"description": f"{description} Lower-case letters, digits, single hyphens.", "$ref": "#/$defs/slug"}


def _line(description: str) -> Schema:
    return {"description": description, "$ref": "#/$defs/line"}


def _day(description: str) -> Schema:
    return {"description": f"{description} YYYY-MM-DD.", "$ref": "#/$defs/day"}


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"
