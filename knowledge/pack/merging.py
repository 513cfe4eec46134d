"""Merging what a pack says now with what staff have written since its last import: three-way, part by part.

`original` is what the pack said at its last import, `theirs` what it says now, `ours` what the database says now. Where
one side alone has changed a part, that side's stands. Where both have changed it differently, the staff edit stays and
is told as a conflict.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from knowledge.content import LANGUAGES, ArticleContent, FactContent, Neighbour, SectionContent, ServiceContent
from knowledge.pack.difference import flat_fact, said
from knowledge.pack.ordering import Key, placed, reordered

_Value = TypeVar("_Value")
_Part = TypeVar("_Part", bound=SectionContent | FactContent)

_NOTHING = ServiceContent("", "", "", (), date.min, {}, (), (), {}, {})


@dataclass(frozen=True, slots=True)
class Merged:
    """What stands after a merge; `kept` are the staff edits that stay, `conflicts` those that stay against the pack.

    Both are entries such as `article ur, lead` or `fact fee: the pack says amount 80, staff say amount 90`.
    """

    service: ServiceContent
    kept: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge(original: ServiceContent | None, theirs: ServiceContent, ours: ServiceContent) -> Merged:
    """Merge one service; `original` None: the pack did not have it at its last import.

    Parts are: category, agency, jurisdictions, review_by; a fact; of each language's article the title, the lead and
    each section; a question; a `not_this` line. An article is one part where one side's is a machine's and the other's
    a person's: what counts as a person's text must have no machine's sentences in it.
    """
    record, before = _Record(), original or _NOTHING
    sides = (before, theirs, ours)
    articles = {
        language: article
        for language in LANGUAGES
        if (article := _article(record, language, *(side.articles.get(language) for side in sides)))
    }
    questions = {
        language: _lines(record, f"question {language}", *(side.questions.get(language, ()) for side in sides))
        for language in LANGUAGES
    }
    service = ServiceContent(
        slug=theirs.slug,
        category=record.choose("category", before.category, theirs.category, ours.category, _values),
        agency=record.choose("agency", before.agency, theirs.agency, ours.agency, _values),
        jurisdictions=record.choose(
            "jurisdictions", before.jurisdictions, theirs.jurisdictions, ours.jurisdictions, _values
        ),
        review_by=record.choose("review_by", before.review_by, theirs.review_by, ours.review_by, _values),
        titles={language: article.title for language, article in articles.items()},
        neighbours=_lines(record, "not_this", before.neighbours, theirs.neighbours, ours.neighbours),
        facts=_parts(record, "fact ", "facts", (before.facts, theirs.facts, ours.facts), _fact_values),
        questions={language: texts for language, texts in questions.items() if texts},
        articles=articles,
    )
    return Merged(service, tuple(record.kept), tuple(record.conflicts))


@dataclass(frozen=True, slots=True)
class _Record:
    """Decides part by part, and remembers what it decided for staff. A part that is not there is None."""

    kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def choose(
        self,
        name: str,
        original: _Value | None,
        theirs: _Value,
        ours: _Value,
        tell: Callable[[Any, Any], str] | None = None,
    ) -> _Value:
        """The side that stands. `tell` says what the two sides have, where that is short."""
        if ours in (original, theirs):
            return theirs
        if theirs == original:
            how = "added" if original is None else "removed" if ours is None else None
            self.kept.append(f"{name}: {how}" if how else name)
        elif ours is None:
            self.conflicts.append(f"{name}: the pack changed it, staff removed it")
        elif theirs is None:
            self.conflicts.append(f"{name}: the pack removed it, staff changed it")
        else:
            self.conflicts.append(f"{name}: {tell(theirs, ours)}" if tell else name)
        return ours

    def ordered(
        self, name: str, original: Sequence[Key], theirs: Sequence[Key], ours: Sequence[Key], left: Collection[Key]
    ) -> tuple[Key, ...]:
        """The keys of `left` in the pack's order, or in the order that staff gave them."""
        if not reordered(original, ours):
            return placed(theirs, ours, left)
        if reordered(theirs, ours):
            (self.conflicts if reordered(original, theirs) else self.kept).append(f"order of {name}")
        return placed(ours, theirs, left)


def _article(
    record: _Record,
    language: str,
    original: ArticleContent | None,
    theirs: ArticleContent | None,
    ours: ArticleContent | None,
) -> ArticleContent | None:
    name = f"article {language}"
    if theirs is None or ours is None:
        return record.choose(name, original, theirs, ours)
    before = original or ArticleContent("", "", (), theirs.automatic)
    title = record.choose(f"title {language}", before.title, theirs.title, ours.title, _values)
    if theirs.automatic != ours.automatic:
        before, theirs, ours = (replace(side, title=title) for side in (before, theirs, ours))
        return record.choose(name, before, theirs, ours)
    lead = record.choose(f"{name}, lead", before.lead, theirs.lead, ours.lead)
    sides = (before.sections, theirs.sections, ours.sections)
    return ArticleContent(title, lead, _parts(record, f"{name}, ", f"{name}, sections", sides), theirs.automatic)


def _parts(
    record: _Record,
    label: str,
    together: str,
    sides: tuple[Sequence[_Part], Sequence[_Part], Sequence[_Part]],
    tell: Callable[[_Part, _Part], str] | None = None,
) -> tuple[_Part, ...]:
    """What stands of the parts of one kind, each a whole under its id; `together` names all of them."""
    original, theirs, ours = map(_by_id, sides)
    left: dict[str, _Part] = {}
    for key in dict.fromkeys((*theirs, *ours)):
        part = record.choose(f"{label}{key}", original.get(key), theirs.get(key), ours.get(key), tell)
        if part is not None:
            left[key] = part
    return tuple(left[key] for key in record.ordered(together, tuple(original), tuple(theirs), tuple(ours), left))


def _by_id(parts: Sequence[_Part]) -> dict[str, _Part]:
    return {part.id: part for part in parts}


def _lines(
    record: _Record, name: str, original: Sequence[Key], theirs: Sequence[Key], ours: Sequence[Key]
) -> tuple[Key, ...]:
    """Texts that are there or not: what either side added is there, what either removed is not."""
    left = set()
    for key in dict.fromkeys((*theirs, *ours)):
        if key not in theirs and key not in original:
            record.kept.append(f"{name}: + {_line(key)}")
        elif key not in ours and key in original:
            record.kept.append(f"{name}: - {_line(key)}")
        if (key in theirs and key in ours) or key not in original:
            left.add(key)
    order = record.ordered(name, original, theirs, ours, left)
    return tuple(ours) if theirs == original else order


def _line(key: object) -> str:
    return f"{key.service}: {key.when}" if isinstance(key, Neighbour) else str(key)


def _values(theirs: object, ours: object) -> str:
    return f"the pack says {said(theirs)}, staff say {said(ours)}"


def _fact_values(theirs: FactContent, ours: FactContent) -> str:
    pack, staff = flat_fact(theirs), flat_fact(ours)
    names = [name for name in dict.fromkeys((*pack, *staff)) if pack.get(name) != staff.get(name)]
    return _values(*(tuple(f"{name} {said(side.get(name))}" for name in names) for side in (pack, staff)))
