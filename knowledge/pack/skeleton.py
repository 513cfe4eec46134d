"""A new pack or service to fill in: every key in its place, so that the rest is writing."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from knowledge.content import LANGUAGES, ArticleContent, FactContent, Pack, SectionContent, ServiceContent, Texts
from knowledge.pack.fields import PLACEHOLDERS
from knowledge.pack.writer import pack_files
from knowledge.tables import FactType

_READ_AGAIN = timedelta(days=180)
_OFFICE: Texts = {"en": "Our office", "ur": "ہمارا دفتر", "ur-Latn": "Hamara daftar"}
_CATEGORY: Texts = {"en": "Services", "ur": "خدمات", "ur-Latn": "Khidmaat"}
_HEADINGS: dict[str, Texts] = {
    "steps": {"en": "What to do", "ur": "کیا کرنا ہے", "ur-Latn": "Kya karna hai"},
    "documents": {"en": "Documents", "ur": "کاغذات", "ur-Latn": "Kaghzat"},
    "where": {"en": "Where to go", "ur": "کہاں جانا ہے", "ur-Latn": "Kahan jana hai"},
    "problems": {"en": "If something goes wrong", "ur": "مسئلہ ہو تو", "ur-Latn": "Masla ho to"},
}
_QUESTIONS = 8


def write_skeleton(folder: Path, slug: str, today: date) -> list[str]:
    """Write a service `slug` to fill in, and `pack.yml` where there is none. The paths of what was written.

    Nothing that exists is overwritten. Raises `OSError`.
    """
    pack = Pack(
        name=folder.resolve().name.lower().replace("_", "-").replace(" ", "-"),
        version="0.1.0",
        licence="CC-BY-4.0",
        publisher=_OFFICE,
        languages=LANGUAGES,
        categories={"services": _CATEGORY},
        services=(_service(slug, today),),
    )
    written = []
    for name, text in pack_files(pack).items():
        path = folder / name
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(name)
    return written


def _service(slug: str, today: date) -> ServiceContent:
    titles = {language: f"{PLACEHOLDERS[language]}: {slug}"[:40] for language in LANGUAGES}
    link = FactContent(
        id="site",
        type=FactType.LINK.value,
        texts=_OFFICE,
        source_url="https://www.example.gov.pk/",
        verified_on=None,  # whoever fills it in says when it was read
        expires_on=today + _READ_AGAIN,
        url="https://www.example.gov.pk/",
    )
    return ServiceContent(
        slug=slug,
        category="services",
        agency=_OFFICE["en"],
        jurisdictions=("pakistan",),
        review_by=today + _READ_AGAIN,
        titles=titles,
        neighbours=(),
        facts=(link, replace(link, id="first-paper", type=FactType.DOCUMENT.value, texts=PLACEHOLDERS, url=None)),
        questions={
            language: tuple(f"{PLACEHOLDERS[language]} {number} ({slug})" for number in range(1, _QUESTIONS + 1))
            for language in LANGUAGES
        },
        articles={language: _article(titles[language], language) for language in LANGUAGES},
    )


def _article(title: str, language: str) -> ArticleContent:
    sections = tuple(
        SectionContent(key, headings[language], f"1. {PLACEHOLDERS[language]} ...")
        for key, headings in _HEADINGS.items()
    )
    return ArticleContent(title, f"{PLACEHOLDERS[language]}: {PLACEHOLDERS[language]} ... " * 2, sections)
