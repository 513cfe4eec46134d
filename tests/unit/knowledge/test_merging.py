"""Three-way merging, on plain content: a table of what the pack did, what staff did, and what stands."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from knowledge.content import ArticleContent, FactContent, Neighbour, SectionContent, ServiceContent
from knowledge.pack.merging import Merged, merge
from knowledge.pack.ordering import placed, reordered
from knowledge.pack.remembered import ABSENT, recalled, remembered

Change = Callable[[ServiceContent], ServiceContent]


def fact(key: str, amount: str = "50", **values: str | None) -> FactContent:
    texts = {"en": key, "ur": "فیس", "ur-Latn": "fees"}
    days = (date(2026, 1, 1), date(2026, 7, 1))
    return FactContent(key, "fee", texts, "https://example.gov.pk/", *days, amount=amount, **values)


def article(title: str, *, automatic: bool = False) -> ArticleContent:
    sections = tuple(SectionContent(key, key.title(), f"About {key}.") for key in ("steps", "documents", "problems"))
    return ArticleContent(title, "The lead.", sections, automatic)


ORIGINAL = ServiceContent(
    slug="dog-licence",
    category="town",
    agency="Town office",
    jurisdictions=("pakistan",),
    review_by=date(2027, 1, 1),
    titles={"en": "Dog", "ur": "کتا", "ur-Latn": "Kutta"},
    neighbours=(Neighbour("street-lamp", "It is dark."), Neighbour("library-card", "It is about books.")),
    facts=(fact("normal"), fact("urgent", "90")),
    questions={"en": ("a", "b", "c", "d"), "ur": ("الف", "ب")},
    articles={"en": article("Dog"), "ur": article("کتا"), "ur-Latn": article("Kutta", automatic=True)},
)


def same(service: ServiceContent) -> ServiceContent:
    return service


def having(**values: object) -> Change:
    return lambda service: replace(service, **values)  # type: ignore[arg-type]  # a table of any field


def facts(*values: FactContent) -> Change:
    return having(facts=values)


def asked(*texts: str) -> Change:
    return lambda service: replace(service, questions={**service.questions, "en": texts})


def written(language: str, **values: object) -> Change:
    """The article in `language` with other values; its title is the service's too."""

    def change(service: ServiceContent) -> ServiceContent:
        text = replace(service.articles[language], **values)  # type: ignore[arg-type]  # a table of any field
        return replace(
            service,
            articles={**service.articles, language: text},
            titles={**service.titles, language: text.title},
        )

    return change


def section(language: str, key: str, text: str | None) -> Change:
    """One section with another text, added at the end where it is not there, without it where `text` is None."""

    def change(service: ServiceContent) -> ServiceContent:
        found = {part.id: part for part in service.articles[language].sections}
        if text is None:
            del found[key]
        else:
            found[key] = SectionContent(key, key.title(), text)
        return written(language, sections=tuple(found.values()))(service)

    return change


def without_article(language: str) -> Change:
    def change(service: ServiceContent) -> ServiceContent:
        left = {key: text for key, text in service.articles.items() if key != language}
        return replace(service, articles=left, titles={key: text.title for key, text in left.items()})

    return change


def both(*changes: Change) -> Change:
    def change(service: ServiceContent) -> ServiceContent:
        for each in changes:
            service = each(service)
        return service

    return change


def merged(pack: Change, staff: Change) -> Merged:
    return merge(ORIGINAL, pack(ORIGINAL), staff(ORIGINAL))


NORMAL, URGENT = ORIGINAL.facts
LAMP, BOOKS = ORIGINAL.neighbours
OURS = written("ur-Latn", lead="Insan ka likha.", automatic=False)

