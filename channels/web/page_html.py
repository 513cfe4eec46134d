"""The page in one language: our HTML with every `{{key}}` replaced by the text `web.key` of the catalogue."""

import html
import re
from pathlib import Path

from bot.interfaces import Texts

FOLDER = Path(__file__).parent / "page"
FILES = {
    "chat.css": "text/css; charset=utf-8",
    "chat.js": "text/javascript; charset=utf-8",
    "links.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""What the page consists of besides its HTML; nothing else of the folder is served."""

_KEY = re.compile(r"\{\{([a-z0-9_]+)\}\}")
_SAID = re.compile(r"\bsay\(\"([a-z0-9_]+)\"\)")


def page(texts: Texts, language: str) -> str:
    """The whole HTML document."""
    source = (FOLDER / "index.html").read_text(encoding="utf-8")
    fixed = {"lang": language, "dir": "rtl" if language == "ur" else "ltr"}

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        return html.escape(fixed[key] if key in fixed else texts.text(f"web.{key}", language))

    return _KEY.sub(fill, source)


def page_texts(texts: Texts, language: str) -> dict[str, str]:
    """Every text that the page shows, by key, for switching the language in place."""
    markup, script = ((FOLDER / name).read_text(encoding="utf-8") for name in ("index.html", "chat.js"))
    keys = {*_KEY.findall(markup), *_SAID.findall(script)} - {"lang", "dir"}
    return {key: texts.text(f"web.{key}", language) for key in sorted(keys)}
