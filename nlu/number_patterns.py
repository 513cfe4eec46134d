"""How Pakistan's identifiers are typed, in any of the three digit sets; for `nlu.masking` and `nlu.entities`.

Forms: CNIC 13 digits, 5-7-1 (NADRA); mobile 03xx xxxxxxx, +92 or 0092 for the zero (PTA numbering plan); IBAN of
24 characters, ISO 13616 with the check of ISO 7064 mod 97-10 (State Bank of Pakistan); passport two letters and
seven digits; electricity reference 14 digits; NADRA tracking id 12 digits; our tickets `SHT-YYMMDD-XXXXX`.
"""

import re

_D = "[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]"
# Between digits: blanks, hyphens, dots, slashes and the invisible marks that right-to-left typing leaves.
_GAP = "[ \u00a0\\-\u2010-\u2015\u2212./\u200b-\u200f\u202a-\u202e\u2066-\u2069]{0,3}"
_ALONE, _END = f"(?<!{_D})", f"(?!{_D})"


def _digits(count: int) -> str:
    return f"(?:{_GAP}{_D}){{{count}}}"


TICKET = re.compile(r"(?<![A-Za-z0-9])SHT-?[0-9]{6}-?[0-9A-Z]{5}(?![A-Za-z0-9])", re.IGNORECASE)
EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")
IBAN = re.compile(rf"(?<![A-Za-z0-9])PK{_GAP}{_D}{_GAP}{_D}(?:{_GAP}[A-Z]){{4}}{_digits(16)}{_END}", re.IGNORECASE)
_NOT_ZERO = "(?![0\u0660\u06f0\uff10])"
CNIC = re.compile(
    rf"{_ALONE}{_NOT_ZERO}(?:{_D}{{5}}{_GAP}{_D}{{3}}{_GAP}{_D}{{4}}{_GAP}{_D}|{_D}(?:[ .-]{_D}){{12}}){_END}"
)
MOBILE = re.compile(
    rf"{_ALONE}(?:(?:(?:\+|[0\u0660\u06f0]{{2}}){_GAP})?[9\u0669\u06f9]{_GAP}[2\u0662\u06f2]{_GAP}\(?[0\u0660\u06f0]?\)?"
    rf"|[0\u0660\u06f0]){_GAP}[3\u0663\u06f3]{_digits(9)}{_END}"
)
PASSPORT = re.compile(
    rf"(?<![A-Za-z0-9])(?:[A-Z]{{2}}[ -]?|[A-Za-z]{{2}}){_D}{{7}}(?![A-Za-z0-9\u0660-\u0669\u06f0-\u06f9])"
)
REFERENCE = re.compile(rf"{_ALONE}(?:{_D}{{2}}[ -]?{_D}{{5}}[ -]?{_D}{{7}}|{_D}{{2}}[ -]{_D}{{7}}[ -]{_D}{{5}}){_END}")
TRACKING = re.compile(
    rf"{_ALONE}{_D}{{12}}{_END}|{_ALONE}{_D}{{4}}([ -]){_D}{{4}}\1{_D}{{4}}{_END}|{_ALONE}{_D}{{11}}{_END}"
    rf"|(?<![A-Za-z0-9])[A-Z]{{2}}{_D}{{9}}[A-Z]{{2}}(?![A-Za-z0-9])"
)
# Ten digits in a row; groups with hyphens; a number with a dialling code; the 4-4-4-4 of a bank card. Groups with
# blanks alone are left: they may be short codes named one after the other.
LONG_NUMBER = re.compile(
    rf"{_ALONE}(?:{_D}{{10,}}|(?=(?:-?{_D}){{10}}){_D}{{3,}}(?:-{_D}{{3,}}){{1,7}}"
    rf"|(?=(?:[ -]?{_D}){{10}})(?:\+{_D}{{2}}|[0\u0660\u06f0]{_D}{{1,4}})(?:[ -]{_D}{{3,}}){{1,3}}"
    rf"|{_D}{{4}}(?:[ -]{_D}{{4}}){{3}}){_END}"
)

_TO_ASCII = str.maketrans({first + value: str(value) for first in (0x0660, 0x06F0, 0xFF10) for value in range(10)})
_NOT_DIGIT = re.compile("[^0-9]")


def ascii_digits(text: str) -> str:
    """Only the digits of `text`, as ASCII, in order."""
    return _NOT_DIGIT.sub("", text.translate(_TO_ASCII))


def compact(text: str) -> str:
    """Letters and digits of `text`, upper case, digits as ASCII, without gaps."""
    return "".join(character for character in text.translate(_TO_ASCII) if character.isalnum()).upper()


def is_iban(text: str) -> bool:
    """Whether `text` is a Pakistani IBAN with right check digits (ISO 7064 mod 97-10)."""
    written = compact(text)
    if not re.fullmatch("PK[0-9]{2}[A-Z]{4}[0-9]{16}", written):
        return False
    moved = written[4:] + written[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1