# what the pack did, what staff did, what stands, staff edits kept, conflicts
CASES: dict[str, tuple[Change, Change, Change, tuple[str, ...], tuple[str, ...]]] = {
    "nobody changed anything": (same, same, same, (), ()),
    "the pack changed a field": (having(agency="City"), same, having(agency="City"), (), ()),
    "staff changed a field": (same, having(agency="Ours"), having(agency="Ours"), ("agency",), ()),
    "both changed a field alike": (having(agency="City"), having(agency="City"), having(agency="City"), (), ()),
    "both changed a field": (
        having(agency="City"),
        having(agency="Ours"),
        having(agency="Ours"),
        (),
        ("agency: the pack says City, staff say Ours",),
    ),
    "both changed the jurisdictions": (
        having(jurisdictions=("punjab", "sindh")),
        having(jurisdictions=("ajk",)),
        having(jurisdictions=("ajk",)),
        (),
        ("jurisdictions: the pack says punjab, sindh, staff say ajk",),
    ),
    "both changed the review": (
        having(review_by=date(2027, 2, 1)),
        having(review_by=date(2027, 3, 1)),
        having(review_by=date(2027, 3, 1)),
        (),
        ("review_by: the pack says 2027-02-01, staff say 2027-03-01",),
    ),
    "each changed another field": (
        having(category="city"),
        having(agency="Ours"),
        having(category="city", agency="Ours"),
        ("agency",),
        (),
    ),
    "staff changed a fact": (same, facts(NORMAL, fact("urgent", "95")), facts(NORMAL, fact("urgent", "95")),
                             ("fact urgent",), ()),
    "each changed another fact": (
        facts(fact("normal", "60"), URGENT),
        facts(NORMAL, fact("urgent", "95")),
        facts(fact("normal", "60"), fact("urgent", "95")),
        ("fact urgent",),
        (),
    ),
    "both changed a fact": (
        facts(NORMAL, fact("urgent", "99", province="punjab")),
        facts(NORMAL, fact("urgent", "95")),
        facts(NORMAL, fact("urgent", "95")),
        (),
        ("fact urgent: the pack says province punjab, amount 99, staff say province nothing, amount 95",),
    ),
    "staff took a fact out": (same, facts(NORMAL), facts(NORMAL), ("fact urgent: removed",), ()),
    "staff took out a fact that the pack changed": (
        facts(NORMAL, fact("urgent", "99")),
        facts(NORMAL),
        facts(NORMAL),
        (),
        ("fact urgent: the pack changed it, staff removed it",),
    ),
    "the pack took out a fact that staff changed": (
        facts(NORMAL),
        facts(NORMAL, fact("urgent", "95")),
        facts(NORMAL, fact("urgent", "95")),
        (),
        ("fact urgent: the pack removed it, staff changed it",),
    ),
    "both took a fact out": (facts(NORMAL), facts(NORMAL), facts(NORMAL), (), ()),
    "both added facts": (
        facts(NORMAL, URGENT, fact("smart")),
        facts(NORMAL, fact("local"), URGENT),
        facts(NORMAL, fact("local"), URGENT, fact("smart")),
        ("fact local: added",),
        (),
    ),
    "both added a fact under one name": (
        facts(NORMAL, URGENT, fact("smart", "10")),
        facts(NORMAL, URGENT, fact("smart", "20")),
        facts(NORMAL, URGENT, fact("smart", "20")),
        (),
        ("fact smart: the pack says amount 10, staff say amount 20",),
    ),
    "staff put facts in another order": (same, facts(URGENT, NORMAL), facts(URGENT, NORMAL), ("order of facts",), ()),
    "staff put facts in another order, the pack added one": (
        facts(NORMAL, fact("smart"), URGENT),
        facts(URGENT, NORMAL),
        facts(URGENT, NORMAL, fact("smart")),
        ("order of facts",),
        (),
    ),
    "staff changed a title": (same, written("ur", title="کتّا"), written("ur", title="کتّا"), ("title ur",), ()),
    "both changed a title": (
        written("en", title="Dogs"),
        written("en", title="Hound"),
        written("en", title="Hound"),
        (),
        ("title en: the pack says Dogs, staff say Hound",),
    ),
    "each changed another part of an article": (
        both(written("ur", lead="New."), section("ur", "documents", "Theirs.")),
        both(section("ur", "steps", "Ours."), section("en", "steps", "Ours.")),
        both(written("ur", lead="New."), section("ur", "documents", "Theirs."), section("ur", "steps", "Ours."),
             section("en", "steps", "Ours.")),
        ("article en, steps", "article ur, steps"),
        (),
    ),
    "both changed a lead and a section": (
        both(written("ur", lead="New."), section("ur", "steps", "Theirs.")),
        both(written("ur", lead="Ours."), section("ur", "steps", "Ours.")),
        both(written("ur", lead="Ours."), section("ur", "steps", "Ours.")),
        (),
        ("article ur, lead", "article ur, steps"),
    ),
    "each added a section": (
        section("en", "where", "There."),
        section("en", "related", "See also."),
        both(section("en", "related", "See also."), written("en", sections=(
            *ORIGINAL.articles["en"].sections,
            SectionContent("related", "Related", "See also."), SectionContent("where", "Where", "There."),
        ))),
        ("article en, related: added",),
        (),
    ),
    "staff took a section out": (same, section("en", "documents", None), section("en", "documents", None),
                                 ("article en, documents: removed",), ()),
    "staff took an article out": (same, without_article("ur"), without_article("ur"), ("article ur: removed",), ()),
    "staff took out an article that the pack changed": (
        written("ur", lead="New."),
        without_article("ur"),
        without_article("ur"),
        (),
        ("article ur: the pack changed it, staff removed it",),
    ),
    "the pack wrote the article that was a machine's": (
        written("ur-Latn", lead="Naya.", automatic=False), same, written("ur-Latn", lead="Naya.", automatic=False),
        (), (),
    ),
    "staff wrote the article that was a machine's": (same, OURS, OURS, ("article ur-Latn",), ()),
    "staff wrote it, and the machine's is another now": (
        both(section("ur-Latn", "steps", "Nayi machine."), written("ur-Latn", title="Kuttay")),
        OURS,
        both(OURS, written("ur-Latn", title="Kuttay")),
        (),
        ("article ur-Latn",),
    ),
    "both added and took out questions": (
        asked("n", "a", "b", "d"),
        asked("a", "s", "b", "c", "t"),
        asked("n", "a", "s", "b", "t"),
        ("question en: - d", "question en: + s", "question en: + t"),
        (),
    ),
    "both added a question": (asked("a", "b", "c", "d", "n"), asked("n", "a", "b", "c", "d"),
                              asked("a", "b", "c", "d", "n"), (), ()),
    "staff put a question first": (asked("a", "b", "c"), asked("s", "a", "b", "c", "d"), asked("s", "a", "b", "c"),
                                   ("question en: + s",), ()),
    "both put questions in another order": (
        asked("b", "a", "c", "d"), asked("d", "a", "b", "c"), asked("d", "a", "b", "c"),
        (), ("order of question en",),
    ),
    "staff removed the questions of a language": (
        same, having(questions={"en": ("a", "b", "c", "d")}), having(questions={"en": ("a", "b", "c", "d")}),
        ("question ur: - الف", "question ur: - ب"), (),
    ),
    "both changed not_this": (
        having(neighbours=(LAMP, BOOKS, Neighbour("fir", "Stolen."))),
        having(neighbours=(BOOKS, Neighbour("e-challan", "A fine."))),
        having(neighbours=(BOOKS, Neighbour("e-challan", "A fine."), Neighbour("fir", "Stolen."))),
        ("not_this: - street-lamp: It is dark.", "not_this: + e-challan: A fine."),
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_stands(case: str) -> None:
    pack, staff, stands, kept, conflicts = CASES[case]
    found = merged(pack, staff)
    assert found.service == stands(ORIGINAL)
    assert (set(found.kept), set(found.conflicts)) == (set(kept), set(conflicts))
    assert len(found.kept) + len(found.conflicts) == len(kept) + len(conflicts)


@pytest.mark.parametrize("case", CASES)
def test_the_next_import_of_the_same_pack_changes_nothing_and_has_no_conflict(case: str) -> None:
    pack, staff, *_ = CASES[case]
    theirs = pack(ORIGINAL)
    first = merge(ORIGINAL, theirs, staff(ORIGINAL))
    again = merge(theirs, theirs, first.service)
    assert again.service == first.service
    assert again.conflicts == ()


def test_a_service_that_the_pack_did_not_have_last_time_is_all_staffs_where_the_two_differ() -> None:
    ours = both(having(agency="Ours"), facts(NORMAL))(ORIGINAL)
    found = merge(None, ORIGINAL, ours)
    assert found.service == replace(ours, facts=(NORMAL, URGENT))
    assert found.conflicts == ("agency: the pack says Town office, staff say Ours",)


def test_whatever_staff_did_stays_whole_while_the_pack_says_the_same() -> None:
    draw = random.Random(20261126)
    for _ in range(300):
        texts = draw.sample("abcdefgh", draw.randint(0, 8))
        own = tuple(fact(key, str(draw.randint(1, 3))) for key in draw.sample(["normal", "urgent", "x", "y", "z"], 4))
        ours = both(asked(*texts), facts(*own))(ORIGINAL)
        if not texts:
            ours = replace(ours, questions={"ur": ours.questions["ur"]})
        found = merge(ORIGINAL, ORIGINAL, ours)
        assert (found.service, found.conflicts) == (ours, ())
        assert bool(found.kept) == (ours != ORIGINAL)


def test_a_question_that_staff_wrote_twice_stays_twice() -> None:
    for texts in (("a", "b", "c", "d", "a"), ("a", "s", "b", "c", "d", "s")):
        ours = asked(*texts)(ORIGINAL)
        assert merge(ORIGINAL, ORIGINAL, ours).service == ours


def test_a_place_is_after_what_stands_before_it() -> None:
    assert placed("abc", "xaby", set("abcxy")) == ("x", "a", "b", "y", "c")
    assert placed("nm", "abs", set("nms")) == ("n", "m", "s")
    assert placed("abc", "cba", set("ac")) == ("a", "c")
    assert reordered("abc", "xcb")
    assert not reordered("abc", "axc")


def test_what_is_remembered_is_recalled() -> None:
    import json

    service = replace(ORIGINAL, facts=(replace(NORMAL, verified_on=None, days=3), URGENT))
    assert recalled(json.loads(json.dumps(remembered(service)))) == service
    assert remembered(None) == ABSENT
    assert recalled(ABSENT) is None


def test_what_an_earlier_release_remembered_may_lack_a_field_that_is_new() -> None:
    plain = remembered(ORIGINAL)
    del plain["facts"][0]["medium"]
    assert recalled(plain) == ORIGINAL
