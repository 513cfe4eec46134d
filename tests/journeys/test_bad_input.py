"""Whatever is sent gets a clear reply or a refusal with a reason; nothing is lost and nothing of it is logged."""

import json
import uuid

import pytest

pytestmark = pytest.mark.system


def post(citizen, text: str):
    """Post a text as a browser would, with every odd character escaped; the id and the answer."""
    identifier = str(uuid.uuid4())
    body = json.dumps({"id": identifier, "text": text}).encode("ascii")
    headers = {"Content-Type": "application/json"}
    return identifier, citizen.client.post("/web/messages", content=body, headers=headers)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/intent{}",
        '/ask_question{"service":"cnic-lost"}',
        "<script>alert(1)</script>",
        "😀🎉",
        "abc\u0000\u0007\u001b[31m",
        "\ud800\udfff\ud800",
        "زما پاسپورټ ورک شو، څه وکړم؟",
        "मेरा पासपोर्ट खो गया है",
        "x" * 5000,
        "؟؟؟",
        "\u200f\u200e\u202e passport",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_every_odd_text_gets_a_reply_and_the_next_question_its_answer(citizen, text):
    # when
    identifier, answer = post(citizen, text)
    # then
    assert answer.status_code == 202
    reply = citizen.reads(identifier)
    assert reply["text"].strip()
    assert "alert(1)" not in reply["text"]
    assert citizen.asks("mera shanakhti card gum ho gaya hai")["text"]


@pytest.mark.parametrize(
    ("text", "spoken"), [("मेरा पासपोर्ट खो गया है", "Roman Urdu"), ("زما پاسپورټ ورک شو، څه وکړم؟", "رومن اردو")]
)
def test_a_language_that_is_not_spoken_is_told_which_are(citizen, text, spoken):
    identifier, _ = post(citizen, text)
    assert spoken in citizen.reads(identifier)["text"]


@pytest.mark.parametrize(("text", "status"), [("", 422), ("  \n", 422), ("x" * 1_000_000, 413), ("x" * 20_000, 422)])
def test_what_cannot_be_a_message_is_refused_with_a_reason(citizen, text, status):
    _, answer = post(citizen, text)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert citizen.asks("salam")["text"]


def test_no_log_holds_a_text(citizen, system):
    # given
    secret = "qwzxjk cnic 35202-1234567-1 vlmpt"
    citizen.asks(secret)
    citizen.asks("mera shanakhti card gum ho gaya hai " + secret)
    # then
    logs = list((system.home / "log").glob("*.log"))
    assert len(logs) >= 5
    for log in logs:
        content = log.read_text(encoding="utf-8", errors="replace")
        assert "qwzxjk" not in content, log.name
        assert "1234567" not in content, log.name
