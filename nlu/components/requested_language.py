"""Which language a message asks for: "roman me likho", "English please", "اردو میں بات کریں"."""

import re

from nlu.normalise import normalise
from nlu.types import Language

_ROMAN = r"roman(?: urdu)?|رومن(?: اردو)?"
_NAMES: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (Language.UR_LATN, re.compile(rf"(?<!\w)(?:{_ROMAN})(?!\w)")),
    (Language.UR, re.compile(r"(?<!\w)(?:urdu|urdoo|ordu|udru|urd[uo]o?|اردو|اُردو|نستعلیق|nastaliq)(?!\w)")),
    (
        Language.EN,
        re.compile(
            r"(?<!\w)(?:english|inglish|englis|angrezi|angraizi|angrezee|angreezi|eng|انگریزی|انگلش|انگلیش)(?!\w)"
        ),
    ),
)
# A name that is turned down: "not in Urdu", "english nahi", "انگریزی سمجھ نہیں آتی", "angrezi se urdu".
_REFUSED_BEFORE = re.compile(
    r"(?:\bnot(?: in)?|(?:don't|do not) (?:know|understand|read|speak)|can't read|cannot read|no) $"
)
_REFUSED_AFTER = re.compile(
    r"^ (?:(?:mein|me|main|میں|samajh|smjh|سمجھ|script|likhai|رسم الخط|bolna|parhna|پڑھ|parh) )*"
    r"(?:nahi|nahin|nhi|nai|ni|nahee|not|نہیں|se|سے)(?!\w)"
)


def requested_language(text: str) -> Language | None:
    """The language named in `text`, the last one when several are; None when none is, or each is turned down."""
    rest = normalise(text)
    found: dict[int, Language] = {}
    for language, pattern in _NAMES:
        for match in pattern.finditer(rest):
            before, after = rest[: match.start()], rest[match.end() :]
            if not (_REFUSED_BEFORE.search(before) or _REFUSED_AFTER.search(after)):
                found[match.start()] = language
        # "roman urdu" is one name: what is found is not looked at again.
        rest = pattern.sub(lambda match: "_" * len(match[0]), rest)
    return found[max(found)] if found else None
