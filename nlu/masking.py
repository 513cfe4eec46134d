"""Personal data out of a text and, later, back into it.

    masked = mask("mera cnic 35202-1234567-1 hai")
    masked.text     "mera cnic <CNIC-1> hai"
    masked.values   {"<CNIC-1>": "35202-1234567-1"}

Short codes and helplines (8171, 668, 118, 1122, 15), dates, amounts and our ticket numbers stay.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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


_MOST_PASSES = 10


@dataclass(frozen=True, slots=True)
class _Found:
    """Values by placeholder, placeholders by kind and value, and how many of a kind there are."""

    values: dict[str, str] = field(default_factory=dict)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def placeholder(self, kind: str, value: str) -> str:
        known = self.known.get((kind, value))
        if known is not None:
            return known
        self.counts[kind] = self.counts.get(kind, 0) + 1
        placeholder = self.known[kind, value] = f"<{kind}-{self.counts[kind]}>"
        self.values[placeholder] = value
        return placeholder


def mask(text: str) -> Masked:
    """Replace CNICs, mobile numbers, Pakistani IBANs, passport numbers, e-mail addresses and longer numbers.

    In any digit set, with blanks and hyphens in between. Equal strings get the same placeholder; numbering goes on
    after any placeholder that the text already holds, so that `unmask` gives `text` back and masking twice changes
    nothing. An IBAN with wrong check digits is masked as a number. Never raises.
    """
    found = _Found()
    for kind, number in PLACEHOLDER.findall(text):
        found.counts[kind] = max(found.counts.get(kind, 0), int(number))
    # What was taken out may free what stood against it ("...12345678901x@y.pk"), so look again until nothing is left.
    for _ in range(_MOST_PASSES):
        before = text
        for kind, pattern, accepts in _KINDS:
            text = _take(text, kind, pattern, accepts, found)
        if text == before:
            break
    return Masked(text, found.values)


def unmask(text: str, values: Mapping[str, str]) -> str:
    """Put `values` back for their placeholders; a placeholder that is not in `values` stays as it is."""
    return PLACEHOLDER.sub(lambda match: values.get(match.group(), match.group()), text)


def _take(text: str, kind: str, pattern: re.Pattern[str], accepts: Callable[[str], bool], found: _Found) -> str:
    """`text` with placeholders for what `pattern` matches outside ticket numbers."""
    tickets = [match.span() for match in TICKET.finditer(text)]
    ends = [end for _, end in tickets]
    pieces = []
    at = 0
    for match in pattern.finditer(text):
        ticket = bisect_left(ends, match.start() + 1)
        if ticket < len(tickets) and tickets[ticket][0] < match.end():
            continue
        if accepts(match.group()):
            pieces += [text[at : match.start()], found.placeholder(kind, match.group())]
            at = match.end()
    return "".join([*pieces, text[at:]]) if pieces else text
