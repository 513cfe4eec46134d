"""The web channel over HTTP: what it accepts, what it refuses, and in which words."""

import hashlib
import json
import uuid

import pytest

MESSAGE = {"id": "8f14e45f-ceea-467f-a8d2-3f1d2f0c1a11", "text": "mera cnic gum ho gaya"}


def test_a_message_is_accepted_once(web):
    token = web.begin()
    first = web.client.post("/web/messages", json=MESSAGE)
    again = web.client.post("/web/messages", json=MESSAGE)
    assert (first.status_code, first.json()) == (202, {"id": MESSAGE["id"], "duplicate": False})
    assert again.json()["duplicate"] is True
    [message] = web.inbox.accepted.values()
    assert message.text == MESSAGE["text"]
    assert message.citizen.channel == "web"
    assert message.citizen.external_id == hashlib.sha256(token.encode()).hexdigest()


def test_the_token_is_stored_nowhere(web):
    token = web.begin()
    web.client.post("/web/messages", json=MESSAGE)
    [message] = web.inbox.accepted.values()
    assert token not in json.dumps(message.to_dict())


def test_two_citizens_may_use_the_same_id(web):
    web.begin()
    web.client.post("/web/messages", json=MESSAGE)
    web.client.cookies.clear()
    web.begin()
    assert web.client.post("/web/messages", json=MESSAGE).json()["duplicate"] is False
    assert len(web.inbox.accepted) == 2


def test_a_button_needs_no_text(web):
    web.begin()
    answer = web.client.post("/web/messages", json={**MESSAGE, "text": "", "payload": "service:cnic-lost"})
    assert answer.status_code == 202


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(web):
    cookie = web.client.post("/web/session", json={}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie  # plain http on the machine itself


def test_over_https_the_cookie_is_secure(web):
    answer = web.client.post("https://sahulat.test/web/session", json={})
    assert "; secure" in answer.headers["set-cookie"].lower()


def test_a_session_is_kept_until_a_fresh_one_is_asked_for(web):
    token = web.begin()
    assert web.begin() == token
    web.client.post("/web/session", json={"fresh": True})
    assert web.client.cookies["sahulat_session"] != token


@pytest.mark.parametrize("token", ["short", "x" * 44, "ü" * 43, "../" * 14 + "x"])
def test_a_malformed_token_is_no_session(web, token):
    answer = web.client.post("/web/messages", json=MESSAGE, headers={b"Cookie": f"sahulat_session={token}".encode()})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("status", "error", "request_parts"),
    [
        (422, "empty", {"json": {**MESSAGE, "text": ""}}),
        (422, "empty", {"json": {**MESSAGE, "text": " \n\t "}}),
        (422, "id", {"json": {"text": "salam"}}),
        (422, "id", {"json": {**MESSAGE, "id": 7}}),
        (422, "id", {"json": {**MESSAGE, "id": "not-a-uuid"}}),
        (422, "unreadable", {"json": {**MESSAGE, "text": ["salam"]}}),
        (422, "unreadable", {"json": {**MESSAGE, "payload": 1}}),
        (422, "bad_choice", {"json": {**MESSAGE, "payload": "refuse-me"}}),
        (400, "unreadable", {"json": [1, 2]}),
        (400, "unreadable", {"content": b"{", "headers": {"content-type": "application/json"}}),
        (400, "unreadable", {"content": b'{"a":"\xff"}', "headers": {"content-type": "application/json"}}),
        (400, "unreadable", {"content": b"[" * 50_000, "headers": {"content-type": "application/json"}}),
        (413, "too_large", {"json": {**MESSAGE, "text": "x" * 1_000_000}}),
        (415, "type", {"content": b"text=salam"}),
        (403, "origin", {"json": MESSAGE, "headers": {"origin": "https://elsewhere.example"}}),
        (403, "origin", {"json": MESSAGE, "headers": {"origin": "https://sahulat.test"}}),
        (403, "origin", {"json": MESSAGE, "headers": {"origin": "null"}}),
        (403, "origin", {"json": MESSAGE, "headers": {"sec-fetch-site": "cross-site"}}),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(web, status, error, request_parts):
    web.begin()
    answer = web.client.post("/web/messages", **request_parts)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["message"]
    assert not web.inbox.accepted


def test_our_own_page_may_post(web):
    web.begin()
    answer = web.client.post("/web/messages", json=MESSAGE, headers={"origin": "http://sahulat.test"})
    assert answer.status_code == 202


def test_a_body_beyond_the_limit_is_not_read_to_its_end(web):
    web.begin()
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield b"x" * 4096

    # The test client reads the whole body before it sends it, so the limit is checked on the function itself.
    import asyncio

    from starlette.requests import Request

    from channels.web.requests import BadRequest, read_object

    chunks = endless()

    async def receive():
        return {"type": "http.request", "body": next(chunks), "more_body": True}

    scope = {"type": "http", "headers": [(b"content-type", b"application/json")], "method": "POST"}
    with pytest.raises(BadRequest) as refused:
        asyncio.run(read_object(Request(scope, receive)))
    assert refused.value.status == 413
    assert read * 4096 <= 64 * 1024 + 4096


@pytest.mark.parametrize(
    ("parts", "language"),
    [
        ({"json": {**MESSAGE, "text": "", "language": "ur"}}, "ur"),
        ({"json": {**MESSAGE, "text": "", "language": "ur-Latn"}}, "ur-Latn"),
        ({"json": {**MESSAGE, "text": ""}, "params": {"lang": "ur"}}, "ur"),
        ({"json": {**MESSAGE, "text": ""}, "headers": {"accept-language": "fr, ur-PK;q=0.8, en;q=0.5"}}, "ur"),
        ({"json": {**MESSAGE, "text": ""}, "headers": {"accept-language": "fr"}}, "en"),
        ({"json": {**MESSAGE, "text": "", "language": "xx"}}, "en"),
    ],
)
def test_a_refusal_speaks_the_language_of_the_page(web, texts, parts, language):
    web.begin()
    answer = web.client.post("/web/messages", **parts)
    assert answer.json()["message"] == texts.text("web.error_empty", language)


def test_without_a_session_there_is_no_stream(web):
    assert web.client.get("/web/stream").status_code == 401


def test_a_uuid_is_kept_in_its_plain_form(web):
    web.begin()
    written = uuid.UUID(MESSAGE["id"]).urn
    assert web.client.post("/web/messages", json={**MESSAGE, "id": written}).json()["id"] == MESSAGE["id"]
