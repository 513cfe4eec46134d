"""What an import does with staff edits, made as rows in a real SQLite database."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from knowledge import tables
from knowledge.content import ServiceContent
from knowledge.database import read_session, write_session
from knowledge.pack.checks import check_pack
from knowledge.pack.exporter import stored_pack
from knowledge.pack.importer import import_pack
from knowledge.pack.writer import write_pack
from knowledge.repository import Repository

DOG = "services/dog-licence"
Edit = Callable[[str, str, str], Path]


def staff_write(engine: Engine, language: str = "en", **values: object) -> None:
    """Publish a revision of the dog licence's article with other values, as an editor will."""
    with write_session(engine) as session:
        article = _article(session, language)
        last = article.revisions[-1]
        said = {"title": last.title, "lead": last.lead, "sections": last.sections} | values
        article.revisions.append(tables.Revision(number=last.number + 1, origin="staff:amna", **said))
        article.published_number = last.number + 1


def staff_change_fee(engine: Engine, amount: str | None) -> None:
    """Change the dog licence's only fact; None takes it out."""
    with write_session(engine) as session:
        row = session.get_one(tables.Service, "dog-licence")
        if amount is None:
            row.facts.clear()
        else:
            row.facts[0].amount = amount


def test_a_staff_edit_stays_beside_what_the_pack_changed(imported: Engine, edited: Edit) -> None:
    staff_write(imported, lead="Every dog wears a tag. Come before noon.")
    report = import_pack(imported, edited(f"{DOG}/en.md", "1. Have the dog vaccinated.", "1. Vaccinate the dog."))
    assert report.kept == ("dog-licence: article en, lead",)
    assert (report.changed, report.conflicts) == (("dog-licence",), ())
    service = dog(imported)
    assert service.articles["en"].lead == "Every dog wears a tag. Come before noon."
    assert service.articles["en"].sections[0].text.startswith("1. Vaccinate the dog.")
    with read_session(imported) as session:
        article = _article(session, "en")
        assert [row.origin for row in article.revisions] == [
            "pack:tiny@2026.1.0", "staff:amna", "pack:tiny@2026.1.0 merged with staff edits",
        ]  # fmt: skip
        assert article.published_number == 3
        assert len(_article(session, "ur").revisions) == 1


def test_importing_again_changes_nothing_and_writes_no_revision(imported: Engine, tiny_pack: Path) -> None:
    staff_write(imported, lead="Every dog wears a tag. Come before noon.")
    staff_change_fee(imported, "80")
    before = everything(imported)
    report = import_pack(imported, tiny_pack)
    assert (report.changes, report.conflicts) == (0, ())
    assert report.kept == ("dog-licence: article en, lead", "dog-licence: fact tag-fee")
    after = everything(imported)
    assert after.pop("hash") == dog(imported).content_hash() != before.pop("hash")  # the index sees the edited fee
    assert after == before
    version = Repository(imported).version()
    import_pack(imported, tiny_pack)
    assert Repository(imported).version() == version


def test_a_conflict_leaves_the_staff_edit_and_is_told_once(imported: Engine, edited: Edit) -> None:
    staff_change_fee(imported, "80")
    staff_write(imported, "ur", lead="ہر کتے کا ٹیگ ہوتا ہے۔")
    edited(f"{DOG}/ur.md", "\n## ", " یہ لازم ہے۔\n\n## ")
    folder = edited(f"{DOG}/service.yml", '"75.50"', '"90"')
    report = import_pack(imported, folder)
    assert report.conflicts == (
        "dog-licence: article ur, lead",
        "dog-licence: fact tag-fee: the pack says amount 90, staff say amount 80",
    )
    assert (report.unchanged, report.kept) == (("dog-licence", "library-card", "street-lamp"), ())
    assert dog(imported).facts[0].amount == "80"
    with read_session(imported) as session:
        newest = session.scalars(select(tables.PackImport).order_by(tables.PackImport.id.desc())).first()
        assert newest is not None
        assert newest.summary["conflicts"] == list(report.conflicts)
    again = import_pack(imported, folder)
    assert (again.conflicts, len(again.kept), again.changes) == ((), 2, 0)
    once_more = import_pack(imported, edited(f"{DOG}/service.yml", '"90"', '"95"'))
    assert once_more.conflicts == ("dog-licence: fact tag-fee: the pack says amount 95, staff say amount 80",)


