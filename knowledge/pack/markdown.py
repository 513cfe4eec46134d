"""Reading an article: front matter, the lead, and sections marked `## Heading {#id}`."""

import re
from dataclasses import dataclass

from knowledge.content import REQUIRED_SECTIONS, SECTION_IDS, ArticleContent, SectionContent
from knowledge.pack.fields import Fields, address_fault, belongs, check_writing
from knowledge.pack.located import Problems, read_table

LONGEST_LEAD = 300
SERVICE_SCHEME = "service:"
_HEADING = re.compile(r"##\s+(?P<heading>.+?)\s*\{#(?P<id>[^}]*)\}\s*")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)]*)\)?")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another service, with the place where it stands."""

    service: str
    file: str
    line: int


def read_article(
    text: str, language: str, title: str | None, file: str, problems: Problems
) -> tuple[ArticleContent, list[Link]]:
    """The article in `text` and its links to services. `title` is what the front matter must say."""
    lines = text.split("\n")
    start = _front_matter(lines, title, file, problems)
    lead: list[str] = []
    sections: list[SectionContent] = []
    links: list[Link] = []
    heading, section, body, lead_line = "", "", lead, start + 1
    for number, line in enumerate(lines[start:], start=start + 1):
        check_writing(line, language, file, number, problems)
        links.extend(_links(line, file, number, problems))
        if not line.startswith("#"):
            body.append(line)
            continue
        _close(sections, section, heading, body)
        match = _HEADING.fullmatch(line)
        body = []
        if match is None:
            problems.add(file, number, "a heading without its id", "write it as `## Heading {#steps}`")
            heading, section = line.lstrip("# "), ""
            continue
        heading, section = match["heading"], match["id"]
        if section not in SECTION_IDS:
            problems.add(file, number, f"unknown section `{section}`", f"one of: {', '.join(SECTION_IDS)}")
        elif section in {known.id for known in sections}:
            problems.add(file, number, f"section `{section}` stands twice", "join the two")
    _close(sections, section, heading, body)
    _check_sections(sections, len(lines), file, problems)
    lead_text = " ".join(" ".join(lead).split())
    if not lead_text:
        problems.add(file, lead_line, "the lead is missing", "write one or two sentences before the first heading")
    elif len(lead_text) > LONGEST_LEAD:
        message = f"the lead has {len(lead_text)} characters, more than {LONGEST_LEAD}"
        problems.add(file, lead_line, message, "shorten it")
    if not belongs(lead_text + " ".join(part.text for part in sections), language):
        problems.add(file, lead_line, f"there is no text in `{language}`", "write the article in its language")
    return ArticleContent(title or "", lead_text, tuple(sections)), links


def _front_matter(lines: list[str], title: str | None, file: str, problems: Problems) -> int:
    if not lines or lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        problems.add(file, 1, "no front matter", "start the file with `---`, `title: ...`, `---`")
        return 0
    end = next(number for number, line in enumerate(lines) if number and line.strip() == "---")
    fields = Fields(read_table("\n".join(lines[1:end]), file, problems, first_line=2), file, problems)
    fields.only("title")
    written = fields.text("title")
    if written is not None and title is not None and written != title:
        fields.wrong("title", f"the title differs from service.yml, which says `{title}`", "write the same title")
    return end + 1


def _close(sections: list[SectionContent], section: str, heading: str, body: list[str]) -> None:
    if section:
        sections.append(SectionContent(section, heading, "\n".join(body).strip()))


def _check_sections(sections: list[SectionContent], last_line: int, file: str, problems: Problems) -> None:
    known = {section.id for section in sections}
    for required in REQUIRED_SECTIONS:
        if required not in known:
            problems.add(file, last_line, f"section `{required}` is missing", f"add `## ... {{#{required}}}`")
    for section in sections:
        if not section.text:
            problems.add(file, last_line, f"section `{section.id}` is empty", "write it, or leave the section out")


def _links(line: str, file: str, number: int, problems: Problems) -> list[Link]:
    found: list[Link] = []
    for match in _LINK.finditer(line):
        target = match["target"].strip()
        if not match[0].endswith(")") or not match["text"].strip() or not target:
            problems.add(file, number, f"malformed link `{match[0]}`", "write it as [text](target)")
        elif target.startswith(SERVICE_SCHEME):
            if match["text"].strip() == target.removeprefix(SERVICE_SCHEME):
                problems.add(file, number, f"link `{match[0]}` shows a slug", "write its title instead")
            found.append(Link(target.removeprefix(SERVICE_SCHEME), file, number))
        elif address_fault(target) is not None:
            problems.add(file, number, f"link to `{target}`", "link to https://... or to service:<slug>")
    return found
