import json
from datetime import timedelta
from typing import Any

import pytest

from bot.claims import claim_next
from bot.errors import ClaimLost, EngineReplyError, EngineUnavailable
from bot.interfaces import EngineMessage, EngineRequest
from bot.sessions import EPISODE_IDLE
from bot.turn import STEPS, Turn, run_turn
from bot.turn.commit import apologise, postpone
from knowledge.payloads import AnswerPayload, ClarifyPayload, LanguagePayload, ServiceChoice, UtterancePayload
from nlu.types import Language

HINDI = "मेरा पासपोर्ट खो गया"


def said(outcome: str = "answered_smalltalk") -> EngineMessage:
    return EngineMessage(custom=UtterancePayload("utter_x", outcome).to_dict())


def clarifying(_request: EngineRequest) -> tuple[EngineMessage, ...]:
    choices = (ServiceChoice("cnic-lost", "Lost CNIC"), ServiceChoice("cnic-renewal", "Renew a CNIC"))
    return (EngineMessage(custom=ClarifyPayload("en", choices).to_dict()),)


def answering(request: EngineRequest) -> tuple[EngineMessage, ...]:
    aspect = "fee" if "fee" in request.text else None
    payload = AnswerPayload(
        "cnic-lost", request.language, "Lost CNIC", 0.9, aspect=aspect, lead="Apply.", more=("fee",)
    )
    return (EngineMessage(custom=payload.to_dict()),)


def test_the_steps_and_their_order() -> None:
    assert [step.name for step in STEPS] == [
        "read", "screen", "choose", "language", "owner", "mask", "engine", "payloads", "render", "commit",
    ]  # fmt: skip


def test_a_turn_stores_its_reply_and_outcome_and_lets_the_conversation_go(rig: Any) -> None:
    number = rig.accept("salam")
    turn = rig.turn()
    assert [reply.text for reply in rig.replies()] == ["salam"]
    assert rig.outcomes() == ["answered_smalltalk"]
    assert rig.message(number).state == "done"
    conversation = rig.conversation()
    assert (conversation.due_at, conversation.claimed_by, conversation.reply_count) == (None, None, 1)
    assert turn.more is False
    assert claim_next(rig.database) is None


def test_the_engine_gets_a_masked_text_an_opaque_session_and_the_language(rig: Any) -> None:
    rig.say("mera number 12345 hai")
    (request,) = rig.engine.requests
    assert request.text == "mera number <NUMBER-1> hai"
    assert request.session == rig.conversation().session
    assert "ali" not in request.session
    assert (request.language, request.command) == ("ur-Latn", False)
    assert request.metadata == {"language": "ur-Latn", "mixed": False, "service": None}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("", "refused_empty"),
        (" \n\t ", "refused_empty"),
        ("\x00\x01", "refused_empty"),
        ("😀👍", "refused_no_words"),
        ("???", "refused_no_words"),
        ("12345-6789012-3", "refused_no_words"),
        ("/", "refused_no_words"),
        ("/restart", "refused_no_words"),
        ("///restart", "refused_no_words"),
        ("/session_start", "refused_no_words"),
        ('/ask_question{"service": "x"}', "refused_no_words"),
        ("/intent{}", "refused_no_words"),
        (" \u200b/restart", "refused_no_words"),
        ("／restart", "refused_no_words"),
        (HINDI, "refused_language"),
        ("x" * 4097, "refused_too_long"),
    ],
)
def test_what_holds_no_question_is_refused_kindly_and_never_reaches_the_engine(
    text: str, outcome: str, rig: Any
) -> None:
    rig.say(text)
    assert rig.outcomes() == [outcome]
    assert rig.replies()[0].text
    assert rig.engine.requests == ()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("/restart please, what is the fee", "restart please, what is the fee"),
        ("/ / what is the fee", "what is the fee"),
        ("<script>alert(1)</script> fee", "<script>alert(1)</script> fee"),
        ("fee \ud800 here", "fee here"),
        ("fee\x07 here", "fee here"),
        ("EXTERNAL: fee", "EXTERNAL: fee"),
    ],
)
def test_odd_questions_reach_the_engine_harmlessly(text: str, seen: str, rig: Any) -> None:
    rig.say(text)
    (request,) = rig.engine.requests
    assert " ".join(request.text.split()) == seen
    assert not request.command


