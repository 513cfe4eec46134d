"""A pack as linked data: schema.org `GovernmentService` and CPSV-AP `PublicService` in one JSON-LD document.

Every service has what CPSV-AP (SEMIC, release 3.2) requires of one: identifier, title, description and competent
authority; and of what it may have: costs, channels, contact points, evidence, thematic area, languages, and the
processing time where there is one for all provinces. Steps, eligibility, offices and deadlines are not in it, nor is
any fact that nobody has verified. Values have the classes and datatypes of the official shapes (an amount is an
`xsd:double` there). The context is written out, so nothing has to be fetched to read it.
"""

import json
from collections.abc import Iterable
from urllib.parse import quote

from knowledge.content import FactContent, Pack, ServiceContent, Texts
from knowledge.pack.linked_lists import (
    COUNTRY,
    Node,
    currency,
    currency_id,
    language,
    language_id,
    place,
    place_id,
)
from knowledge.tables import FactType

CONTEXT = {
    "schema": "https://schema.org/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NUMBERS = ("schema:servicePhone", "schema:serviceSmsNumber")


def catalogue(pack: Pack) -> str:
    """The JSON-LD document, ending with a line break; the same pack gives the same text."""
    agencies = sorted({service.agency for service in pack.services})
    graph = [
        *(_agency(pack, agency) for agency in agencies),
        *(_category(pack, key, titles) for key, titles in pack.categories.items()),
        *(place(name) for name in _places(pack)),
        *(language(code) for code in sorted({code for service in pack.services for code in service.articles})),
        *(currency(code) for code in sorted({fact.currency for fact in _facts(pack) if fact.currency is not None})),
        *(_service(pack, service) for service in pack.services),
    ]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _facts(pack: Pack) -> Iterable[FactContent]:
    return (fact for service in pack.services for fact in service.verified_facts)


def _places(pack: Pack) -> list[str]:
    ours = {jurisdiction for service in pack.services for jurisdiction in service.jurisdictions}
    return sorted({COUNTRY} | ours | {fact.province for fact in _facts(pack) if fact.province is not None})


def _id(pack: Pack, kind: str, name: str) -> str:
    return f"urn:sahulat:{pack.name}:{kind}:{quote(name.lower().replace(' ', '-'))}"


def _agency(pack: Pack, name: str) -> Node:
    return {
        "@id": _id(pack, "agency", name),
        "@type": ["cv:PublicOrganisation", "schema:GovernmentOrganization"],
        "dct:identifier": name,
        "dct:title": _texts({"en": name}),
        "skos:prefLabel": _texts({"en": name}),
        "schema:name": name,
        "dct:spatial": {"@id": place_id(COUNTRY)},
    }


def _category(pack: Pack, key: str, titles: Texts) -> Node:
    return {"@id": _id(pack, "category", key), "@type": "skos:Concept", "skos:prefLabel": _texts(titles)}


def _service(pack: Pack, service: ServiceContent) -> Node:
    name = _id(pack, "service", service.slug)
    titles = _texts(service.titles)
    leads = _texts({language: article.lead for language, article in service.articles.items()})
    places = [{"@id": place_id(jurisdiction)} for jurisdiction in service.jurisdictions]
    node: Node = {
        "@id": name,
        "@type": ["cpsv:PublicService", "schema:GovernmentService"],
        "dct:identifier": service.slug,
        "dct:title": titles,
        "schema:name": titles,
        "dct:description": leads,
        "schema:description": leads,
        "dct:language": [{"@id": language_id(code)} for code in sorted(service.articles)],
        "dct:spatial": places,
        "schema:areaServed": places,
        "cv:hasCompetentAuthority": {"@id": _id(pack, "agency", service.agency)},
        "schema:provider": {"@id": _id(pack, "agency", service.agency)},
        "cv:thematicArea": {"@id": _id(pack, "category", service.category)},
    }
    facts = service.verified_facts
    node |= _if_any("cv:hasCost", (_cost(name, fact) for fact in facts if fact.type == FactType.FEE))
    durations = [_duration(fact) for fact in facts if _takes_days(fact)]
    if len(durations) == 1:
        node["cv:processingTime"] = durations[0]
    node |= _if_any("cpsv:hasInput", (_evidence(name, fact) for fact in facts if fact.type == FactType.DOCUMENT))
    channels = [_channel(name, fact) for fact in facts if fact.type in (FactType.LINK, FactType.HELPLINE)]
    node |= _if_any("cv:hasChannel", channels) | _if_any(
        "schema:availableChannel", ({"@id": c["@id"]} for c in channels)
    )
    node |= _if_any("cv:contactPoint", ({"@id": c[key]["@id"]} for c in channels for key in _NUMBERS if key in c))
    return node


def _cost(service: str, fact: FactContent) -> Node:
    return _of(service, fact) | {
        "@type": "cv:Cost",
        "cv:hasValue": {"@value": fact.amount, "@type": "xsd:double"},
        "cv:currency": {"@id": currency_id(str(fact.currency))},
        "dct:description": _texts(fact.texts),
    }


def _takes_days(fact: FactContent) -> bool:
    return fact.type == FactType.PROCESSING_TIME and fact.days is not None and fact.province is None


def _duration(fact: FactContent) -> Node:
    return {"@value": f"P{fact.days}D", "@type": "xsd:duration"}


def _evidence(service: str, fact: FactContent) -> Node:
    return _of(service, fact) | {"@type": "cv:Evidence", "dct:title": _texts(fact.texts)}


def _channel(service: str, fact: FactContent) -> Node:
    node = _of(service, fact) | {
        "@type": ["cv:Channel", "schema:ServiceChannel"],
        "dct:description": _texts(fact.texts),
        "schema:name": _texts(fact.texts),
    }
    if fact.url is not None:
        return node | {"schema:serviceUrl": {"@id": fact.url}}
    phone, sms = _NUMBERS
    contact = {
        "@id": f"{service}:{fact.id}:contact",
        "@type": ["cv:ContactPoint", "schema:ContactPoint"],
        "cv:telephone": fact.number,
        "schema:telephone": fact.number,
    }
    return node | {sms if fact.medium == "sms" else phone: contact}


def _of(service: str, fact: FactContent) -> Node:
    """What every fact's node says: its place, who said so, and when that was looked at."""
    node: Node = {
        "@id": f"{service}:{fact.id}",
        "dct:identifier": fact.id,
        "dct:source": {"@id": fact.source_url},
    }
    if fact.verified_on is not None:
        node["dct:modified"] = {"@value": fact.verified_on.isoformat(), "@type": "xsd:date"}
    return node if fact.province is None else node | {"dct:spatial": {"@id": place_id(fact.province)}}


def _if_any(key: str, values: Iterable[Node]) -> Node:
    found = list(values)
    return {key: found} if found else {}


def _texts(texts: Texts) -> list[Node]:
    return [{"@value": text, "@language": language} for language, text in texts.items() if text]
