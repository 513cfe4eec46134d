"""The terminal's conversation: which line presses a button, and what a turn comes to."""

import json

import pytest

from bot.catalogue import Catalogue
from bot.cli.conversation import Conversation, TerminalTurn, pressed
from bot.cli.output import say_json
from bot.interfaces import TurnRecord
from bot.messages import Button, Reply
from bot.prepare import prepare
from bot.settings import Settings
from knowledge.database import open_database

BUTTONS = (Button("Kaghzat", "service:cnic-lost:documents"), Button("فیس", "service:cnic-lost:fee"))


@pytest.mark.parametrize(
    ("line", "payload"),
    [
        ("1", "service:cnic-lost:documents"),
        (" 2 ", "service:cnic-lost:fee"),
        ("۲", "service:cnic-lost:fee"),
        ("KAGHZAT", "service:cnic-lost:documents"),
        ("فیس", "service:cnic-lost:fee"),
        ("service:cnic-lost:fee", "service:cnic-lost:fee"),
    ],
)
def test_number_title_and_payload_press_a_button(line, payload):
    button = pressed(line, BUTTONS)
    assert button is not None
    assert button.payload == payload


@pytest.mark.parametrize("line", ["0", "3", "", "kaghzat kya hain", "-1", "1.5", "²"])
def test_every_other_line_is_a_question(line):
    assert pressed(line, BUTTONS) is None


def test_a_turn_as_json_has_exactly_the_promised_keys(capsys):
    turn = TerminalTurn(
        (Reply("سلام", "ur", BUTTONS),), TurnRecord("answered_article", ("cnic-lost",), "bot", None, None)
    )
    say_json(turn.to_dict())
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert json.loads(printed) == {
        "replies": [
            {
                "text": "سلام",
                "language": "ur",
                "buttons": [{"title": each.title, "payload": each.payload} for each in BUTTONS],
            }
        ],
        "outcome": "answered_article",
        "services": ["cnic-lost"],
        "owner": "bot",
        "asks": None,
        "ticket": None,
    }


def test_a_lone_surrogate_can_be_printed(capsys):
    say_json({"text": "a\ud800b"})
    assert "a\\ud800b" in capsys.readouterr().out


@pytest.fixture
def conversation(tmp_path):
    settings = Settings(home=tmp_path)
    prepare(settings, lambda _sentence: None, parts=["database"])
    database = open_database(settings.database_url)
    talk = Conversation(settings, database, Catalogue.load())
    yield talk
    talk.close()
    database.dispose()


def test_a_line_that_cannot_be_stored_is_answered_all_the_same(conversation):
    turn = conversation.say("x" * 1_000_000, within_s=1)
    assert turn.record is not None
    assert turn.record.outcome == "refused_too_long"
    assert turn.replies[0].text == Catalogue.load().text("error.too_long", "en")


def test_without_a_worker_the_wait_ends_and_says_nothing_came(conversation):
    turn = conversation.say("salam", within_s=0.1)
    assert turn == TerminalTurn((), None)
    assert turn.to_dict()["outcome"] is None
