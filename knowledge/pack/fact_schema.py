"""The part of a service's JSON Schema that says what a fact is, with the fields that each type has."""

from typing import Any

from knowledge.pack.facts import (
    COMMON_FIELDS,
    CURRENCIES,
    EVERY_TYPED_FIELD,
    MEDIA,
    MEDIUM_OF_MESSAGE,
    PROVINCES,
    TYPED_FIELDS,
)
from knowledge.pack.fields import DECIMAL, LARGEST_WHOLE
from knowledge.tables import FactType

_TYPES = {
    FactType.FEE: "what is to be paid",
    FactType.DOCUMENT: "a paper to bring",
    FactType.PROCESSING_TIME: "how many days it takes",
    FactType.ELIGIBILITY: "who may have it",
    FactType.STEP: "something to do",
    FactType.OFFICE: "where to go",
    FactType.LINK: "an official page",
    FactType.HELPLINE: "a number to call or write to",
    FactType.DEADLINE: "until when",
}
_OPTIONAL = ("province", "verified_on", "unverified")
_PROPERTIES: dict[str, dict[str, Any]] = {
    "id": {
        "description": "Its name within the service. Lower-case letters, digits, single hyphens.",
        "$ref": "#/$defs/slug",
    },
    "type": {
        "description": f"What the fact is: {'; '.join(f'{kind}: {_TYPES[kind]}' for kind in FactType)}.",
        "enum": [kind.value for kind in FactType],
    },
    "province": {
        "description": "Where it holds, if in one province only. The bot asks for the province where facts differ.",
        "enum": list(PROVINCES),
    },
    "text": {
        "description": "What it says, or what the value is called. Amount, number and days have fields of their own.",
        "$ref": "#/$defs/texts",
    },
    "source_url": {"description": "The official page that says it, with https://.", "$ref": "#/$defs/address"},
    "verified_on": {
        "description": "The day on which somebody read it on that page. YYYY-MM-DD, not in the future.",
        "$ref": "#/$defs/day",
    },
    "unverified": {
        "description": "In the place of verified_on: nobody has read it there yet. Citizens get the page only.",
        "const": True,
    },
    "expires_on": {
        "description": "The day by which somebody reads the page again, after verified_on. YYYY-MM-DD.",
        "$ref": "#/$defs/day",
    },
    "amount": {
        "description": 'In quotes, digits only, at most two decimals, such as "750" or "75.50".',
        "type": "string",
        "pattern": f"^(?:{DECIMAL.pattern})$",
    },
    "currency": {"description": "The amount's currency.", "enum": list(CURRENCIES)},
    "days": {
        "description": "A whole number, without quotes.",
        "type": "integer",
        "minimum": 0,
        "maximum": LARGEST_WHOLE,
    },
    "number": {"description": 'In quotes, as it is dialled: "1166".', "$ref": "#/$defs/line"},
    "medium": {"description": "How the number is reached.", "enum": list(MEDIA)},
    "message": {"description": f"What to write, for `medium: {MEDIUM_OF_MESSAGE}` only.", "$ref": "#/$defs/line"},
    "url": {"description": "The page to open, with https://.", "$ref": "#/$defs/address"},
}


def _only_of_its_type(kind: FactType) -> dict[str, Any]:
    """Which fields a fact of `kind` may have, and which of its own it must have."""
    typed = TYPED_FIELDS.get(kind, {})
    then: dict[str, Any] = {"propertyNames": {"enum": [*COMMON_FIELDS, *typed]}}
    if any(typed.values()):
        then["required"] = [name for name, needed in typed.items() if needed]
    return {"if": {"properties": {"type": {"const": kind.value}}, "required": ["type"]}, "then": then}


FACT: dict[str, Any] = {
    "description": "One thing that is so, where it stands officially, and when somebody looked.",
    "type": "object",
    "properties": {name: _PROPERTIES[name] for name in (*COMMON_FIELDS, *EVERY_TYPED_FIELD)},
    "required": [name for name in COMMON_FIELDS if name not in _OPTIONAL],
    "additionalProperties": False,
    "oneOf": [{"required": ["verified_on"]}, {"required": ["unverified"]}],
    "dependentSchemas": {"message": {"properties": {"medium": {"const": MEDIUM_OF_MESSAGE}}}},
    "allOf": [_only_of_its_type(kind) for kind in FactType],
}
"""Refers to `$defs` of the schema of a service."""
