"""A service's content as plain data and back: how the database remembers what a pack said at its last import."""

from dataclasses import asdict
from datetime import date
from typing import Any

from knowledge.content import ArticleContent, FactContent, Neighbour, SectionContent, ServiceContent

ABSENT: dict[str, Any] = {}
"""What is remembered of a service that its pack did not have at its last import."""


def remembered(service: ServiceContent | None) -> dict[str, Any]:
    """JSON-safe data that `recalled` reads; days are ISO strings. None becomes `ABSENT`."""
    if service is None:
        return ABSENT
    plain: dict[str, Any] = _plain(asdict(service))
    return plain


def recalled(plain: dict[str, Any]) -> ServiceContent | None:
    """The service that `remembered` wrote down, in this release or an earlier one."""
    if not plain:
        return None
    values = dict(plain)
    values["jurisdictions"] = tuple(values["jurisdictions"])
    values["review_by"] = date.fromisoformat(values["review_by"])
    values["neighbours"] = tuple(Neighbour(**neighbour) for neighbour in values["neighbours"])
    values["facts"] = tuple(map(_fact, values["facts"]))
    values["questions"] = {language: tuple(texts) for language, texts in values["questions"].items()}
    values["articles"] = {language: _article(article) for language, article in values["articles"].items()}
    return ServiceContent(**values)


def _fact(plain: dict[str, Any]) -> FactContent:
    days = {name: plain[name] and date.fromisoformat(plain[name]) for name in ("verified_on", "expires_on")}
    return FactContent(**plain | days)


def _article(plain: dict[str, Any]) -> ArticleContent:
    return ArticleContent(**plain | {"sections": tuple(SectionContent(**section) for section in plain["sections"])})


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
    return value
