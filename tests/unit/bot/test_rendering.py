import dataclasses

import pytest

from bot.catalogue import Catalogue
from bot.messages import Button
from bot.outcomes import Outcome
from bot.rendering import LONGEST_ANSWER, render_answer, render_clarify, render_no_answer
from knowledge.payloads import AnswerPayload, ClarifyPayload, FactLine, NoAnswerPayload, ServiceChoice

ANSWER = AnswerPayload(
    service="cnic-lost",
    language="en",
    title="Lost CNIC",
    probability=0.9,
    lead="Apply for a **duplicate** card at any centre.",
    next_step="Go to the nearest centre.",
    source_url="https://www.nadra.gov.pk/lost",
    verified_on="2026-11-23",
    more=("fee", "documents", "time", "place"),
)
FEES = (
    FactLine("a", "fee", "Smart card, normal", amount="750", currency="PKR"),
    FactLine("b", "fee", "Smart card, urgent", amount="1500", currency="PKR"),
)


def test_a_general_answer_is_title_lead_next_step_and_source(texts: Catalogue) -> None:
    part = render_answer(ANSWER, texts)
    assert part.text == (
        "Lost CNIC\n\nApply for a duplicate card at any centre.\n\nNext: Go to the nearest centre.\n\n"
        "Source: nadra.gov.pk, checked 23 Nov 2026"
    )
    assert part.buttons == (
        Button("Fees", "service:cnic-lost:fee"),
        Button("Documents", "service:cnic-lost:documents"),
        Button("How long", "service:cnic-lost:time"),
    )
    assert (part.outcome, part.services, part.asks) == (Outcome.ANSWERED_ARTICLE, ("cnic-lost",), None)


def test_a_fee_question_gets_the_fees_and_not_the_lead(texts: Catalogue) -> None:
    part = render_answer(dataclasses.replace(ANSWER, aspect="fee", facts=FEES), texts)
    assert "Smart card, normal: Rs 750\nSmart card, urgent: Rs 1,500" in part.text
    assert "duplicate" not in part.text
    assert [button.payload for button in part.buttons] == [
        "service:cnic-lost:documents", "service:cnic-lost:time", "service:cnic-lost:place",
    ]  # fmt: skip


def test_an_unknown_figure_is_admitted_with_the_official_link_whatever_else_is_known(
    texts: Catalogue,
) -> None:
    part = render_answer(dataclasses.replace(ANSWER, aspect="fee", section="1. Go there."), texts)
    assert "Go there" not in part.text
    assert "will not guess" in part.text
    assert "https://www.nadra.gov.pk/lost" in part.text


def test_the_official_page_of_an_unknown_figure_is_named_once(texts: Catalogue) -> None:
    there = f"Apply online: {ANSWER.source_url}"
    text = render_answer(dataclasses.replace(ANSWER, aspect="fee", next_step=there), texts).text
    assert text.count("https://") == 1
    elsewhere = dataclasses.replace(ANSWER, aspect="fee", next_step="Or: https://excise.punjab.gov.pk/")
    assert "Next: Or: https://excise.punjab.gov.pk/" in render_answer(elsewhere, texts).text


def test_numbered_steps_come_before_loose_facts(texts: Catalogue) -> None:
    fact = FactLine("s", "step", "Keep the receipt.")
    payload = dataclasses.replace(ANSWER, aspect="steps", section="1. Go.\n2. Pay.", facts=(fact,))
    assert "1. Go.\n2. Pay.\n\nKeep the receipt." in render_answer(payload, texts).text


def test_an_expired_fact_carries_a_caveat(texts: Catalogue) -> None:
    old = dataclasses.replace(FEES[0], expired=True)
    part = render_answer(dataclasses.replace(ANSWER, aspect="fee", facts=(old,)), texts)
    assert texts.text("reply.expired", "en") in part.text
    assert texts.text("reply.expired", "en") not in render_answer(ANSWER, texts).text


@pytest.mark.parametrize("language", ["en", "ur", "ur-Latn"])
def test_what_nobody_has_verified_is_said_to_be_left_out_with_its_page(texts: Catalogue, language: str) -> None:
    page = "https://www.nadra.gov.pk/fees"
    left_out = dataclasses.replace(ANSWER, language=language, aspect="fee", facts=FEES[:1], unverified_url=page)
    beside = render_answer(left_out, texts).text
    assert f"{texts.text('reply.unverified', language)}\n{page}" in beside
    assert beside.splitlines()[-1].startswith(texts.text("reply.source_undated", language, host="nadra.gov.pk"))
    alone = render_answer(dataclasses.replace(left_out, facts=(), next_step=f"See {page}"), texts).text
    assert f"{texts.text('reply.unknown_aspect', language)}\n{page}" in alone
    assert alone.count("https://") == 1
    without = render_answer(dataclasses.replace(left_out, unverified_url=""), texts).text
    assert texts.text("reply.unverified", language) not in without


