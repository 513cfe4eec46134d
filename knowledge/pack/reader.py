"""Reading a pack's folder into a `Pack`, collecting everything that is wrong on the way."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from knowledge.content import JURISDICTIONS, LANGUAGES, ArticleContent, Neighbour, Pack, ServiceContent
from knowledge.pack.facts import read_facts
from knowledge.pack.fields import Fields, belongs, check_writing
from knowledge.pack.located import Listing, Problems, Scalar, Table, read_table
from knowledge.pack.markdown import Link, read_article
from knowledge.pack.romanised import romanised

LONGEST_TITLE = 40
"""Characters of a title; it is also a button's."""

FEWEST_QUESTIONS = 8
"""Example questions that every language needs."""

SERVICE_KEYS = ("id", "category", "agency", "jurisdictions", "review_by", "title", "not_this", "facts", "questions")
PACK_KEYS = ("name", "version", "publisher", "licence", "languages", "categories")


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """An example question and where it stands."""

    service: str
    language: str
    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PackReading:
    """What came of reading a pack: everything that could be read, and what is wrong with it.

    `pack` holds the services that could be read; it may be used as it is only when there is no problem.
    """

    pack: Pack
    problems: Problems
    links: list[Link] = field(default_factory=list)
    questions: list[PlacedQuestion] = field(default_factory=list)
    service_lines: dict[str, tuple[str, int]] = field(default_factory=dict)


def read_pack(folder: Path) -> PackReading:
    """Read every file of the pack in `folder`. Never raises on what the files say."""
    problems = Problems()
    head = _read_head(folder, problems)
    reading = PackReading(head, problems)
    services_folder = folder / "services"
    if not services_folder.is_dir():
        problems.add("services", 1, "the folder `services` is missing", "make it; one folder per service inside")
        return reading
    services: list[ServiceContent] = []
    for service_folder in sorted(services_folder.iterdir()):
        if service_folder.name.startswith(".") or not service_folder.is_dir():
            continue
        service = _read_service(folder, service_folder, reading)
        if service is not None:
            services.append(service)
    pack = Pack(
        head.name,
        head.version,
        head.licence,
        head.publisher,
        head.languages,
        head.categories,
        tuple(services),
    )
    return PackReading(pack, problems, reading.links, reading.questions, reading.service_lines)


def _read_head(folder: Path, problems: Problems) -> Pack:
    fields = Fields(_yaml_file(folder, folder / "pack.yml", problems), "pack.yml", problems)
    fields.only(*PACK_KEYS)
    languages = tuple(item.text for item in fields.listing("languages").items if isinstance(item, Scalar))
    if set(languages) != set(LANGUAGES):
        fields.wrong("languages", "the languages are not the three we speak", f"list {', '.join(LANGUAGES)}")
    categories: dict[str, dict[str, str]] = {}
    node = fields.table.entries.get("categories")
    if isinstance(node, Table):
        inner = Fields(node, "pack.yml", problems)
        categories = {key: inner.texts(key) for key in node.entries}
    else:
        fields.wrong("categories", "`categories` must map an id to its titles")
    return Pack(
        name=fields.slug("name") or "",
        version=fields.text("version") or "",
        licence=fields.text("licence") or "",
        publisher=fields.texts("publisher"),
        languages=languages,
        categories=categories,
    )


def _read_service(root: Path, folder: Path, reading: PackReading) -> ServiceContent | None:
    problems = reading.problems
    path = folder / "service.yml"
    file = path.relative_to(root).as_posix()
    table = _yaml_file(root, path, problems)
    if not table.entries:
        return None
    fields = Fields(table, file, problems)
    fields.only(*SERVICE_KEYS)
    slug = fields.slug("id")
    if slug is not None and slug != folder.name:
        fields.wrong("id", f"`id: {slug}` is not the folder's name `{folder.name}`", "make the two the same")
    category = fields.text("category")
    if category is not None and category not in reading.pack.categories:
        fields.wrong("category", f"unknown category `{category}`", "use one of pack.yml, or add it there")
    titles = fields.texts("title")
    for language, title in titles.items():
        if len(title) > LONGEST_TITLE:
            line = _inner_line(table, "title", language)
            problems.add(file, line, f"the title has {len(title)} characters", f"at most {LONGEST_TITLE}")
    name = slug or folder.name
    reading.service_lines[name] = (file, table.line_of("id"))
    return ServiceContent(
        slug=name,
        category=category or "",
        agency=fields.text("agency") or "",
        jurisdictions=_jurisdictions(fields),
        review_by=fields.day("review_by") or date.min,
        titles=titles,
        neighbours=_neighbours(fields, reading),
        facts=read_facts(fields),
        questions=_questions(fields, name, reading),
        articles=_articles(root, folder, titles, reading),
    )


