import json

import pytest

from bot.choices import Choice, ChoiceError, ChoiceKind, from_engine, parse, service_payload
from nlu.types import Language


@pytest.mark.parametrize(
    "payload",
    [
        "language:ur-Latn",
        "service:cnic-lost",
        "service:cnic-lost:fee",
        "service:vaccination-certificate:documents:khyber-pakhtunkhwa",
        "human",
        "affirm",
        "deny",
        "none",
        "help",
        "greet",
    ],
)
def test_a_payload_of_the_grammar_round_trips(payload: str) -> None:
    assert parse(payload).payload == payload


@pytest.mark.parametrize(
    "payload",
    [
        "", "human:x", "language:", "language:hi", "language:ur:x", "service:", "service:CNIC",
        "service:a--b",
        'service:a","x":"b', "service:a:fee:b:c", "service:a::b",
        "service:a:fee:B", "service:a:fee:" + "b" * 41, "service:a:", "service:-a", "service:a:Fee",
        "restart", "/restart",
        '/affirm{"x":1}', " human", "human\n", "service:" + "a" * 41, "service:کارڈ", "\ud800",
    ],
)  # fmt: skip
def test_anything_else_is_refused(payload: str) -> None:
    with pytest.raises(ChoiceError):
        parse(payload)


@pytest.mark.parametrize(
    ("payload", "command", "entities"),
    [
        ("language:ur", "choose_language", {"language": "ur"}),
        ("service:cnic-lost", "choose_service", {"language": "en", "service": "cnic-lost"}),
        (
            "service:cnic-lost:fee",
            "choose_service",
            {"language": "en", "service": "cnic-lost", "aspect": "fee"},
        ),
        (
            "service:domicile:fee:sindh",
            "choose_service",
            {"language": "en", "service": "domicile", "aspect": "fee", "province": "sindh"},
        ),
        ("human", "request_human", {"language": "en"}),
        ("none", "none_of_these", {"language": "en"}),
        ("affirm", "affirm", {"language": "en"}),
    ],
)
def test_a_choice_becomes_the_command_of_its_intent(payload: str, command: str, entities: dict[str, str]) -> None:
    name, _, arguments = parse(payload).command(Language.EN).partition("{")
    assert name == f"/{command}"
    assert json.loads("{" + arguments) == entities


def test_buttons_of_the_domain_may_use_the_engines_form() -> None:
    assert from_engine("/affirm") == Choice(ChoiceKind.AFFIRM)
    assert from_engine('/request_human{"language": "en"}') == Choice(ChoiceKind.HUMAN)
    assert from_engine("service:b-form").service == "b-form"
    for odd in ("/restart", "/choose_service", "/session_start"):
        with pytest.raises(ChoiceError):
            from_engine(odd)


def test_a_slug_that_is_none_makes_no_payload() -> None:
    assert service_payload("b-form", "documents") == "service:b-form:documents"
    with pytest.raises(ChoiceError):
        service_payload("B form")
