"""A citizen asks, in each language, and goes on asking."""

import re
import uuid

import httpx
import pytest

from bot.catalogue import Catalogue

from .conftest import services_offered

pytestmark = pytest.mark.system

URDU = re.compile(r"[\u0600-\u06ff]")
OF_THREE_LANGUAGES = [
    ("mera shanakhti card gum ho gaya hai, ab kya karoon?", "ur-Latn", "cnic-lost"),
    ("پاسپورٹ کی تجدید کے لیے کون سے کاغذات چاہئیں؟", "ur", "passport-renewal"),
    ("how do I check which SIMs are on my CNIC", "en", "sim-verification"),
]


@pytest.mark.parametrize(("question", "language", "service"), OF_THREE_LANGUAGES, ids=["ur-Latn", "ur", "en"])
def test_a_question_is_answered_in_its_own_language_and_script(citizen, question, language, service):
    # when
    reply = citizen.asks(question)
    # then
    assert reply["language"] == language
    assert bool(URDU.search(reply["text"])) == (language == "ur")
    assert services_offered(reply) == [service]
    assert Catalogue.load().text("reply.source", language, host="", date="").split(":")[0] in reply["text"]


@pytest.mark.parametrize(
    ("question", "follow_up", "service"),
    [
        ("mera shanakhti card gum ho gaya hai", "aur kaghzat?", "cnic-lost"),
        ("پاسپورٹ کی تجدید کیسے کروں؟", "اور کتنے دن؟", "passport-renewal"),
        ("how do I renew my passport?", "and the documents?", "passport-renewal"),
    ],
    ids=["ur-Latn", "ur", "en"],
)
def test_a_follow_up_is_about_the_service_spoken_of(citizen, question, follow_up, service):
    # given
    first = citizen.asks(question)
    # when
    second = citizen.asks(follow_up)
    # then
    assert services_offered(first) == services_offered(second) == [service]
    assert second["text"] != first["text"]
    assert second["language"] == first["language"]


@pytest.mark.parametrize(("word", "language"), [("card", "en"), ("شناختی کارڈ", "ur")])
def test_a_word_that_fits_several_services_is_asked_back_and_a_button_answers(citizen, word, language):
    # given
    asked_back = citizen.asks(word)
    offered = services_offered(asked_back)
    assert 2 <= len(offered) <= 3
    # when
    button = next(each for each in asked_back["buttons"] if each["payload"] == f"service:{offered[1]}")
    answer = citizen.presses(button)
    # then
    assert services_offered(answer) == [offered[1]]
    assert answer["text"].splitlines()[0] == button["title"]
    assert answer["language"] == asked_back["language"] == language


def test_where_papers_differ_the_province_is_asked_for_once_and_can_be_told_in_words(citizen):
    # given
    asked_back = citizen.asks("vehicle transfer documents")
    assert services_offered(asked_back) == ["vehicle-transfer"]
    provinces = {button["payload"].rsplit(":", 1)[1] for button in asked_back["buttons"]}
    assert {"islamabad", "balochistan"} <= provinces
    # when
    told = citizen.asks("I live in Islamabad")
    # then
    assert services_offered(told) == ["vehicle-transfer"]
    assert "Form F" in told["text"]
    # and when another one is named
    other = citizen.asks("and in Balochistan?")
    assert services_offered(other) == ["vehicle-transfer"]
    assert "Form F" not in other["text"]


def test_a_province_button_answers_for_that_province(citizen):
    # given
    asked_back = citizen.asks("گاڑی ٹرانسفر کے کاغذات کیا ہیں")
    # when
    button = next(each for each in asked_back["buttons"] if each["payload"].endswith(":islamabad"))
    answer = citizen.presses(button)
    # then
    assert services_offered(answer) == ["vehicle-transfer"]
    assert answer["language"] == "ur"
    assert "فارم ایف" in answer["text"]


def test_a_button_below_an_answer_tells_the_rest(citizen):
    # given
    answer = citizen.asks("mera shanakhti card gum ho gaya hai")
    # when
    more = citizen.presses(answer["buttons"][0])
    # then
    assert services_offered(more) == ["cnic-lost"]
    assert more["text"] != answer["text"]


def test_a_chosen_language_holds_for_the_conversation(citizen):
    # given
    chosen = citizen.asks("roman me likho")
    # when
    answer = citizen.asks("میرا شناختی کارڈ گم ہو گیا ہے")
    # then
    assert chosen["language"] == answer["language"] == "ur-Latn"
    assert not URDU.search(answer["text"])


def test_what_is_no_public_service_is_not_guessed_at(citizen):
    reply = citizen.asks("who won the cricket match yesterday?")
    assert services_offered(reply) == []
    assert reply["language"] == "en"


def test_nobody_reads_what_is_said_to_somebody_else(citizen, system):
    # given
    citizen.asks("salam")
    # when
    with httpx.Client(base_url=system.url, timeout=3) as stranger:
        stranger.post("/web/session", json={})
        # then: silence, until the stranger's patience of three seconds ends
        with stranger.stream("GET", "/web/stream") as stream, pytest.raises(httpx.ReadTimeout):
            for line in stream.iter_lines():
                assert not line.startswith("data:")


def test_a_message_posted_twice_is_answered_once(citizen):
    # given
    identifier = str(uuid.uuid4())
    body = {"id": identifier, "text": "salam"}
    # when
    first = citizen.client.post("/web/messages", json=body)
    second = citizen.client.post("/web/messages", json=body)
    citizen.reads(identifier)
    citizen.asks("passport ki fees kitni hai?")
    # then
    assert (first.json()["duplicate"], second.json()["duplicate"]) == (False, True)
    assert [reply["to"] for reply in citizen.replies].count(identifier) == 1


def test_messages_sent_at_once_are_answered_in_their_order(citizen):
    # when
    ids = [citizen.sends(text) for text in ("salam", "cnic gum ho gaya", "passport renew karwana hai", "shukriya")]
    citizen.reads(ids[-1])
    # then
    assert [reply["to"] for reply in citizen.replies] == ids
    assert [reply["number"] for reply in citizen.replies] == [1, 2, 3, 4]
