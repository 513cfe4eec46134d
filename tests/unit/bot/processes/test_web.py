"""The web process's own routes, and the headers on every answer."""

import asyncio

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.prepare import prepare
from bot.processes.health import Check, readiness
from bot.processes.heartbeat import beating
from bot.processes.ports import any_free
from bot.processes.web import SECURITY_HEADERS, create_app, health_routes
from bot.settings import Settings
from knowledge.database import open_database


def client_of(*checks: Check) -> TestClient:
    async def found():
        return checks

    app = FastAPI()
    app.include_router(health_routes(found))
    return TestClient(app)


def test_ready_when_every_check_is_well():
    answer = client_of(Check("database", ok=True), Check("rasa", ok=True)).get("/health/ready")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"


def test_not_ready_names_what_is_wrong():
    answer = client_of(Check("database", ok=True), Check("rasa", ok=False, detail="not reachable yet")).get(
        "/health/ready"
    )
    assert answer.status_code == 503
    assert answer.json()["checks"]["rasa"] == {"ok": False, "detail": "not reachable yet"}
    assert answer.json()["checks"]["database"]["ok"] is True


def test_live_needs_nothing():
    assert client_of(Check("database", ok=False)).get("/health/live").status_code == 200


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path, port=any_free(), rasa_port=any_free(), actions_port=any_free())


def test_the_whole_application_carries_the_headers_everywhere(settings):
    prepare(settings, lambda _sentence: None, parts=["database"])
    with TestClient(create_app(settings)) as client:
        for path in ("/", "/web/files/chat.js", "/health/live", "/nowhere"):
            headers = client.get(path).headers
            for name, value in SECURITY_HEADERS:
                assert headers[name.decode()] == value.decode()


def test_every_part_is_checked(settings):
    database = open_database(settings.database_url)
    with beating(settings.home, "sender"):
        found = {check.name: check for check in asyncio.run(readiness(settings, database))}
    database.dispose()
    assert found.keys() == {"database", "index", "rasa", "actions", "worker", "sender"}
    assert "sahulat db upgrade" in found["database"].detail
    assert "sahulat index build" in found["index"].detail
    assert found["rasa"].detail == "not reachable yet"
    assert not found["worker"].ok
    assert found["sender"].ok