def test_what_both_changed_alike_is_no_conflict(imported: Engine, edited: Edit) -> None:
    staff_change_fee(imported, "90")
    report = import_pack(imported, edited(f"{DOG}/service.yml", '"75.50"', '"90"'))
    assert (report.changes, report.kept, report.conflicts) == (0, (), ())
    assert dog(imported).facts[0].amount == "90"
    assert import_pack(imported, edited(f"{DOG}/service.yml", '"90"', '"95"')).changed == ("dog-licence",)
    assert dog(imported).facts[0].amount == "95"


def test_a_fact_that_staff_took_out_stays_out(imported: Engine, edited: Edit) -> None:
    staff_change_fee(imported, None)
    report = import_pack(imported, edited(f"{DOG}/en.md", "Every dog in town", "Each dog in town"))
    assert report.kept == ("dog-licence: fact tag-fee: removed",)
    assert dog(imported).facts == ()
    assert dog(imported).articles["en"].lead.startswith("Each dog")


def test_a_question_that_staff_added_stays_beside_the_packs_new_one(imported: Engine, edited: Edit) -> None:
    with write_session(imported) as session:
        row = session.get_one(tables.Service, "dog-licence")
        row.questions.append(tables.ExampleQuestion(language="en", position=8, text="is my parrot a dog"))
    old = '    - "dog licence renewal"\n'
    report = import_pack(imported, edited(f"{DOG}/service.yml", old, f'{old}    - "two dogs, one paper?"\n'))
    assert report.kept == ("dog-licence: question en: + is my parrot a dog",)
    questions = dog(imported).questions["en"]
    assert (len(questions), questions[3], questions[-1]) == (10, "two dogs, one paper?", "is my parrot a dog")


def test_an_article_that_staff_took_out_stays_out(imported: Engine, edited: Edit) -> None:
    with write_session(imported) as session:
        _article(session, "ur").published_number = None
    report = import_pack(imported, edited(f"{DOG}/en.md", "Every dog in town", "Each dog in town"))
    assert report.kept == ("dog-licence: article ur: removed",)
    assert set(dog(imported).articles) == {"en", "ur-Latn"}


def test_a_service_that_left_the_pack_stays_if_staff_edited_it(imported: Engine, edited: Edit, tiny_pack: Path) -> None:
    staff_change_fee(imported, "80")
    folder = edited("pack.yml", "2026.1.0", "2026.2.0")
    shutil.rmtree(folder / DOG)
    report = import_pack(imported, folder)
    gone = "dog-licence: the pack no longer has this service"
    assert (report.removed, report.changes) == ((), 0)
    assert report.conflicts == (f"{gone}, staff have edited it: it stays published",)
    assert dog(imported).facts[0].amount == "80"
    again = import_pack(imported, folder)
    assert (again.changes, again.kept, again.conflicts) == (0, (gone,), ())
    back = import_pack(imported, tiny_pack)
    assert back.conflicts == ("dog-licence: fact tag-fee: the pack says amount 75.50, staff say amount 80",)
    import_pack(imported, folder)
    assert import_pack(imported, folder, theirs=True).removed == ("dog-licence",)
    assert [row.slug for row in Repository(imported).snapshot().services] == ["library-card", "street-lamp"]


def test_the_packs_side_everywhere_replaces_and_names_every_edit(imported: Engine, edited: Edit) -> None:
    staff_write(imported, lead="Every dog wears a tag. Come before noon.")
    staff_change_fee(imported, "80")
    folder = edited(f"{DOG}/service.yml", '"75.50"', '"90"')
    report = import_pack(imported, folder, theirs=True)
    assert (report.kept, report.conflicts) == ((), ())
    assert report.overwritten == (
        "dog-licence: article en, lead",
        "dog-licence: fact tag-fee: the pack says amount 90, staff say amount 80",
    )
    assert dog(imported) == said_of_dog(folder)
    with read_session(imported) as session:
        assert [row.origin for row in _article(session, "en").revisions][1:] == ["staff:amna", "pack:tiny@2026.1.0"]
    assert import_pack(imported, folder, theirs=True).changes == 0