def test_facts_that_differ_by_province_are_named_and_the_province_is_asked_for(texts: Catalogue) -> None:
    by_province = tuple(
        FactLine(province, "fee", "Fee", amount="100", province=province) for province in ("punjab", "sindh")
    )
    payload = dataclasses.replace(ANSWER, aspect="fee", facts=by_province, provinces=("punjab", "sindh"))
    part = render_answer(payload, texts)
    assert "Punjab: Fee: Rs 100\nSindh: Fee: Rs 100" in part.text
    assert "Punjab, Sindh?" in part.text
    assert part.asks == "province"
    assert [(button.title, button.payload) for button in part.buttons] == [
        ("Punjab", f"service:{ANSWER.service}:fee:punjab"),
        ("Sindh", f"service:{ANSWER.service}:fee:sindh"),
    ]
    told = render_answer(dataclasses.replace(payload, province="punjab", facts=by_province[:1]), texts)
    assert (told.asks, "Sindh" in told.text) == (None, False)


@pytest.mark.parametrize("language", ["en", "ur", "ur-Latn"])
def test_never_a_wall_of_text_and_never_without_the_source(language: str, texts: Catalogue) -> None:
    section = "\n".join(f"{number}. A step that is described at quite some length here." for number in range(1, 60))
    long = dataclasses.replace(ANSWER, language=language, aspect="steps", section=section, next_step="Go. " * 300)
    part = render_answer(long, texts)
    assert len(part.text) <= LONGEST_ANSWER + 20
    assert "nadra.gov.pk" in part.text.splitlines()[-1]
    assert "1. A step" in part.text
    assert "59. A step" not in part.text


def test_an_address_is_shown_whole_or_not_at_all(texts: Catalogue) -> None:
    link = FactLine("l", "link", "Page", url="https://example.gov.pk/" + "x" * 100)
    facts = (*(FactLine(str(n), "document", "d" * 90 + str(n)) for n in range(9)), link)
    text = render_answer(dataclasses.replace(ANSWER, aspect="documents", facts=facts), texts).text
    assert "https://example" not in text or "x" * 100 in text


def test_a_fact_of_one_province_says_so_until_the_province_is_known(texts: Catalogue) -> None:
    fact = FactLine("f", "fee", "Fee", amount="100", province="punjab")
    payload = dataclasses.replace(ANSWER, aspect="fee", facts=(fact,), provinces=("punjab",))
    part = render_answer(payload, texts)
    assert "Punjab: Fee: Rs 100" in part.text
    assert part.asks is None


def test_an_aspect_without_a_title_is_not_offered(texts: Catalogue) -> None:
    part = render_answer(dataclasses.replace(ANSWER, more=("surprise", "fee")), texts)
    assert [button.payload for button in part.buttons] == ["service:cnic-lost:fee"]


def test_clarify_offers_three_services_and_none_of_them(texts: Catalogue) -> None:
    choices = tuple(ServiceChoice(f"service-{n}", f"Title {n}") for n in range(5))
    part = render_clarify(ClarifyPayload("ur", choices), texts)
    assert [button.payload for button in part.buttons] == [
        "service:service-0",
        "service:service-1",
        "service:service-2",
        "none",
    ]
    assert part.asks == "which-service"
    assert part.services[0] == "service-0"
    assert part.outcome is Outcome.CLARIFY_SERVICE


@pytest.mark.parametrize(
    ("reason", "outcome", "asks", "payloads"),
    [
        ("no_match", Outcome.UNANSWERED_NO_MATCH, None, ["human"]),
        ("out_of_scope", Outcome.UNANSWERED_OUT_OF_SCOPE, None, ["human"]),
        ("no_service", Outcome.CLARIFY_NO_SERVICE, "which-service", []),
        ("anything", Outcome.UNANSWERED_NO_MATCH, None, ["human"]),
    ],
)
def test_not_knowing_is_said_plainly(
    reason: str, outcome: Outcome, asks: str | None, payloads: list[str], texts: Catalogue
) -> None:
    part = render_no_answer(NoAnswerPayload("en", reason), texts)
    assert (part.outcome, part.asks, [button.payload for button in part.buttons]) == (outcome, asks, payloads)
    assert part.text


def test_a_slug_that_cannot_be_pressed_is_not_offered(texts: Catalogue) -> None:
    part = render_no_answer(NoAnswerPayload("en", choices=(ServiceChoice("Bad Slug", "x"),)), texts)
    assert [button.payload for button in part.buttons] == ["human"]


@pytest.mark.parametrize("language", ["en", "ur", "ur-Latn"])
def test_words_that_a_machine_put_into_this_writing_are_said_to_be(texts: Catalogue, language: str) -> None:
    said = texts.text("reply.automatic", language)
    written = dataclasses.replace(ANSWER, language=language)
    assert said not in render_answer(written, texts).text
    assert said in render_answer(dataclasses.replace(written, automatic=True), texts).text
