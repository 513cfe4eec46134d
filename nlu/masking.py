"""Personal data out of a text and, later, back into it.

    masked = mask("mera cnic 35202-1234567-1 hai")
    masked.text     "mera cnic <CNIC-1> hai"
    masked.values   {"<CNIC-1>": "35202-1234567-1"}

Short codes and helplines (8171, 668, 118, 1122, 15), dates, amounts and our ticket numbers stay.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nlu.number_patterns import (
    CNIC,
    EMAIL,
    IBAN,
    LONG_NUMBER,
    MOBILE,
    PASSPORT,
    REFERENCE,
    TICKET,
    ascii_digits,
    is_iban,
)

PLACEHOLDER = re.compile(r"<(CNIC|PHONE|IBAN|PASSPORT|EMAIL|NUMBER)-([1-9][0-9]{0,5})>")
"""What a masked value looks like: its kind and its number in the message."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without personal data, and by placeholder what was taken out, exactly as it was typed."""

    text: str
    values: dict[str, str]


def _any(_: str) -> bool:
    return True


def _may_be_card(text: str) -> bool:
    # +92 300 1234567 with one digit too many is no CNIC, and neither are two phone numbers in a row.
    return not ascii_digits(text).startswith("923")


# In this order: the first that fits takes the text, and what is left is no longer looked at as it.
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("EMAIL", EMAIL, _any),
    ("IBAN", IBAN, is_iban),
    ("CNIC", CNIC, _may_be_card),
    ("PHONE", MOBILE, _any),
    ("PASSPORT", PASSPORT, _any),
    ("NUMBER", REFERENCE, _any),
    ("NUMBER", LONG_NUMBER, _any),
)


def mask(text: str) -> Masked:
    """Replace CNICs, mobile numbers, Pakistani IBANs, passport numbers, e-mail addresses and longer numbers.

    In any digit set, with blanks and hyphens in between. Equal strings get the same placeholder; numbering goes on
    after any placeholder that the text already holds, so that `unmask` gives `text` back and masking twice changes
    nothing. An IBAN with wrong check digits is masked as a number. Never raises.
    """
    values: dict[str, str] = {}
    known: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    for kind, number in PLACEHOLDER.findall(text):
        counts[kind] = max(counts.get(kind, 0), int(number))
    kept = [match.span() for match in TICKET.finditer(text)]
    for kind, pattern, accepts in _KINDS:
        pieces = []
        at = 0
        for match in pattern.finditer(text):
            found = match.group()
            inside = any(start < match.end() and match.start() < end for start, end in kept)
            if inside or not accepts(found):
                continue
            placeholder = known.get((kind, found))
            if placeholder is None:
                counts[kind] = counts.get(kind, 0) + 1
                placeholder = known[kind, found] = f"<{kind}-{counts[kind]}>"
                values[placeholder] = found
            pieces += [text[at : match.start()], placeholder]
            at = match.end()
        if pieces:
            text = "".join([*pieces, text[at:]])
            kept = [match.span() for match in TICKET.finditer(text)]
    return Masked(text, values)


def unmask(text: str, values: Mapping[str, str]) -> str:
    """Put `values` back for their placeholders; a placeholder that is not in `values` stays as it is."""
    return PLACEHOLDER.sub(lambda match: values.get(match.group(), match.group()), text)