@pytest.mark.parametrize(
    ("text", "command"), [("/start", "/greet"), ("/help@sahulat_bot", "/help"), ("/START now", None)]
)
def test_the_two_commands_that_platforms_teach_are_understood(text: str, command: str | None, rig: Any) -> None:
    rig.say(text)
    (request,) = rig.engine.requests
    assert request.command is (command is not None)
    assert command is None or request.text.startswith(command + "{")


def test_an_unspoken_language_is_answered_in_all_three_with_buttons(rig: Any) -> None:
    rig.say(HINDI)
    (reply,) = rig.replies()
    for language in Language:
        assert rig.texts.text("reply.language_not_spoken", language) in reply.text
    assert {button.payload for button in reply.buttons} == {"language:en", "language:ur", "language:ur-Latn"}
    assert reply.language == "en"
    assert rig.conversation().last_language is None


def test_an_unspoken_language_is_answered_first_in_the_language_used_before(rig: Any) -> None:
    rig.say("فیس کیا ہے")
    rig.say(HINDI)
    assert rig.replies()[-1].language == "ur"
    assert rig.replies()[-1].text.startswith(rig.texts.text("reply.language_not_spoken", "ur"))


@pytest.mark.parametrize("typed", ["2", "۲", "2.", "(2)", "Renew a CNIC", "renew a cnic", "service:cnic-renewal"])
def test_a_typed_number_title_or_payload_chooses_a_button_of_the_last_reply(typed: str, scripted: Any) -> None:
    rig = scripted(clarifying)
    rig.say("cnic help please")
    rig.say(typed)
    request = rig.engine.requests[-1]
    assert request.command
    name, _, arguments = request.text.partition("{")
    assert name == "/choose_service"
    assert json.loads("{" + arguments) == {"service": "cnic-renewal", "language": "en"}


@pytest.mark.parametrize("typed", ["9", "0", "22"])
def test_a_number_that_is_no_button_chooses_nothing(typed: str, scripted: Any) -> None:
    rig = scripted(clarifying)
    rig.say("cnic help please")
    rig.say(typed)
    assert rig.outcomes()[-1] == "refused_no_words"


def test_a_pressed_button_needs_no_text(rig: Any) -> None:
    rig.say("", payload="human")
    assert rig.engine.requests[-1].text == '/request_human{"language": "en"}'


def test_the_citizens_choice_of_language_holds_until_it_is_changed(rig: Any) -> None:
    rig.say("", payload="language:ur")
    assert rig.conversation().language == "ur"
    rig.say("what is the fee for this")
    assert [request.language for request in rig.engine.requests] == ["ur", "ur"]
    assert rig.replies()[-1].language == "ur"
    rig.say("", payload="language:en")
    rig.say("یہ کیا ہے")
    assert rig.replies()[-1].language == "en"


def test_a_choice_made_in_words_is_kept_and_answered_in_that_language(scripted: Any) -> None:
    payload = LanguagePayload("ur").to_dict()
    rig = scripted(lambda _: (EngineMessage(custom=payload), EngineMessage("ٹھیک ہے"), said("language_switched")))
    rig.say("speak urdu please")
    assert (rig.conversation().language, rig.replies()[0].language) == ("ur", "ur")
    assert rig.outcomes() == ["language_switched"]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("فیس کتنی ہے", "fees", "ur"),
        ("fees kitni hai", "passport", "ur-Latn"),
        ("what is the fee", "فیس", "ur"),
        ("fees kitni hai", "how many days", "en"),
        ("فیس کتنی ہے", "fees kitni hai", "ur-Latn"),
    ],
)
def test_a_lone_latin_word_inherits_the_language_of_the_conversation(
    first: str, second: str, language: str, rig: Any
) -> None:
    rig.say(first)
    rig.say(second)
    assert rig.replies()[-1].language == language


def test_a_message_is_left_to_the_person_who_owns_the_conversation(rig: Any) -> None:
    rig.say("salam")
    rig.change(lambda conversation: setattr(conversation, "owner", "queue"))
    for text in ("are you there", "😀", HINDI):
        rig.say(text)
    assert rig.outcomes()[1:] == ["deferred_to_owner"] * 3
    assert len(rig.replies()) == 1
    assert len(rig.engine.requests) == 1


def test_nothing_is_said_when_a_person_takes_over_while_the_engine_thinks(scripted: Any) -> None:
    def taken_over(_request: EngineRequest) -> tuple[EngineMessage, ...]:
        rig.change(lambda conversation: setattr(conversation, "owner", "agent-7"))
        return EngineMessage("too late"), said()

    rig = scripted(taken_over)
    rig.say("salam there")
    assert rig.replies() == []
    assert rig.outcomes() == ["deferred_to_owner"]


