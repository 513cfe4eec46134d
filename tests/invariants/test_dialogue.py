"""What the dialogue's content must always be; read as plain YAML, without Rasa."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.choices import from_engine
from bot.outcomes import Outcome
from knowledge.payloads import UtterancePayload, read_payload
from nlu.types import Language

PROJECT = Path(__file__).resolve().parents[2]
DIALOGUE = PROJECT / "bot" / "dialogue"
EXAMPLES = PROJECT / "nlu" / "examples"
FROM_BUTTONS = frozenset({"choose_service", "choose_language", "none_of_these"})
LEAST_EXAMPLES = {"ask_question": 120, "follow_up": 40, "out_of_scope": 40}
LONGEST_TITLE = 20
"""WhatsApp's limit of a reply button's title."""
NOT_URDU = re.compile("[\u064a\u0643\u0649\u0647\u0660-\u0669\u200c\u200d\u202a-\u202e]")
ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def responses() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = load(DIALOGUE / "domain" / "responses.yml")["responses"]
    return found


def examples() -> dict[tuple[str, str], list[str]]:
    """By (language folder, intent)."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(EXAMPLES.rglob("*.yml")):
        for entry in load(path)["nlu"]:
            lines = entry["examples"].splitlines()
            assert all(line.startswith("- ") for line in lines), path
            found[path.parent.name, entry["intent"]] += [line[2:] for line in lines]
    return found


def language_of(variation: dict[str, Any]) -> str:
    conditions = variation.get("condition")
    if conditions is None:
        return "en"
    (condition,) = conditions
    assert (condition["type"], condition["name"]) == ("slot", "language")
    return str(condition["value"])


@pytest.mark.parametrize("name", responses())
def test_every_response_is_said_once_in_each_language(name: str) -> None:
    assert [language_of(variation) for variation in responses()[name]] == list(Language)


@pytest.mark.parametrize("name", responses())
def test_every_text_comes_with_a_payload_that_names_it(name: str) -> None:
    for variation in responses()[name]:
        payload = read_payload(variation["custom"])
        assert isinstance(payload, UtterancePayload)
        assert payload.name == name
        assert Outcome(payload.outcome)
        assert variation["custom"]["language"] == language_of(variation)


@pytest.mark.parametrize("name", responses())
def test_buttons_are_in_our_grammar_and_fit_every_channel(name: str) -> None:
    kinds = set()
    for variation in responses()[name]:
        buttons = variation.get("buttons", [])
        kinds.add(len(buttons))
        assert len(buttons) <= 3
        for button in buttons:
            assert from_engine(button["payload"]).payload == button["payload"]
            assert 0 < len(button["title"]) <= LONGEST_TITLE
    assert len(kinds) == 1, "as many buttons in each language"


@pytest.mark.parametrize("name", responses())
def test_each_language_is_written_in_its_own_letters(name: str) -> None:
    for variation in responses()[name]:
        if language_of(variation) == "ur":
            assert ARABIC_SCRIPT.search(variation["text"])
            assert not re.search(r"[?,;]", variation["text"]), "؟ ، ؛"
        else:
            assert not ARABIC_SCRIPT.search(variation["text"])


@pytest.mark.parametrize("path", [*sorted(EXAMPLES.rglob("*.yml")), *sorted(DIALOGUE.rglob("*.yml"))], ids=str)
def test_urdu_is_written_with_urdu_letters(path: Path) -> None:
    assert NOT_URDU.findall(path.read_text(encoding="utf-8")) == []


def test_every_intent_is_learnt_from_enough_sentences_of_each_language() -> None:
    intents = set(load(DIALOGUE / "domain" / "domain.yml")["intents"]) - FROM_BUTTONS
    found = examples()
    few = {
        (language.value, intent): len(found[language.value, intent])
        for language in Language
        for intent in intents
        if len(found[language.value, intent]) < LEAST_EXAMPLES.get(intent, 30)
    }
    assert few == {}


def test_no_example_has_an_intent_that_the_domain_does_not_know() -> None:
    known = set(load(DIALOGUE / "domain" / "domain.yml")["intents"]) | {"nlu_fallback"}
    assert {intent for _, intent in examples()} - known == set()


def test_no_sentence_has_two_intents_and_none_stands_twice() -> None:
    intents: dict[str, set[str]] = defaultdict(set)
    twice = []
    for (_, intent), sentences in examples().items():
        keys = [sentence.casefold().strip(" ?؟.۔!،,") or sentence for sentence in sentences]
        twice += [key for key in set(keys) if keys.count(key) > 1]
        for key in keys:
            intents[key].add(intent)
    assert {key: both for key, both in intents.items() if len(both) > 1} == {}
    assert twice == []


def test_examples_lie_in_the_folder_of_their_script() -> None:
    for (folder, intent), sentences in examples().items():
        if folder in ("en", "ur-Latn"):
            assert [text for text in sentences if ARABIC_SCRIPT.search(text)] == [], intent
        elif folder == "ur":
            assert [text for text in sentences if not ARABIC_SCRIPT.search(text)] == [], intent


def test_no_held_out_sentence_is_learnt_from() -> None:
    learnt = {text.casefold() for sentences in examples().values() for text in sentences}
    rows = (PROJECT / "tests" / "evaluation" / "nlu.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row for row in rows if row.split("\t")[0].casefold() in learnt] == []


def test_every_intent_has_a_rule_and_every_action_of_a_rule_exists() -> None:
    domain = load(DIALOGUE / "domain" / "domain.yml")
    rules = load(DIALOGUE / "rules.yml")["rules"]
    steps = [step for rule in rules for step in rule["steps"]]
    ruled = {step["intent"] for step in steps if "intent" in step}
    assert ruled == set(domain["intents"]) | {"nlu_fallback"}
    actions = {step["action"] for step in steps if "action" in step}
    assert actions - set(domain["actions"]) - set(responses()) == {"action_two_stage_fallback"}
    used_by_rasa = {"utter_ask_rephrase", "utter_default"}
    assert set(responses()) - actions - used_by_rasa == set(), "a response that nothing says"


def test_addresses_come_from_the_environment() -> None:
    endpoints = load(DIALOGUE / "endpoints.yml")
    assert endpoints["action_endpoint"]["url"] == "${SAHULAT_ACTIONS_URL}"
    assert endpoints["tracker_store"]["db"] == "${SAHULAT_TRACKER_DB}"
    assert load(DIALOGUE / "credentials.yml") == {"rest": None}
