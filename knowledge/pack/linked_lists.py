"""What a catalogue of services refers to and does not describe: places, languages and currencies, as linked data.

CPSV-AP wants each as a thing of its own, not as a text. The publications office of the EU gives public names to
countries, languages and currencies; a province or a language in another script has a name of ours and its ISO 3166-2
or BCP 47 code.
"""

from typing import Any

Node = dict[str, Any]

COUNTRY = "pakistan"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_PLACES = {
    COUNTRY: ("Pakistan", "PK"),
    "punjab": ("Punjab", "PK-PB"),
    "sindh": ("Sindh", "PK-SD"),
    "khyber-pakhtunkhwa": ("Khyber Pakhtunkhwa", "PK-KP"),
    "balochistan": ("Balochistan", "PK-BA"),
    "islamabad": ("Islamabad Capital Territory", "PK-IS"),
    "ajk": ("Azad Jammu and Kashmir", "PK-JK"),
    "gilgit-baltistan": ("Gilgit-Baltistan", "PK-GB"),
}
_LANGUAGES = {
    "en": (f"{_AUTHORITY}/language/ENG", "English"),
    "ur": (f"{_AUTHORITY}/language/URD", "Urdu"),
    "ur-Latn": ("urn:sahulat:language:ur-Latn", "Roman Urdu"),
}


def place_id(place: str) -> str:
    """The name of a jurisdiction."""
    return f"{_AUTHORITY}/country/PAK" if place == COUNTRY else f"urn:sahulat:place:{place}"


def language_id(language: str) -> str:
    """The name of one of our three languages."""
    return _LANGUAGES[language][0]


def currency_id(currency: str) -> str:
    """The name of a currency by its ISO 4217 code."""
    return f"{_AUTHORITY}/currency/{currency}"


def place(name: str) -> Node:
    """A jurisdiction. The official shapes look for the third type where an organisation says what it covers."""
    label, code = _PLACES[name]
    return {
        "@id": place_id(name),
        "@type": ["dct:Location", "schema:AdministrativeArea", "http://data.europa.eu/88u/dataset/atu-type"],
        "dct:identifier": code,
        **_label(label),
        "schema:name": label,
    }


def language(code: str) -> Node:
    """One of our three languages."""
    name, label = _LANGUAGES[code]
    return {"@id": name, "@type": "dct:LinguisticSystem", "dct:identifier": code, **_label(label)}


def currency(code: str) -> Node:
    """A currency by its ISO 4217 code."""
    return {"@id": currency_id(code), "@type": "skos:Concept", "skos:notation": code, **_label(code)}


def _label(text: str) -> Node:
    return {"skos:prefLabel": {"@value": text, "@language": "en"}}
