from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.answers import PublishedAnswers, cut
from knowledge.errors import UnknownService
from knowledge.interfaces import Candidate
from knowledge.payloads import AnswerPayload, read_payload
from knowledge.published import PublishedServices
from knowledge.repository import Repository
from nlu.types import Language


@pytest.fixture
def answers(imported: Engine) -> PublishedAnswers:
    return PublishedAnswers(PublishedServices(Repository(imported)), today=lambda: date(2026, 3, 1))


def _ids(payload: AnswerPayload) -> list[str]:
    return [fact.id for fact in payload.facts]


def test_a_general_question_gets_the_lead_three_facts_and_the_first_step(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.EN, probability=0.9)
    assert payload.lead == "The town library lends books to everyone who lives here and has its card."
    assert _ids(payload) == ["fee-adult", "made-in", "desk"]
    assert payload.next_step == "Fill in the form at the desk."
    assert payload.section == ""
    assert (payload.title, payload.probability, payload.language) == ("Library card", 0.9, "en")
    assert payload.more == ("documents", "fee", "time", "steps", "place", "helpline", "link")


def test_the_day_shown_is_that_of_the_fact_checked_longest_ago(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.EN)
    assert (payload.source_url, payload.verified_on) == ("https://library.example.gov.pk/fees", "2026-01-10")


def test_a_fee_question_gets_the_fees_that_hold_everywhere(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.UR, aspect="fee")
    assert [(fact.id, fact.text, fact.amount, fact.currency) for fact in payload.facts] == [
        ("fee-adult", "بالغ", "200", "PKR")
    ]
    assert payload.lead == ""
    assert payload.provinces == ("punjab", "sindh")
    assert "fee" not in payload.more


def test_a_province_adds_its_own_facts_and_leaves_the_others_out(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.EN, aspect="fee", province="sindh")
    assert _ids(payload) == ["fee-adult", "fee-child-sindh"]
    assert (payload.province, payload.provinces) == ("sindh", ())


def test_documents_come_from_the_article_when_there_is_no_fact(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.EN, aspect="documents")
    assert payload.facts == ()
    assert payload.section == "- Proof of address.\n- One photograph."


def test_steps_come_whole_and_are_not_repeated_as_next_step(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.EN, aspect="steps")
    assert payload.section.startswith("1. Fill in the form")
    assert payload.next_step == "Library site: https://library.example.gov.pk/"


def test_place_comes_from_the_section_where(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.EN, aspect="place")
    assert payload.section == "The desk of the town library, beside the park."


def test_an_aspect_that_nothing_is_known_about_gets_the_steps(answers: PublishedAnswers) -> None:
    payload = answers.answer("street-lamp", Language.EN, aspect="fee")
    assert payload.facts == ()
    assert payload.section == "1. Note the number on the pole.\n2. Report it."
    assert (payload.next_step, payload.source_url, payload.verified_on) == ("", "", "")


@pytest.mark.parametrize(("today", "expired"), [(date(2026, 7, 10), False), (date(2026, 7, 11), True)])
def test_a_fact_past_its_day_is_flagged(imported: Engine, today: date, expired: bool) -> None:
    answers = PublishedAnswers(PublishedServices(Repository(imported)), today=lambda: today)
    assert [fact.expired for fact in answers.answer("library-card", Language.EN, aspect="fee").facts] == [expired]


def test_an_unknown_service_is_an_error(answers: PublishedAnswers) -> None:
    with pytest.raises(UnknownService):
        answers.answer("cat-licence", Language.EN)


def test_an_unknown_aspect_counts_as_none(answers: PublishedAnswers) -> None:
    assert answers.answer("dog-licence", Language.EN, aspect="colour").aspect is None


def test_choices_have_titles_and_leave_out_what_is_not_published(answers: PublishedAnswers) -> None:
    candidates = [Candidate("dog-licence", 0.6), Candidate("cat-licence", 0.3), Candidate("library-card", 0.1)]
    choices = answers.choices(candidates, Language.UR_LATN)
    assert [(choice.service, choice.title, choice.probability) for choice in choices] == [
        ("dog-licence", "Kutte ka license", 0.6),
        ("library-card", "Library card banwana", 0.1),
    ]


def test_the_payload_travels_as_json(answers: PublishedAnswers) -> None:
    payload = answers.answer("library-card", Language.UR, aspect="fee")
    assert read_payload(payload.to_dict()) == payload


def test_a_newer_publication_is_noticed(engine: Engine, tiny_pack: Path) -> None:
    from knowledge.pack.importer import import_pack

    now = [0.0]
    answers = PublishedAnswers(PublishedServices(Repository(engine), clock=lambda: now[0]))
    with pytest.raises(UnknownService):
        answers.answer("dog-licence", Language.EN)
    import_pack(engine, tiny_pack)
    now[0] = 2.0
    assert answers.answer("dog-licence", Language.EN).title == "Dog licence"


def test_a_long_section_is_cut_after_a_whole_item() -> None:
    items = [f"- {'word ' * 39}end." for _ in range(5)]
    shown = cut("\n".join(items))
    assert shown == "\n".join(items[:2])
    assert cut("x" * 700) == "x" * 700
