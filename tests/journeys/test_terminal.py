"""The commands, on the running system and without it."""

import json

import pytest

from .conftest import System, free_ports

pytestmark = pytest.mark.system

KEYS = {"replies", "outcome", "services", "owner", "asks", "ticket"}


def turns(system, *lines: str) -> list[dict]:
    """What `sahulat chat --json` says to the lines."""
    ended = system.run("chat", "--json", stdin="".join(f"{line}\n" for line in lines))
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_a_conversation_line_by_line(system):
    said = turns(system, "mera shanakhti card gum ho gaya hai", "1", "", "card", "2")
    assert len(said) == 5
    assert all(turn.keys() == KEYS for turn in said)
    assert [turn["outcome"] for turn in said[:4]] == [
        "answered_article",
        "answered_follow_up",
        "refused_empty",
        "clarify_service",
    ]
    assert said[0]["services"] == said[1]["services"] == ["cnic-lost"]
    assert said[3]["asks"] == "which-service"
    assert said[4]["services"] == [said[3]["services"][1]]
    assert all(turn["owner"] == "bot" and turn["ticket"] is None for turn in said)


def test_each_run_is_a_new_citizen(system):
    turns(system, "mera shanakhti card gum ho gaya hai")
    [bare] = turns(system, "aur kaghzat?")
    assert bare["services"] == []


def test_without_a_running_system_it_starts_what_it_needs_and_stops_it(tmp_path, system):
    alone = System(tmp_path / "home", free_ports())
    [turn] = turns(alone, "پاسپورٹ کی تجدید کیسے کروں؟")
    assert turn["services"] == ["passport-renewal"]
    assert turn["replies"][0]["language"] == "ur"
    assert list((alone.home / "run").glob("*.beat")) == []


def test_asking_prepares_what_is_missing_and_prints_nothing_else(tmp_path):
    alone = System(tmp_path / "home", free_ports())
    first = alone.run("ask", "--json", "mera shanakhti card gum ho gaya hai")
    answer = json.loads(first.stdout)
    assert first.stdout.count("\n") == 1
    assert "The search index is built" in first.stderr
    assert answer.keys() == {"language", "mixed", "decision", "services", "text"}
    assert answer["language"] == "ur-Latn"
    assert answer["decision"] == "answer"
    assert answer["services"][0]["id"] == "cnic-lost"
    assert 0 < answer["services"][0]["probability"] <= 1
    again = alone.run("ask", "--json", "--language", "en", "my CNIC is lost, what should I do?")
    assert again.stderr == ""
    assert "Source:" in json.loads(again.stdout)["text"]


def test_search_is_measured_on_files(system, tmp_path):
    file, rows = tmp_path / "questions.tsv", tmp_path / "rows.tsv"
    file.write_text(
        "text\tlanguage\tservice_ids\n"
        "mera shanakhti card gum ho gaya hai\tur-Latn\tcnic-lost\n"
        "how do I renew my passport\ten\tpassport-renewal,passport-new\n"
        "who won the cricket match\ten\t\n",
        encoding="utf-8",
    )
    measured = json.loads(system.run("evaluate", "search", str(file), "--json", "--rows", str(rows)).stdout)
    assert measured["all"]["rows"] == 3
    assert measured["all"]["top_1"] == 1.0
    assert set(measured["languages"]) == {"en", "ur-Latn"}
    header, *lines = rows.read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == ["text", "language", "expected", "decision", "id1", "p1", "id2", "p2", "id3", "p3"]
    assert len(lines) == 3


def test_intents_are_measured_on_files(system, tmp_path):
    file = tmp_path / "intents.tsv"
    file.write_text(
        "text\tlanguage\tintent\nassalam o alaikum\tur-Latn\tgreet\nthank you\ten\tthanks\n", encoding="utf-8"
    )
    measured = json.loads(system.run("evaluate", "nlu", str(file), "--json").stdout)
    assert measured["all"] == {"rows": 2, "accuracy": 1.0, "macro_f1": 1.0, "confusions": []}


def test_language_is_measured_on_files(system, tmp_path):
    file = tmp_path / "languages.tsv"
    file.write_text("text\tlanguage\nمجھے فیس بتائیں\tur\nwhere is the office\ten\n", encoding="utf-8")
    assert json.loads(system.run("evaluate", "language", str(file), "--json").stdout)["accuracy"] == 1.0


@pytest.mark.parametrize("command", ["search", "nlu", "language"])
def test_a_bad_file_is_named_with_its_line(system, tmp_path, command):
    file = tmp_path / "bad.tsv"
    file.write_text("text\tlanguage\tintent\nsalam\tur-Latn\tgreet\n\ten\tgreet\n", encoding="utf-8")
    ended = system.run("evaluate", command, str(file))
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert f"{file}:3" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_doctor_finds_nothing_on_a_running_system(system):
    seen = system.run("doctor")
    assert seen.returncode == 0, seen.stdout
    assert "✗" not in seen.stdout
