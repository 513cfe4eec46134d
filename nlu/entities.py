"""Places, agencies and numbers in a message, in three writings and any digit set.

    find_entities("mera cnic 35202-1234567-1 karachi se bana tha")
    (Entity(CNIC, "3520212345671", ...), Entity(CITY, "karachi", ..., province="sindh"))

Numbers are found by patterns; names by spaCy's EntityRuler over a blank pipeline. Numbers are blanked out before
spaCy sees the text, so that its string store never holds one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from nlu.gazetteer import gazetteer, provinces_of_cities
from nlu.normalise import normalise
from nlu.number_patterns import (
    CNIC,
    EMAIL,
    IBAN,
    MOBILE,
    PASSPORT,
    REFERENCE,
    TICKET,
    TRACKING,
    ascii_digits,
    compact,
    is_iban,
)


class EntityType(StrEnum):
    """What an entity is; the value is its name in the dialogue."""

    CNIC = "cnic"
    MOBILE_NUMBER = "mobile_number"
    TRACKING_NUMBER = "tracking_number"
    TICKET_NUMBER = "ticket_number"
    IBAN = "iban"
    EMAIL = "email"
    PASSPORT_NUMBER = "passport_number"
    REFERENCE_NUMBER = "reference_number"
    PROVINCE = "province"
    CITY = "city"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Entity:
    """One find. `text` is `message[start:end]`; `value` is its one written form (see `find_entities`)."""

    type: EntityType
    value: str
    text: str
    start: int
    end: int
    province: str | None = None


def find_entities(text: str) -> tuple[Entity, ...]:
    """The entities of `text` (of its first 4,000 characters), in order, none overlapping. Never raises.

    Values: CNIC 13 digits; mobile number `+923001234567`; tracking and reference numbers their digits or, for a
    courier's or passport token, letters and digits in upper case; ticket `SHT-YYMMDD-XXXXX`; IBAN and passport
    number in upper case without gaps; e-mail in lower case; province, city and agency the gazetteer's value.
    `province` is set for provinces and cities.
    """
    text = text[:_LONGEST]
    numbers = list(_numbers(text))
    for entity in numbers:
        text_before, text_after = text[: entity.start], text[entity.end :]
        text = f"{text_before}{' ' * (entity.end - entity.start)}{text_after}"
    return tuple(sorted([*numbers, *_names(_ANY_NUMBER.sub(_blank, text))], key=lambda entity: entity.start))


_LONGEST = 4_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_ANY_NUMBER = re.compile(r"\S*\d{4,}\S*")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _mobile(text: str) -> str:
    return "+92" + ascii_digits(text)[-10:]


def _ticket(text: str) -> str:
    written = compact(text)
    return f"{written[:3]}-{written[3:9]}-{written[9:]}"


# In this order; what one pattern took the next does not see.
_PATTERNS: tuple[tuple[EntityType, re.Pattern[str], Callable[[str], str]], ...] = (
    (EntityType.EMAIL, EMAIL, str.lower),
    (EntityType.TICKET_NUMBER, TICKET, _ticket),
    (EntityType.IBAN, IBAN, compact),
    (EntityType.CNIC, CNIC, ascii_digits),
    (EntityType.REFERENCE_NUMBER, REFERENCE, ascii_digits),
    (EntityType.MOBILE_NUMBER, MOBILE, _mobile),
    (EntityType.TRACKING_NUMBER, TRACKING, compact),
    (EntityType.PASSPORT_NUMBER, PASSPORT, compact),
)


def _numbers(text: str) -> Iterator[Entity]:
    original = text
    for kind, pattern, value in _PATTERNS:
        for match in pattern.finditer(text):
            found = match.group()
            if kind is EntityType.IBAN and not is_iban(found):
                continue
            start, end = match.span()
            yield Entity(kind, value(found), original[start:end], start, end)
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def _names(text: str) -> Iterator[Entity]:
    nlp = _pipeline()
    # spaCy stores strings as UTF-8, which lone surrogates cannot be; a replacement keeps the positions.
    doc = _normed(nlp.make_doc(_SURROGATE.sub("\ufffd", text)))
    for span in nlp.get_pipe("entity_ruler")(doc).ents:
        kind, value = EntityType(span.label_), span.ent_id_
        province = provinces_of_cities().get(value) if kind is EntityType.CITY else None
        if kind is EntityType.PROVINCE:
            province = value
        yield Entity(kind, value, span.text, span.start_char, span.end_char, province)


def _normed(doc: Doc) -> Doc:
    for token in doc:
        token.norm_ = normalise(token.text) or token.text
    return doc


@cache
def _pipeline() -> Pipeline:
    """A blank pipeline whose ruler knows every name of the gazetteer; built once, at the first call."""
    nlp = spacy.blank("xx")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "NORM"})
    patterns = []
    for named in gazetteer():
        for name in named.names:
            tokens = [{"NORM": token.text} for token in nlp.make_doc(name)]
            patterns.append({"label": named.kind, "id": named.value, "pattern": tokens})
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]  # add_pipe is typed as any callable
    return nlp
