"""Checks across the services of a pack: links to services that are there, no question or service twice."""

import re
from pathlib import Path

from knowledge.content import Pack
from knowledge.errors import Problem
from knowledge.pack.reader import PackReading, PlacedQuestion, read_pack
from nlu.normalise import normalise

_WORD = re.compile(r"[^\W_]+")


def check_pack(folder: Path) -> tuple[Pack, tuple[Problem, ...]]:
    """The pack in `folder` and every problem with it, sorted by file and line; with none, it may be used."""
    reading = read_pack(folder)
    _check_links(reading)
    _check_titles(reading)
    _check_questions(reading)
    if not reading.pack.services and not len(reading.problems):
        reading.problems.add("services", 1, "the pack has no service", "write one")
    return reading.pack, tuple(reading.problems)


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


def _check_questions(reading: PackReading) -> None:
    seen: dict[str, PlacedQuestion] = {}
    for question in reading.questions:
        key = " ".join(_WORD.findall(normalise(question.text)))
        first = seen.setdefault(key, question)
        if first is not question:
            place = f"{first.file}:{first.line}"
            message = f"the same question stands at {place}"
            reading.problems.add(question.file, question.line, message, "write another one")
