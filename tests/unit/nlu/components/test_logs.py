from nlu.components.logs import without_texts


def test_only_the_name_of_an_event_is_logged() -> None:
    event = {
        "event": "rest.message.received.failure",
        "level": "error",
        "text": "meri shikayat",
        "slot_values": "language: ur",
        "exc_info": True,
    }
    assert without_texts(None, "error", event) == {
        "event": "rest.message.received.failure",
        "level": "error",
        "exc_info": True,
    }
