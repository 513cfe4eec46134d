from typing import Any

from bot.outbox import claim_due, mark_sent
from bot.transcript import DatabaseTranscript


def send_all(rig: Any) -> None:
    while (departure := claim_due(rig.database, ("web",))) is not None:
        mark_sent(rig.database, departure)


def test_only_what_was_sent_is_seen_in_order_and_by_its_citizen(rig: Any) -> None:
    transcript = DatabaseTranscript(rig.database)
    rig.say("salam")
    assert transcript.sent_after("web", "ali", 0) == []
    rig.say("and you")
    send_all(rig)
    seen = transcript.sent_after("web", "ali", 0)
    assert [(sent.number, sent.reply.text, sent.to_message) for sent in seen] == [
        (1, "salam", "m1"),
        (2, "and you", "m2"),
    ]
    assert [sent.number for sent in transcript.sent_after("web", "ali", 1)] == [2]
    assert transcript.sent_after("web", "bina", 0) == []
    assert transcript.sent_after("terminal", "ali", 0) == []


def test_a_turn_is_told_when_it_is_over(rig: Any) -> None:
    transcript = DatabaseTranscript(rig.database)
    rig.accept("salam")
    assert transcript.turn_of("web", "m1") is None
    rig.turn()
    record = transcript.turn_of("web", "m1")
    assert record is not None
    assert (record.outcome, record.owner, record.services, record.asks, record.ticket) == (
        "answered_smalltalk", "bot", (), None, None,
    )  # fmt: skip
    assert transcript.turn_of("web", "unknown") is None
