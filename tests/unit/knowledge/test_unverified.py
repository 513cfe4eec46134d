"""A fact that nobody has checked on its official page is kept, and nothing of it but that page reaches a citizen."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.catalogue import Catalogue
from bot.rendering import render_answer
from knowledge.answers import PublishedAnswers
from knowledge.pack.checks import check_pack
from knowledge.pack.difference import difference
from knowledge.pack.exporter import stored_pack
from knowledge.pack.importer import import_pack
from knowledge.pack.linked_data import catalogue
from knowledge.pack.writer import pack_files, write_pack
from knowledge.passages import PassageKind, passages_of
from knowledge.payloads import AnswerPayload, read_payload
from knowledge.published import PublishedServices
from knowledge.repository import Repository
from nlu.types import Language

UNVERIFIED = {"dog-licence": ("tag-fee",), "library-card": ("fee-child-punjab", "desk", "site")}
LABELS = {"tag-fee": "پٹے کا ٹیگ", "fee-child-punjab": "پنجاب میں بچہ", "desk": "لائبریری ڈیسک", "site": "کی سائٹ"}
VALUES = ("75.50", "50", "1313")


@pytest.fixture
def pack(tmp_path: Path, tiny_pack: Path) -> Path:
    """The tiny pack, of whose facts nobody has checked those in `UNVERIFIED`."""
    folder = Path(shutil.copytree(tiny_pack, tmp_path / "unverified"))
    for slug, ids in UNVERIFIED.items():
        path = folder / "services" / slug / "service.yml"
        before, *facts = re.split("(?m)^(?=  - id: )", path.read_text(encoding="utf-8"))
        for number, fact in enumerate(facts):
            if fact.split()[2] in ids:
                facts[number] = re.sub("verified_on: .*", "unverified: true", fact)
        path.write_text(before + "".join(facts), encoding="utf-8")
    return folder


@pytest.fixture
def said(engine: Engine, pack: Path) -> Callable[..., tuple[AnswerPayload, str]]:
    """The payload about a service, after its way through JSON, and what a citizen reads of it."""
    import_pack(engine, pack)
    answers = PublishedAnswers(PublishedServices(Repository(engine)), today=lambda: date(2026, 3, 1))

    def ask(service: str, language: Language, **how: str) -> tuple[AnswerPayload, str]:
        payload = read_payload(json.loads(json.dumps(answers.answer(service, language, **how).to_dict())))  # type: ignore[arg-type]  # only aspect and province are asked with
        assert isinstance(payload, AnswerPayload)
        return payload, render_answer(payload, Catalogue.load()).text

    return ask


def test_the_number_is_not_in_an_urdu_answer_but_the_page_is(
    said: Callable[..., tuple[AnswerPayload, str]],
) -> None:
    payload, text = said("dog-licence", Language.UR, aspect="fee")
    assert payload.facts == ()
    assert "75" not in text
    assert LABELS["tag-fee"] not in text
    assert "تصدیق شدہ معلومات نہیں ہیں" in text
    assert text.count("https://pets.example.gov.pk/") == 1


@pytest.mark.parametrize("language", list(Language))
def test_a_number_to_call_is_left_out_of_every_language(
    said: Callable[..., tuple[AnswerPayload, str]], language: Language
) -> None:
    payload, text = said("library-card", language, aspect="helpline")
    assert payload.unverified_url == "https://library.example.gov.pk/contact"
    assert "1313" not in text
    assert "https://library.example.gov.pk/contact" in text


def test_who_asks_where_is_not_told_of_a_number_that_is_left_out(
    said: Callable[..., tuple[AnswerPayload, str]],
) -> None:
    payload, text = said("library-card", Language.UR, aspect="place")
    assert payload.unverified_url == ""
    assert "1313" not in text


def test_beside_checked_facts_the_answer_says_that_something_is_left_out(
    said: Callable[..., tuple[AnswerPayload, str]],
) -> None:
    payload, text = said("library-card", Language.UR, aspect="fee", province="punjab")
    assert [fact.id for fact in payload.facts] == ["fee-adult"]
    assert "200 روپے" in text
    assert "ابھی تصدیق نہیں ہوئی" in text
    assert "https://library.example.gov.pk/punjab" in text
    assert LABELS["fee-child-punjab"] not in text
    assert payload.verified_on == "2026-01-10"


def test_a_province_without_a_checked_fact_is_not_asked_for(
    said: Callable[..., tuple[AnswerPayload, str]],
) -> None:
    assert said("library-card", Language.EN, aspect="fee")[0].provinces == ("sindh",)


def test_where_all_is_checked_nothing_is_said_to_be_left_out(
    said: Callable[..., tuple[AnswerPayload, str]],
) -> None:
    assert said("library-card", Language.EN, aspect="fee", province="sindh")[0].unverified_url == ""
    assert said("library-card", Language.EN, aspect="time")[0].unverified_url == ""


@pytest.mark.parametrize("service", list(UNVERIFIED))
def test_nothing_of_it_is_in_a_general_answer_or_offered(
    said: Callable[..., tuple[AnswerPayload, str]], service: str
) -> None:
    payload, text = said(service, Language.UR)
    assert payload.unverified_url == ""
    assert not [value for value in (*VALUES, *LABELS.values()) if re.search(rf"(?<!\d){re.escape(value)}(?!\d)", text)]
    assert not {"helpline", "link"} & set(payload.more)


def test_it_is_not_in_the_index(engine: Engine, pack: Path) -> None:
    import_pack(engine, pack)
    passages = [each for service in Repository(engine).snapshot().services for each in passages_of(service)]
    facts = [passage.text for passage in passages if passage.kind is PassageKind.FACT and passage.language == "ur"]
    assert len(facts) == 7 - sum(map(len, UNVERIFIED.values()))
    assert not [text for text in facts for label in LABELS.values() if label in text]


def test_it_is_not_in_the_linked_data(pack: Path) -> None:
    said = catalogue(check_pack(pack)[0])
    assert not [name for name in ("tag-fee", "fee-child-punjab", "desk", "1313") if f'"{name}"' in said]
    assert '"fee-child-sindh"' in said


def test_it_goes_round_byte_for_byte(engine: Engine, pack: Path, tmp_path: Path) -> None:
    read, problems = check_pack(pack)
    assert problems == ()
    write_pack(read, tmp_path / "first")
    written = (tmp_path / "first/services/dog-licence/service.yml").read_text(encoding="utf-8")
    assert 'gov.pk/"\n    unverified: true\n    expires_on: 2026-08-01\n' in written
    import_pack(engine, tmp_path / "first")
    assert pack_files(stored_pack(engine, "tiny")) == pack_files(read)
    assert import_pack(engine, tmp_path / "first").changes == 0


def test_a_comparison_says_that_it_became_unverified_or_verified(tiny_pack: Path, pack: Path) -> None:
    old, new = check_pack(tiny_pack)[0], check_pack(pack)[0]
    assert difference(old, new)[0].details == ("fact tag-fee: verified_on 2026-02-01 -> unverified",)
    assert difference(new, old)[0].details == ("fact tag-fee: verified_on unverified -> 2026-02-01",)


@pytest.mark.parametrize(
    ("written", "line", "message", "mend"),
    [
        ("", 12, "not said whether somebody checked", "or `unverified: true`"),
        ("    unverified: false\n", 18, "can only be `true`", "`verified_on:` with the day"),
        ('    unverified: "true"\n', 18, "can only be `true`", "write `unverified: true`"),
        ("    unverified:\n", 18, "can only be `true`", "write `unverified: true`"),
        ("    verified_on: 2026-02-01\n    unverified: true\n", 19, "contradict each other", "keep one"),
        ("    verified_on: 2026-02-01\n    unverified: false\n", 19, "contradict each other", "keep one"),
        ("    verified_on:\n", 18, "`verified_on` is missing", ""),
    ],
)
def test_exactly_one_of_the_two_must_be_said(pack: Path, written: str, line: int, message: str, mend: str) -> None:
    path = pack / "services" / "dog-licence" / "service.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    unverified: true\n", written), encoding="utf-8")
    (problem,) = check_pack(pack)[1]
    assert (problem.file, problem.line) == ("services/dog-licence/service.yml", line)
    assert message in problem.message
    assert mend in problem.mend
