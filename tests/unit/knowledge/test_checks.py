"""Every kind of mistake in a pack is found, with its file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.errors import Problem
from knowledge.pack.checks import check_pack

DOG = "services/dog-licence"
LIBRARY = "services/library-card"
LAMP = "services/street-lamp"


@pytest.fixture
def pack(tmp_path: Path, tiny_pack: Path) -> Path:
    return Path(shutil.copytree(tiny_pack, tmp_path / "pack"))


@pytest.fixture
def after(pack: Path) -> Callable[[str, str, str], tuple[Problem, ...]]:
    """The problems after one text was replaced in one file."""

    def edit(file: str, old: str, new: str) -> tuple[Problem, ...]:
        path = pack / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return check_pack(pack)[1]

    return edit


def test_a_right_pack_has_no_problem(tiny_pack: Path) -> None:
    pack, problems = check_pack(tiny_pack)
    assert problems == ()
    assert [service.slug for service in pack.services] == ["dog-licence", "library-card", "street-lamp"]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        (f"{LIBRARY}/service.yml", "service: street-lamp", "service: street-light", 11, "unknown service"),
        (f"{LIBRARY}/service.yml", "service: street-lamp", "service: library-card", 11, "points at itself"),
        (f"{LIBRARY}/en.md", "service:street-lamp", "service:moon-lamp", 22, "unknown service `moon-lamp`"),
        (f"{DOG}/service.yml", "id: dog-licence", "id: cat-licence", 1, "is not the folder's name"),
        (f"{DOG}/service.yml", "id: dog-licence", "id: Dog_Licence", 1, "is not a slug"),
        (f"{DOG}/service.yml", "category: town", "category: village", 2, "unknown category `village`"),
        (f"{DOG}/service.yml", "[pakistan]", "[india]", 4, "unknown jurisdiction `india`"),
        (f"{DOG}/service.yml", "review_by: 2027-01-01", "review_by: soon", 5, "is not a date"),
        (f"{DOG}/service.yml", "  ur: کتے کا لائسنس\n", "", 7, "`ur` is missing"),
        (f"{DOG}/service.yml", "en: Dog licence", f"en: {'Dog licence ' * 4}", 7, "characters"),
        (f"{DOG}/service.yml", "verified_on: 2026-02-01", "verified_on: 2026-02-31", 18, "is not a date"),
        (f"{DOG}/service.yml", "verified_on: 2026-02-01", "verified_on: 2126-02-01", 18, "lies in the future"),
        (f"{DOG}/service.yml", "expires_on: 2026-08-01", "expires_on: 2025-08-01", 19, "expires before"),
        (f"{DOG}/service.yml", "type: fee", "type: price", 13, "`type: price` is not known"),
        (f"{DOG}/service.yml", '    amount: "75.50"\n', "", 12, "`amount` is missing"),
        (f"{DOG}/service.yml", '"75.50"', "75.50", 15, "not a quoted decimal"),
        (f"{DOG}/service.yml", '"75.50"', '"about 75"', 15, "not a quoted decimal"),
        (f"{DOG}/service.yml", "currency: PKR", "currency: INR", 16, "`currency: INR` is not known"),
        (f"{DOG}/service.yml", "currency: PKR", "days: 3", 16, "unknown key `days`"),
        (f"{DOG}/service.yml", "https://pets.example.gov.pk/", "pets office", 17, "is not a web address"),
        (f"{LIBRARY}/service.yml", "province: punjab", "province: kerala", 24, "`province: kerala` is not known"),
        (f"{LIBRARY}/service.yml", "id: fee-child-sindh", "id: fee-adult", 31, "stands already in line 14"),
        (f"{LIBRARY}/service.yml", "medium: call", "medium: smoke", 51, "`medium: smoke` is not known"),
        (f"{LIBRARY}/service.yml", "days: 3", "days: three", 43, "not a whole number"),
        (f"{DOG}/service.yml", '- "register my puppy with the town"', '- "dog  LICENCE renewal"', 24, "the same"),
        (f"{LAMP}/service.yml", '"who repairs street lamps"', '"renewal dog licence"', 18, "nearly the same"),
        (f"{DOG}/en.md", "Every dog in town", "Every dog in town\n\n" + "and cats too " * 120, 1, "the article has"),
        (f"{DOG}/service.yml", '    - "register my puppy with the town"\n', "", 21, "7 questions in `en`"),
        (f"{DOG}/service.yml", "کیا کتا رکھنے کے", "كيا كتا رکھنے کے", 31, "Arabic letters in Urdu text"),
        (f"{DOG}/service.yml", "pillay ko register", "پلے ko register", 41, "Arabic script in a Roman text"),
        (f"{DOG}/ur.md", "کتے کو ٹیکے", "كتے کو ٹیکے", 7, "Arabic letters in Urdu text"),
        (f"{DOG}/ur-Latn.md", "Kutte ko teekay", "Kutte کو teekay", 7, "Arabic script in a Roman text"),
        (f"{DOG}/en.md", "title: Dog licence", "title: Dogs", 2, "the title differs"),
        (f"{DOG}/en.md", "---\ntitle: Dog licence\n---\n", "", 1, "no front matter"),
        (f"{DOG}/en.md", "Every dog in town wears", f"{'Every dog in town wears ' * 14}", 4, "the lead has"),
        (f"{DOG}/en.md", "{#documents}", "{#papers}", 10, "unknown section `papers`"),
        (f"{DOG}/en.md", " {#documents}", "", 10, "a heading without its id"),
        (f"{DOG}/en.md", "{#problems}", "{#steps}", 13, "section `steps` stands twice"),
        (f"{LIBRARY}/en.md", "https://library.example.gov.pk/papers", "papers.html", 8, "link to"),
        (f"{LIBRARY}/en.md", "gov.pk/papers)", "gov.pk/papers", 8, "malformed link"),
        (f"{LIBRARY}/en.md", "[Street lamp repair](service", "[street-lamp](service", 22, "shows a slug"),
        ("pack.yml", "[en, ur, ur-Latn]", "[en, ur]", 5, "not the three"),
        ("pack.yml", "name: tiny", "name: tiny\nname: small", 2, "`name` stands twice"),
        (f"{DOG}/service.yml", "category: town", "category: [town", 3, "not valid YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_is(
    *, after: Callable[[str, str, str], tuple[Problem, ...]], file: str, old: str, new: str, line: int, message: str
) -> None:
    problems = after(file, old, new)
    assert any((problem.file, problem.line) == (file, line) and message in problem.message for problem in problems), (
        "\n".join(map(str, problems))
    )
    assert all(problem.mend for problem in problems)


def test_a_question_of_another_service_is_found(after: Callable[[str, str, str], tuple[Problem, ...]]) -> None:
    problems = after(f"{DOG}/service.yml", '"register my puppy with the town"', '"Who repairs STREET lamps?"')
    assert [(problem.file, problem.message) for problem in problems] == [
        (f"{LAMP}/service.yml", f"the same question stands at {DOG}/service.yml:23")
    ]


def test_a_missing_language_file_is_found(pack: Path) -> None:
    (pack / DOG / "ur.md").unlink()
    assert [(problem.file, problem.message) for problem in check_pack(pack)[1]] == [
        (f"{DOG}/ur.md", "the file is missing")
    ]


def test_a_missing_section_is_found(pack: Path) -> None:
    path = pack / LAMP / "en.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("## If something")], encoding="utf-8")
    assert [problem.message for problem in check_pack(pack)[1]] == ["section `problems` is missing"]


def test_a_file_that_is_no_text_is_found(pack: Path) -> None:
    (pack / DOG / "en.md").write_bytes(b"\xff\xfe\x00")
    assert [problem.message for problem in check_pack(pack)[1]] == ["the file cannot be read: UnicodeDecodeError"]


def test_an_empty_folder_is_no_pack(tmp_path: Path) -> None:
    pack, problems = check_pack(tmp_path)
    assert pack.services == ()
    assert {problem.file for problem in problems} == {"pack.yml", "services"}


def test_all_problems_are_found_at_once_and_sorted(
    pack: Path, after: Callable[[str, str, str], tuple[Problem, ...]]
) -> None:
    (pack / LAMP / "en.md").unlink()
    after(f"{LIBRARY}/service.yml", "days: 3", "days: three")
    problems = after(f"{DOG}/service.yml", "currency: PKR", "currency: INR")
    assert len(problems) == 3
    assert list(problems) == sorted(problems, key=lambda problem: (problem.file, problem.line))
