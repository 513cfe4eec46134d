"""Checks across the services of a pack: links to services that are there, no question or title twice, length."""

import re
from pathlib import Path

from knowledge.content import ArticleContent, Pack
from knowledge.errors import PackRejected, Problem
from knowledge.pack.duplicates import check_duplicates
from knowledge.pack.reader import PackReading, read_pack
from knowledge.passages import plain
from nlu.normalise import normalise

SHORTEST_ARTICLE, LONGEST_ARTICLE = 20, 350
"""Words of an article, headings included: fewer answer nobody, more are not read on a telephone."""

_WORD = re.compile(r"[^\W_]+")


def check_pack(folder: Path) -> tuple[Pack, tuple[Problem, ...]]:
    """The pack in `folder` and every problem with it, sorted by file and line; with none, it may be used."""
    reading = read_pack(folder)
    _check_links(reading)
    _check_titles(reading)
    check_duplicates(reading.questions, reading.problems)
    _check_length(reading)
    if not reading.pack.services and not len(reading.problems):
        reading.problems.add("services", 1, "the pack has no service", "write one")
    return reading.pack, tuple(reading.problems)


def right_pack(folder: Path) -> Pack:
    """The pack in `folder`. Raises `PackRejected`, with every problem, when it has any."""
    pack, problems = check_pack(folder)
    if problems:
        raise PackRejected(folder, problems)
    return pack


def _check_links(reading: PackReading) -> None:
    known = {service.slug for service in reading.pack.services}
    for link in reading.links:
        if link.service not in known:
            message = f"unknown service `{link.service}`"
            reading.problems.add(link.file, link.line, message, "use the slug of a service of this pack")
        elif link.file.split("/")[1:2] == [link.service]:
            message = f"`{link.service}` points at itself"
            reading.problems.add(link.file, link.line, message, "name another service, or leave it out")


def _check_titles(reading: PackReading) -> None:
    seen: dict[tuple[str, str], str] = {}
    for service in reading.pack.services:
        file, line = reading.service_lines[service.slug]
        for language, title in service.titles.items():
            other = seen.setdefault((language, normalise(title)), service.slug)
            if other != service.slug:
                message = f"the `{language}` title is also that of `{other}`"
                reading.problems.add(file, line, message, "say what is different")


def _check_length(reading: PackReading) -> None:
    for service in reading.pack.services:
        for language, article in service.articles.items():
            count = _length(article)
            if article.automatic or SHORTEST_ARTICLE <= count <= LONGEST_ARTICLE:
                continue
            mend = f"write {SHORTEST_ARTICLE} to {LONGEST_ARTICLE} words"
            reading.problems.add(f"services/{service.slug}/{language}.md", 1, f"the article has {count} words", mend)


def _length(article: ArticleContent) -> int:
    texts = [article.lead, *(f"{section.heading} {plain(section.text)}" for section in article.sections)]
    return sum(len(_WORD.findall(text)) for text in texts)