def _jurisdictions(fields: Fields) -> tuple[str, ...]:
    found = []
    for item in fields.listing("jurisdictions").items:
        if isinstance(item, Scalar) and item.text in JURISDICTIONS:
            found.append(item.text)
        else:
            message = f"unknown jurisdiction `{item.text if isinstance(item, Scalar) else '...'}`"
            fields.problems.add(fields.file, item.line, message, f"one of: {', '.join(JURISDICTIONS)}")
    if not found:
        fields.wrong("jurisdictions", "no jurisdiction", "write [pakistan] when it holds everywhere")
    return tuple(found)


def _neighbours(fields: Fields, reading: PackReading) -> tuple[Neighbour, ...]:
    found = []
    for item in fields.listing("not_this", required=False).items:
        if not isinstance(item, Table):
            fields.problems.add(fields.file, item.line, "`not_this` needs `service` and `when`", "write both")
            continue
        inner = Fields(item, fields.file, fields.problems)
        inner.only("service", "when")
        service, when = inner.slug("service"), inner.text("when")
        if service is not None and when is not None:
            found.append(Neighbour(service, when))
            reading.links.append(Link(service, fields.file, item.line_of("service")))
    return tuple(found)


def _questions(fields: Fields, slug: str, reading: PackReading) -> dict[str, tuple[str, ...]]:
    node = fields.table.entries.get("questions")
    if not isinstance(node, Table):
        fields.wrong("questions", "`questions` needs a list per language")
        return {}
    inner = Fields(node, fields.file, fields.problems)
    inner.only(*LANGUAGES)
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        items = _question_items(inner, language, inner.listing(language))
        if language in node.entries and len(items) < FEWEST_QUESTIONS:
            inner.wrong(language, f"{len(items)} questions in `{language}`", f"write at least {FEWEST_QUESTIONS}")
        found[language] = tuple(item.text for item in items)
        for item in items:
            reading.questions.append(PlacedQuestion(slug, language, item.text, fields.file, item.line))
    return found


def _question_items(fields: Fields, language: str, listing: Listing) -> list[Scalar]:
    found = []
    for item in listing.items:
        if not isinstance(item, Scalar) or not item.text:
            fields.problems.add(fields.file, item.line, "a question must be a text", "quote it")
            continue
        check_writing(item.text, language, fields.file, item.line, fields.problems)
        if not belongs(item.text, language):
            message = f"a question without a letter of `{language}`"
            fields.problems.add(fields.file, item.line, message, "write it in its language, or move it")
        found.append(item)
    return found


def _articles(root: Path, folder: Path, titles: dict[str, str], reading: PackReading) -> dict[str, ArticleContent]:
    """The articles; without `ur-Latn.md` the Roman one is made from `ur.md`."""
    found: dict[str, ArticleContent] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.md"
        if language == "ur-Latn" and "ur" in found and not path.exists():
            found[language] = romanised(found["ur"], titles.get(language, ""))
            continue
        text = _read_text(root, path, reading.problems)
        if text is not None:
            file = path.relative_to(root).as_posix()
            found[language], links = read_article(text, language, titles.get(language), file, reading.problems)
            reading.links.extend(links)
    return found


def _yaml_file(root: Path, path: Path, problems: Problems) -> Table:
    text = _read_text(root, path, problems)
    return Table({}, {}, 1) if text is None else read_table(text, path.relative_to(root).as_posix(), problems)


def _read_text(root: Path, path: Path, problems: Problems) -> str | None:
    file = path.relative_to(root).as_posix()
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        problems.add(file, 1, "the file is missing", "write it")
    except (OSError, UnicodeDecodeError) as exc:
        problems.add(file, 1, f"the file cannot be read: {type(exc).__name__}", "save it as UTF-8")
    return None


def _inner_line(table: Table, key: str, inner: str) -> int:
    node = table.entries.get(key)
    return node.line_of(inner) if isinstance(node, Table) else table.line_of(key)
