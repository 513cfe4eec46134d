"""Plain types that every package shares. Source of the tags: BCP 47 (RFC 5646)."""

from enum import StrEnum


class Language(StrEnum):
    """A language and writing that Sahulat speaks; the value is its BCP 47 tag."""

    EN = "en"
    UR = "ur"
    UR_LATN = "ur-Latn"
