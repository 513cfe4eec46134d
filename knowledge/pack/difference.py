"""What differs between two versions of a pack, service by service, in words a curator can read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from knowledge.content import LANGUAGES, ArticleContent, FactContent, Pack, ServiceContent

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class ServiceDifference:
    """`kind` is `ADDED`, `REMOVED` or `CHANGED`; `details` say what changed, empty for the other two."""

    service: str
    kind: str
    details: tuple[str, ...] = ()


def difference(old: Pack, new: Pack) -> tuple[ServiceDifference, ...]:
    """Every service that is not in both alike, by slug."""
    before = {service.slug: service for service in old.services}
    after = {service.slug: service for service in new.services}
    found = []
    for slug in sorted(before.keys() | after.keys()):
        if slug not in before:
            found.append(ServiceDifference(slug, ADDED))
        elif slug not in after:
            found.append(ServiceDifference(slug, REMOVED))
        elif before[slug] != after[slug]:
            found.append(ServiceDifference(slug, CHANGED, tuple(_details(before[slug], after[slug]))))
    return tuple(found)


def _details(old: ServiceContent, new: ServiceContent) -> Iterator[str]:
    for name in ("category", "agency", "jurisdictions", "review_by"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{name}: {said(before)} -> {said(after)}"
    for language in LANGUAGES:
        if old.titles.get(language) != new.titles.get(language):
            yield f"title {language}: {old.titles.get(language)} -> {new.titles.get(language)}"
    yield from _facts(old.facts, new.facts)
    for language in LANGUAGES:
        yield from _article(language, old.articles.get(language), new.articles.get(language))
    for language in LANGUAGES:
        yield from _lines(f"question {language}", old.questions.get(language, ()), new.questions.get(language, ()))
    neighbours = ([f"{each.service}: {each.when}" for each in side.neighbours] for side in (old, new))
    yield from _lines("not_this", *neighbours)
    if not _same_order(old, new):
        yield "order of facts, questions or not_this"


def _same_order(old: ServiceContent, new: ServiceContent) -> bool:
    pairs = [([fact.id for fact in old.facts], [fact.id for fact in new.facts]), (old.neighbours, new.neighbours)]
    pairs += [(old.questions.get(tag, ()), new.questions.get(tag, ())) for tag in LANGUAGES]
    return all(set(before) != set(after) or list(before) == list(after) for before, after in pairs)


def _facts(old: Sequence[FactContent], new: Sequence[FactContent]) -> Iterator[str]:
    before, after = ({fact.id: fact for fact in facts} for facts in (old, new))
    for key in (*before, *(key for key in after if key not in before)):
        if key not in after:
            yield f"fact {key}: removed"
        elif key not in before:
            yield f"fact {key}: added{', unverified' if after[key].verified_on is None else ''}"
        elif before[key] != after[key]:
            yield f"fact {key}: {', '.join(_fields(before[key], after[key]))}"


def _fields(old: FactContent, new: FactContent) -> Iterator[str]:
    before, after = flat_fact(old), flat_fact(new)
    for name in (*before, *(name for name in after if name not in before)):
        if before.get(name) != after.get(name):
            yield f"{name} {said(before.get(name))} -> {said(after.get(name))}"


def flat_fact(fact: FactContent) -> dict[str, object]:
    """The fields of a fact by name, with its text in each language as a field of its own."""
    values = {name: value for name, value in asdict(fact).items() if name != "texts"}
    values["verified_on"] = fact.verified_on or "unverified"
    return values | {f"text {language}": text for language, text in fact.texts.items()}


def _article(language: str, old: ArticleContent | None, new: ArticleContent | None) -> Iterator[str]:
    before, after = _parts(old), _parts(new)
    for name in (*before, *(name for name in after if name not in before)):
        if before.get(name) != after.get(name):
            how = "added" if name not in before else "removed" if name not in after else "changed"
            yield f"article {language}, {name}: {how}"


def _parts(article: ArticleContent | None) -> dict[str, object]:
    if article is None:
        return {}
    parts: dict[str, object] = {"lead": article.lead}
    parts |= {part.id: (part.heading, part.text) for part in article.sections}
    return parts | {"made by machine": True} if article.automatic else parts


def _lines(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield from (f"{name}: - {text}" for text in old if text not in new)
    yield from (f"{name}: + {text}" for text in new if text not in old)


def said(value: object) -> str:
    """A field's value in words."""
    if value is None:
        return "nothing"
    if isinstance(value, tuple | Mapping):
        return ", ".join(map(str, value))
    return str(value)
