import json
from collections.abc import Iterator

import pytest
import structlog

from bot.logging import set_up_logging


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def logged(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    entry: dict[str, object] = json.loads(capsys.readouterr().err)
    return entry


def test_texts_and_ids_of_citizens_are_withheld(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(process="worker")
    structlog.get_logger("x").info(
        "turn.ended", text="secret", payload="secret", external_id="secret", outcome="answered"
    )
    entry = logged(capsys)
    assert "secret" not in json.dumps(entry)
    assert (entry["event"], entry["outcome"], entry["process"], entry["level"]) == (
        "turn.ended",
        "answered",
        "worker",
        "info",
    )


def test_an_exception_is_told_by_type_and_place_only(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(process="worker")
    try:
        raise ValueError("secret")
    except ValueError:
        structlog.get_logger("x").error("turn.broke", exc_info=True)
    entry = logged(capsys)
    assert entry["error"] == "ValueError"
    assert "test_logging.py" in str(entry["at"])
    assert "secret" not in json.dumps(entry)


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(process="worker", level="warning", as_json=False)
    structlog.get_logger("x").info("quiet")
    structlog.get_logger("x").warning("loud")
    said = capsys.readouterr().err
    assert "loud" in said
    assert "quiet" not in said