def test_what_was_exported_before_brings_staff_edits_back(imported: Engine, tiny_pack: Path, tmp_path: Path) -> None:
    staff_write(imported, lead="Every dog wears a tag. Come before noon.")
    staff_change_fee(imported, "80")
    edited = dog(imported)
    write_pack(stored_pack(imported, "tiny"), tmp_path / "before")
    import_pack(imported, tiny_pack, theirs=True)
    assert dog(imported) != edited
    import_pack(imported, tmp_path / "before")
    assert dog(imported) == edited


def test_a_dry_run_tells_and_writes_nothing(imported: Engine, edited: Edit) -> None:
    staff_change_fee(imported, "80")
    before = everything(imported)
    folder = edited(f"{DOG}/service.yml", '"75.50"', '"90"')
    assert len(import_pack(imported, folder, dry_run=True).conflicts) == 1
    assert import_pack(imported, folder, dry_run=True, theirs=True).overwritten != ()
    assert everything(imported) == before
    assert len(import_pack(imported, folder).conflicts) == 1


def test_what_was_imported_before_anything_was_remembered_counts_as_unedited(
    imported: Engine, tiny_pack: Path, edited: Edit
) -> None:
    with write_session(imported) as session:
        session.execute(text("UPDATE service SET base = NULL"))
    report = import_pack(imported, edited(f"{DOG}/service.yml", '"75.50"', '"90"'))
    assert (report.changed, report.kept, report.conflicts) == (("dog-licence",), (), ())
    assert everything(imported)["bases"] == 3
    staff_change_fee(imported, "80")
    assert import_pack(imported, edited(f"{DOG}/service.yml", '"90"', '"90.00"')).conflicts != ()


def test_a_draft_that_is_not_published_is_left_alone(imported: Engine, edited: Edit) -> None:
    with write_session(imported) as session:
        article = _article(session, "en")
        article.revisions.append(
            tables.Revision(number=2, title="Dog licence", lead="A draft.", sections=[], origin="staff:amna")
        )
        article.state = tables.ArticleState.DRAFT
    report = import_pack(imported, edited(f"{DOG}/service.yml", '"75.50"', '"90"'))
    assert (report.changed, report.kept) == (("dog-licence",), ())
    with read_session(imported) as session:
        article = _article(session, "en")
        assert (article.published_number, article.state, len(article.revisions)) == (1, tables.ArticleState.DRAFT, 2)


def dog(engine: Engine) -> ServiceContent:
    return next(row for row in Repository(engine).snapshot().services if row.slug == "dog-licence")


def said_of_dog(folder: Path) -> ServiceContent:
    return next(service for service in check_pack(folder)[0].services if service.slug == "dog-licence")


def everything(engine: Engine) -> dict[str, object]:
    """What an import could change: contents, the dog licence's hash, and how many rows of each kind there are."""
    with read_session(engine) as session:
        return {
            "services": Repository(engine).snapshot().services,
            "hash": session.get_one(tables.Service, "dog-licence").content_hash,
            "updated": session.get_one(tables.Service, "dog-licence").updated_at,
            "bases": session.scalar(text("SELECT count(DISTINCT base) FROM service")),
            "base": session.scalar(text("SELECT base FROM service WHERE slug = 'dog-licence'")),
            "revisions": session.scalar(select(func.count()).select_from(tables.Revision)),
            "imports": session.scalar(select(func.count()).select_from(tables.PackImport)),
        }


def _article(session: Session, language: str) -> tables.Article:
    return session.scalars(
        select(tables.Article).where(tables.Article.service_slug == "dog-licence", tables.Article.language == language)
    ).one()
