from dataclasses import replace

from sqlalchemy import Engine, func, select

from knowledge import tables
from knowledge.database import write_session
from knowledge.pack.storing import store_service
from knowledge.repository import Repository, content_of


def test_an_article_that_a_service_no_longer_has_is_not_spoken_and_not_lost(imported: Engine) -> None:
    with write_session(imported) as session:
        row = session.get_one(tables.Service, "dog-licence")
        said = content_of(row)
        left = {language: article for language, article in said.articles.items() if language != "ur"}
        titles = {language: article.title for language, article in left.items()}
        wanted = replace(said, articles=left, titles=titles)
        store_service(session, row, wanted, wanted, "pack:tiny@2")
    stored = next(service for service in Repository(imported).snapshot().services if service.slug == "dog-licence")
    assert stored == wanted
    with write_session(imported) as session:
        assert session.scalar(select(func.count()).select_from(tables.Revision)) == 9
        article = session.scalars(
            select(tables.Article).where(tables.Article.service_slug == "dog-licence", tables.Article.language == "ur")
        ).one()
        assert article.state == tables.ArticleState.ARCHIVED
