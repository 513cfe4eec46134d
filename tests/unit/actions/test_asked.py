"""Reading Rasa's tracker."""

from actions.asked import Asked
from nlu.types import Language


def test_the_metadata_of_the_message_decide_the_language() -> None:
    message = {
        "text": "fees?",
        "metadata": {"language": "ur-Latn"},
        "entities": [{"entity": "language", "value": "ur"}],
    }
    assert Asked.from_tracker(message, {"language": "en"}).language is Language.UR_LATN


def test_a_pressed_button_brings_its_entities() -> None:
    message = {
        "text": "/choose_service",
        "entities": [
            {"entity": "service", "value": "frc"},
            {"entity": "aspect", "value": "fee"},
            {"entity": "language", "value": "ur"},
        ],
    }
    read = Asked.from_tracker(message, {"service": "domicile", "province": "punjab"})
    assert (read.service, read.aspect, read.language) == ("frc", "fee", Language.UR)
    assert (read.current_service, read.province) == ("domicile", "punjab")


def test_a_province_in_the_message_wins_over_the_remembered_one() -> None:
    message = {"text": "in sindh", "entities": [{"entity": "province", "value": "sindh"}]}
    assert Asked.from_tracker(message, {"province": "punjab"}).province == "sindh"


def test_the_turn_knows_better_than_the_slot_which_service_was_spoken_of() -> None:
    slots = {"service": "frc"}
    assert Asked.from_tracker({"text": "x", "metadata": {"service": "domicile"}}, slots).current_service == "domicile"
    assert Asked.from_tracker({"text": "x", "metadata": {"service": None}}, slots).current_service == "frc"


def test_an_unknown_language_tag_counts_as_english() -> None:
    assert Asked.from_tracker({"text": "x", "metadata": {"language": "de"}}, {}).language is Language.EN


def test_what_was_asked_of_another_service_is_not_asked_of_this_one() -> None:
    slots = {"service": "domicile", "aspect": "documents"}
    assert Asked.from_tracker({"text": "sindh"}, slots).current_aspect == "documents"
    moved = {"text": "sindh", "metadata": {"service": "frc"}}
    assert Asked.from_tracker(moved, slots).current_aspect is None