def test_a_worker_that_lost_its_claim_writes_nothing(scripted: Any) -> None:
    def claim_taken(_request: EngineRequest) -> tuple[EngineMessage, ...]:
        rig.change(lambda conversation: setattr(conversation, "claimed_by", "somebody"))
        return EngineMessage("late"), said()

    rig = scripted(claim_taken)
    rig.accept("salam there")
    with pytest.raises(ClaimLost):
        rig.turn()
    assert (rig.replies(), rig.outcomes()) == ([], [])
    assert rig.message(1).state == "new"


def test_an_engine_that_is_down_leaves_the_message_waiting(rig: Any) -> None:
    rig.engine.fail_with(EngineUnavailable("down"))
    rig.accept("salam there")
    with pytest.raises(EngineUnavailable):
        rig.turn()
    assert rig.message(1).state == "new"


@pytest.mark.parametrize(
    "answer",
    [
        EngineMessage(custom={"kind": "surprise"}),
        EngineMessage(custom={"kind": "answer"}),
        EngineMessage(custom={"kind": "answer", "service": "x", "language": "hi", "title": "", "probability": 1}),
        EngineMessage(custom={"kind": "clarify", "language": "en", "choices": [{"odd": 1}]}),
        EngineMessage(custom={"kind": "utterance", "name": "x", "outcome": "won the lottery"}),
    ],
)
def test_an_answer_that_is_none_of_our_payloads_ends_in_an_apology(answer: EngineMessage, scripted: Any) -> None:
    rig = scripted(lambda _: (EngineMessage("half an answer"), answer))
    rig.say("salam there")
    assert rig.outcomes() == ["error_engine_reply"]
    assert [reply.text for reply in rig.replies()] == [rig.texts.text("reply.went_wrong", "en")]


def test_an_engine_that_answers_nonsense_is_apologised_for(rig: Any) -> None:
    rig.engine.fail_with(EngineReplyError("nonsense"))
    rig.say("فیس کیا ہے")
    assert rig.outcomes() == ["error_engine_reply"]
    assert rig.replies()[0].text == rig.texts.text("reply.went_wrong", "ur")


def test_the_parts_of_an_answer_become_one_reply(scripted: Any) -> None:
    first = EngineMessage("One.", (("Yes", "/affirm"), ("Odd", "/restart")))
    rig = scripted(lambda _: (first, said("clarify_rephrase"), EngineMessage("Two.")))
    rig.say("salam there")
    (reply,) = rig.replies()
    assert reply.text == "One.\n\nTwo."
    assert [button.payload for button in reply.buttons] == ["affirm"]
    assert rig.outcomes() == ["clarify_rephrase"]


def test_asking_on_about_the_same_service_is_a_follow_up(scripted: Any) -> None:
    rig = scripted(answering)
    for text in ("lost my fee cnic", "what fee then", "lost my cnic"):
        rig.say(text)
    assert rig.outcomes() == ["answered_article", "answered_follow_up", "answered_article"]


def test_a_new_episode_begins_after_a_long_silence(rig: Any) -> None:
    rig.say("salam there")
    rig.say("still here")
    rig.change(lambda row: setattr(row, "last_message_at", row.last_message_at - EPISODE_IDLE - timedelta(minutes=1)))
    rig.say("good morning")
    rig.say("and on")
    sessions = [request.session for request in rig.engine.requests]
    assert sessions[0] == sessions[1] != sessions[2] == sessions[3]


def test_postponing_counts_and_waits(rig: Any) -> None:
    number = rig.accept("salam there")
    claim = claim_next(rig.database)
    assert claim is not None
    postpone(rig.tools, claim, number, 60)
    assert (rig.message(number).attempts, rig.message(number).failures) == (1, 0)
    assert claim_next(rig.database) is None
    with pytest.raises(ClaimLost):
        postpone(rig.tools, claim, number, 60)


def test_an_apology_goes_out_once_a_message(rig: Any) -> None:
    number = rig.accept("salam there")
    claim = claim_next(rig.database)
    assert claim is not None
    assert apologise(rig.tools, claim, number, "ur")
    assert not apologise(rig.tools, claim, number, "ur")
    assert [reply.text for reply in rig.replies()] == [rig.texts.text("reply.engine_late", "ur")]
    run_turn(Turn(claim), rig.tools)
    with pytest.raises(ClaimLost):
        apologise(rig.tools, claim, number, "ur")
