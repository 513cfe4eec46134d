import shutil
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.answers import PublishedAnswers
from knowledge.content import ArticleContent, SectionContent
from knowledge.pack.checks import check_pack
from knowledge.pack.importer import import_pack
from knowledge.pack.romanised import romanised
from knowledge.published import PublishedServices
from knowledge.repository import Repository
from nlu.types import Language

ARTICLE = ArticleContent(
    "پاسپورٹ",
    "پاسپورٹ دفتر جائیں، فیس 100 ہے۔",
    (
        SectionContent(
            "steps", "طریقہ", "1. **دفتر** [جائیں](service:passport-renewal)\n2. https://example.gov.pk/a?b=1 دیکھیں؟"
        ),
    ),
)


def test_urdu_becomes_roman_and_everything_else_stays() -> None:
    found = romanised(ARTICLE, "Passport")
    assert found.automatic
    assert found.title == "Passport"
    text = found.lead + found.sections[0].heading + found.sections[0].text
    assert not any("\u0600" <= letter <= "\u06ff" for letter in text)
    assert found.lead.startswith("passport daftar")
    assert "100" in found.lead
    assert found.lead.endswith("hai.")
    assert found.sections[0].text.startswith("1. **daftar** [")
    assert "](service:passport-renewal)\n2. https://example.gov.pk/a?b=1 " in found.sections[0].text
    assert found.sections[0].id == "steps"


@pytest.fixture
def without_roman(tmp_path: Path, tiny_pack: Path) -> Path:
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "pack"))
    (folder / "services" / "dog-licence" / "ur-Latn.md").unlink()
    return folder


def test_a_pack_may_leave_the_roman_article_out(without_roman: Path) -> None:
    pack, problems = check_pack(without_roman)
    assert problems == ()
    (dog,) = (service for service in pack.services if service.slug == "dog-licence")
    assert dog.articles["ur-Latn"].automatic
    assert dog.articles["ur-Latn"].title == dog.titles["ur-Latn"]
    assert not dog.articles["ur"].automatic


def test_without_urdu_there_is_nothing_to_make_it_from(without_roman: Path) -> None:
    (without_roman / "services" / "dog-licence" / "ur.md").unlink()
    _, problems = check_pack(without_roman)
    assert {problem.file for problem in problems} == {f"services/dog-licence/{name}.md" for name in ("ur", "ur-Latn")}


def test_the_answer_says_so_until_somebody_writes_the_article(
    imported: Engine, without_roman: Path, tiny_pack: Path
) -> None:
    answers = PublishedAnswers(PublishedServices(Repository(imported)))
    assert not answers.answer("dog-licence", Language.UR_LATN).automatic
    import_pack(imported, without_roman)
    answers = PublishedAnswers(PublishedServices(Repository(imported)))
    assert answers.answer("dog-licence", Language.UR_LATN).automatic
    assert not answers.answer("dog-licence", Language.UR).automatic
    import_pack(imported, tiny_pack)
    answers = PublishedAnswers(PublishedServices(Repository(imported)))
    assert not answers.answer("dog-licence", Language.UR_LATN).automatic
