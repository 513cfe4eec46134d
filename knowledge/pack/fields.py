"""Reading single fields of a pack: each function returns a usable value and records what is wrong with it."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.content import LANGUAGES
from knowledge.pack.located import Listing, Problems, Scalar, Table

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DECIMAL = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ADDRESS = re.compile(r"https?://[^\s/?#\[\]]+\.[^\s/?#\[\]]+([/?#]\S*)?")
LARGEST_WHOLE = 99_999
"""The largest whole number, in days: more is a slip of the finger."""
PLACEHOLDERS = {"en": "Write here", "ur": "یہاں لکھیں", "ur-Latn": "Yahan likhein"}
"""What stands in a new service until somebody writes it."""
_WRITE = "write it as the pack format page says"
ARABIC_LETTERS = re.compile("[\u064a\u0649\u0643\u0647\u0629]")
ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
LATIN = re.compile("[A-Za-z]")


def address_fault(address: str) -> str | None:
    """Why `address` is no web address, or None when it is one."""
    return None if ADDRESS.fullmatch(address) else "is not a web address"


def check_writing(text: str, language: str, file: str, line: int, problems: Problems) -> None:
    """Record what is still to be written, and letters that do not belong: Arabic ones in Urdu, that script in Roman."""
    if PLACEHOLDERS.get(language, "\0") in text:
        problems.add(file, line, "still to be written", f"replace `{PLACEHOLDERS[language]}`")
    if language == "ur":
        found = sorted(set(ARABIC_LETTERS.findall(text)))
        if found:
            problems.add(file, line, f"Arabic letters in Urdu text: {' '.join(found)}", "use ی ک ہ ۃ")
    elif language == "ur-Latn" and ARABIC_SCRIPT.search(text):
        problems.add(file, line, "Arabic script in a Roman text", "write it in Latin letters")


def belongs(text: str, language: str) -> bool:
    """Whether `text` has at least one letter of the language's script."""
    return bool((ARABIC_SCRIPT if language == "ur" else LATIN).search(text))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping of one file."""

    table: Table
    file: str
    problems: Problems

    def wrong(self, key: str, message: str, mend: str = _WRITE) -> None:
        """Record a problem at the line of `key`."""
        self.problems.add(self.file, self.table.line_of(key), message, mend)

    def only(self, *known: str) -> None:
        """Record every key that is not one of `known`."""
        for key in self.table.entries:
            if key not in known:
                self.wrong(key, f"unknown key `{key}`", f"one of: {', '.join(known)}")

    def text(self, key: str, *, required: bool = True) -> str | None:
        """A non-empty single value, as written."""
        node = self.table.entries.get(key)
        if node is None or (isinstance(node, Scalar) and (node.null or not node.text)):
            if required:
                self.wrong(key, f"`{key}` is missing")
            return None
        if not isinstance(node, Scalar):
            self.wrong(key, f"`{key}` must be a single value")
            return None
        return node.text

    def is_true(self, key: str) -> bool:
        """Whether `key` says `true`, without quotes."""
        node = self.table.entries.get(key)
        return isinstance(node, Scalar) and node.text == "true" and not node.quoted

    def slug(self, key: str) -> str | None:
        """A slug."""
        value = self.text(key)
        if value is not None and not SLUG.fullmatch(value):
            self.wrong(key, f"`{value}` is not a slug", "lower-case letters and digits, joined by single hyphens")
            return None
        return value

    def choice(self, key: str, allowed: tuple[str, ...], *, required: bool = True) -> str | None:
        """One of `allowed`."""
        value = self.text(key, required=required)
        if value is not None and value not in allowed:
            self.wrong(key, f"`{key}: {value}` is not known", f"one of: {', '.join(allowed)}")
            return None
        return value

    def day(self, key: str) -> date | None:
        """An ISO date."""
        value = self.text(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value if DAY.fullmatch(value) else "")
        except ValueError:
            self.wrong(key, f"`{key}: {value}` is not a date", "write YYYY-MM-DD, a day that exists")
            return None

    def whole(self, key: str, *, required: bool = True) -> int | None:
        """A whole number, from zero to `LARGEST_WHOLE`."""
        value = self.text(key, required=required)
        if value is None:
            return None
        if not re.fullmatch("[0-9]+", value) or int(value) > LARGEST_WHOLE:
            self.wrong(key, f"`{key}: {value}` is not a whole number", f"write digits only, at most {LARGEST_WHOLE}")
            return None
        return int(value)

    def amount(self, key: str) -> str | None:
        """A quoted decimal string."""
        value = self.text(key)
        node = self.table.entries.get(key)
        if value is None:
            return None
        if not DECIMAL.fullmatch(value) or not (isinstance(node, Scalar) and node.quoted):
            self.wrong(key, f"`{key}: {value}` is not a quoted decimal number", 'write it as in amount: "750"')
            return None
        return value

    def address(self, key: str) -> str | None:
        """A web address."""
        value = self.text(key)
        fault = address_fault(value) if value is not None else None
        if fault is not None:
            self.wrong(key, f"`{key}: {value}` {fault}", "write the whole address, with https://")
            return None
        return value

    def texts(self, key: str, languages: tuple[str, ...] = LANGUAGES) -> dict[str, str]:
        """A text per language; missing languages and wrong letters are recorded."""
        node = self.table.entries.get(key)
        if not isinstance(node, Table):
            self.wrong(key, f"`{key}` needs a text per language: {', '.join(languages)}")
            return {}
        inner = Fields(node, self.file, self.problems)
        inner.only(*languages)
        found: dict[str, str] = {}
        for language in languages:
            value = inner.text(language)
            if value is None:
                continue
            check_writing(value, language, self.file, node.line_of(language), self.problems)
            found[language] = value
        return found

    def listing(self, key: str, *, required: bool = True) -> Listing:
        """A sequence; absent or wrong ones are empty."""
        node = self.table.entries.get(key)
        if isinstance(node, Listing):
            return node
        if node is not None or required:
            self.wrong(key, f"`{key}` must be a list")
        return Listing((), self.table.line_of(key))
