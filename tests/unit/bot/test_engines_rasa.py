import httpx
import pytest

from bot.engines.rasa import RasaEngine
from bot.errors import EngineReplyError, EngineUnavailable
from bot.interfaces import EngineRequest

QUESTION = EngineRequest("s", "salam", "en")


def engine(response: httpx.Response) -> RasaEngine:
    return RasaEngine("http://engine", transport=httpx.MockTransport(lambda _: response))


@pytest.mark.parametrize(
    "failure", [httpx.ReadTimeout, httpx.ConnectTimeout, httpx.RemoteProtocolError, httpx.PoolTimeout]
)
def test_every_failure_of_the_transport_means_unavailable(failure: type[httpx.TransportError]) -> None:
    def fail(_request: httpx.Request) -> httpx.Response:
        raise failure("failed")

    with pytest.raises(EngineUnavailable) as raised:
        RasaEngine("http://engine", transport=httpx.MockTransport(fail)).respond(QUESTION)
    assert isinstance(raised.value.__cause__, failure)


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, EngineUnavailable), (503, EngineUnavailable), (404, EngineReplyError), (302, EngineReplyError)],
)
def test_the_status_decides_whether_to_try_again(status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        engine(httpx.Response(status, json=[{"text": "x"}])).respond(QUESTION)


@pytest.mark.parametrize(
    "answer",
    [
        {}, [], None, "x", [1], [{}], [{"text": 1}], [{"text": ""}], [{"custom": "x"}],
        [{"text": "x", "buttons": [1]}],
        [{"text": "x", "buttons": [{"title": "t"}]}], [{"image": "http://x"}],
    ],
)  # fmt: skip
def test_an_answer_in_another_shape_is_no_answer(answer: object) -> None:
    with pytest.raises(EngineReplyError):
        engine(httpx.Response(200, json=answer)).respond(QUESTION)


@pytest.mark.parametrize(
    ("health", "error"), [(None, EngineUnavailable), (500, EngineUnavailable), (200, EngineReplyError)]
)
def test_an_empty_answer_is_tried_again_while_the_actions_are_down(health: int | None, error: type[Exception]) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.host == "engine":
            return httpx.Response(200, json=[])
        assert str(request.url) == "http://actions/health"
        if health is None:
            raise httpx.ConnectError("refused")
        return httpx.Response(health)

    asked = RasaEngine("http://engine", actions_url="http://actions", transport=httpx.MockTransport(handle))
    with pytest.raises(error):
        asked.respond(QUESTION)


def test_the_callers_metadata_cannot_change_the_language() -> None:
    seen = []

    def record(request: httpx.Request) -> httpx.Response:
        seen.append(request.content)
        return httpx.Response(200, json=[{"text": "x"}])

    RasaEngine("http://engine", transport=httpx.MockTransport(record)).respond(
        EngineRequest("s", "x", "ur", metadata={"language": "en", "mixed": False})
    )
    assert b'"language":"ur"' in seen[0]
