"""Writing a pack's files in one fixed form, so that equal content is equal bytes and differences read well."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.content import LANGUAGES, ArticleContent, FactContent, Pack, ServiceContent, Texts
from knowledge.pack.facts import EVERY_TYPED_FIELD
from knowledge.pack.schema import schema_files

_BARE = frozenset({"currency", "days"})
"""Fields of a fact written without quotes."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")


def pack_files(pack: Pack) -> dict[str, str]:
    """The text of every file of `pack`, by its path within the pack's folder, and of the schemas of these files.

    Machine-made articles are left out.
    """
    files = {"pack.yml": _head(pack), **schema_files()}
    for service in pack.services:
        folder = f"services/{service.slug}"
        files[f"{folder}/service.yml"] = _service(service)
        for language, article in service.articles.items():
            if not article.automatic:
                files[f"{folder}/{language}.md"] = _article(article)
    return files


def write_pack(pack: Pack, folder: Path) -> list[str]:
    """Write `pack` into `folder`; files that already say the same are not touched. The paths of those written.

    Other files in the folder stay. Raises `OSError`.
    """
    written = []
    for name, text in pack_files(pack).items():
        path = folder / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(name)
    return written


def _head(pack: Pack) -> str:
    lines = [f"name: {pack.name}", f"version: {_quoted(pack.version)}", "publisher:", *_texts(pack.publisher, 2)]
    licence = pack.licence if _PLAIN.fullmatch(pack.licence) else _quoted(pack.licence)
    lines += [f"licence: {licence}", f"languages: {_listed(pack.languages)}", "categories:"]
    for key, titles in pack.categories.items():
        lines += [f"  {key}:", *_texts(titles, 4)]
    return _joined(lines)


def _service(service: ServiceContent) -> str:
    lines = [
        f"id: {service.slug}",
        f"category: {service.category}",
        f"agency: {_quoted(service.agency)}",
        f"jurisdictions: {_listed(service.jurisdictions)}",
        f"review_by: {service.review_by.isoformat()}",
        "title:",
        *_texts(service.titles, 2),
    ]
    if service.neighbours:
        lines.append("not_this:")
    for neighbour in service.neighbours:
        lines += [f"  - service: {neighbour.service}", f"    when: {_quoted(neighbour.when)}"]
    lines.append("facts:" if service.facts else "facts: []")
    for fact in service.facts:
        lines += _fact(fact)
    lines.append("questions:")
    for language in LANGUAGES:
        lines += [f"  {language}:", *(f"    - {_quoted(text)}" for text in service.questions.get(language, ()))]
    return _joined(lines)


def _fact(fact: FactContent) -> Iterator[str]:
    yield f"  - id: {fact.id}"
    yield f"    type: {fact.type}"
    if fact.province is not None:
        yield f"    province: {fact.province}"
    yield "    text:"
    yield from _texts(fact.texts, 6)
    for name in EVERY_TYPED_FIELD:
        value = getattr(fact, name)
        if value is not None:
            yield f"    {name}: {value if name in _BARE else _quoted(value)}"
    yield f"    source_url: {_quoted(fact.source_url)}"
    checked = f"verified_on: {fact.verified_on.isoformat()}" if fact.verified_on is not None else "unverified: true"
    yield f"    {checked}"
    yield f"    expires_on: {fact.expires_on.isoformat()}"


def _article(article: ArticleContent) -> str:
    parts = [f"---\ntitle: {_quoted(article.title)}\n---\n{article.lead}"]
    parts += [f"## {section.heading} {{#{section.id}}}\n{section.text}" for section in article.sections]
    return "\n\n".join(parts) + "\n"


def _texts(texts: Texts, indent: int) -> Iterator[str]:
    for language in LANGUAGES:
        if language in texts:
            yield f"{' ' * indent}{language}: {_quoted(texts[language])}"


def _quoted(text: str) -> str:
    """A double-quoted scalar: JSON's form is YAML's too."""
    return json.dumps(text, ensure_ascii=False)


def _listed(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
