import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.choices import parse
from nlu.types import Language

pytestmark = pytest.mark.rasa

FOLDER = Path(__file__).parent / "conversations"


def conversations() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [
            pytest.param(content["language"], each["steps"], id=f"{path.stem}: {each['name']}")
            for each in content["conversations"]
        ]
    return found


def test_every_language_has_conversations() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == set(Language)


@pytest.mark.parametrize(("language", "steps"), conversations())
def test_conversation(rasa: str, language: str, steps: list[dict[str, Any]]) -> None:
    session = uuid.uuid4().hex
    for step in steps:
        heard = told(rasa, session, language, step)
        payloads = [message["custom"] for message in heard if "custom" in message]
        assert [payload["name"] for payload in payloads] == step["hear"], step
        spoken = [payload["language"] for payload in payloads if payload["kind"] == "utterance"]
        assert spoken in ([], [step.get("in", language)]), step
        assert len([message for message in heard if message.get("text")]) == len(spoken), step


def told(rasa: str, session: str, language: str, step: dict[str, Any]) -> list[dict[str, Any]]:
    text = step["say"] if "say" in step else parse(step["press"]).command(Language(language))
    body = {"sender": session, "message": text, "metadata": {"language": language}}
    answer = httpx.post(f"{rasa}/webhooks/rest/webhook", json=body, timeout=20, trust_env=False)
    assert answer.status_code == 200
    messages: list[dict[str, Any]] = answer.json()
    return messages


def test_the_language_is_found_when_nobody_tells_it(rasa: str) -> None:
    body = {"sender": uuid.uuid4().hex, "message": "السلام علیکم"}
    answer = httpx.post(f"{rasa}/webhooks/rest/webhook", json=body, timeout=20, trust_env=False).json()
    assert [message["custom"]["language"] for message in answer if "custom" in message] == ["ur"]


def test_rasa_offers_nothing_but_its_channel(rasa: str) -> None:
    for path in ("/status", "/domain", "/model/parse", "/conversations/x/tracker", "/webhooks/slack/webhook"):
        assert httpx.get(f"{rasa}{path}", timeout=5, trust_env=False).status_code == 404, path
    answer = httpx.get(f"{rasa}/version", headers={"Origin": "https://example.org"}, timeout=5, trust_env=False)
    assert "access-control-allow-origin" not in answer.headers
