import json
from pathlib import Path

import pytest

from bot.cli.evaluate_transliteration import run
from bot.cli.failures import CommandError
from nlu.transliteration.evaluation import (
    TransliterationReport,
    evaluate_transliteration,
    measure_sentences,
    measure_words,
    read_cases,
)
from nlu.transliteration.published import PUBLISHED

from .conftest import pack

CASES = {"ab": {"اب": 2}, "cd": {"چد": 1, "کد": 3}}


def test_the_figures_of_words_are_those_computed_by_hand() -> None:
    # One of two is right at once, both among five; weighted 2 of 6. "کڈ" is a letter from the nearest, کد: 1 of 4.
    found = {"ab": ["اب"], "cd": ["کڈ", "x", "کد"]}
    report = measure_words("roman to urdu", "test", CASES, lambda word: found[word])
    assert (report.cases, report.top_1, report.top_5) == (2, 0.5, 1.0)
    assert report.weighted == pytest.approx(1 / 3)
    assert report.character_errors == 0.25


def test_only_five_candidates_count_and_none_is_all_wrong() -> None:
    report = measure_words("d", "s", {"cd": {"کد": 1}}, lambda _: ["1", "2", "3", "4", "5", "کد"])
    assert (report.top_1, report.top_5) == (0.0, 0.0)
    assert measure_words("d", "s", CASES, lambda _: []).character_errors == 1.0
    assert measure_words("d", "s", {}, lambda _: []).top_1 == 0.0


def test_the_figures_of_sentences_are_those_computed_by_hand() -> None:
    # Words: 1 of 3 is missing, and none of 1; characters: 5 of the 10 of "ek do teen" are missing, and 0 of 2.
    pairs = [(["ek", "do"], ["ek", "do", "teen"]), (["ek"], ["ek"])]
    report = measure_sentences("urdu to roman", pairs)
    assert (report.sentences, report.words) == (2, 4)
    assert report.word_errors == 0.25
    assert report.character_errors == pytest.approx(5 / 12)


def test_cases_are_normalised_and_gathered(tmp_path: Path) -> None:
    pack(tmp_path / "x.gz", "علي\tali\t1", "علی\tali\t2", "علی\taly\t1", "۱\tali\t1")
    by_roman, by_urdu = read_cases(tmp_path / "x.gz")
    assert by_roman == {"ali": {"علی": 3}, "aly": {"علی": 1}}
    assert by_urdu == {"علی": {"ali": 3, "aly": 1}}


def test_the_shipped_model_is_measured_in_both_directions(data: Path) -> None:
    report = evaluate_transliteration(data / "eval")
    assert {(row.direction, row.cases) for row in report.words} == {("roman to urdu", 2), ("urdu to roman", 2)}
    assert [row.sentences for row in report.sentences] == [1, 1]
    lines = report.to_table().splitlines()
    assert len(lines) == 1 + 5 + 1 + 2 + 1 + len(PUBLISHED)
    values = report.to_dict()
    assert [row["system"] for row in values["published"]] == [one.system for one in PUBLISHED]
    assert values["words"][0]["cases"] == 2


def test_the_command_prints_a_table_or_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data / "eval", as_json=False)
    assert "as shipped" in capsys.readouterr().out
    run(data / "eval", as_json=True)
    assert json.loads(capsys.readouterr().out).keys() == {"words", "sentences", "published"}


def test_the_command_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="dakshina_lexicon_test"):
        run(tmp_path, as_json=True)


def test_nothing_measured_nothing_shown() -> None:
    assert TransliterationReport((), ()).to_table().startswith("words")


@pytest.mark.parametrize("one", PUBLISHED, ids=lambda one: one.system)
def test_a_published_figure_has_its_source(one: object) -> None:
    assert getattr(one, "source", "")
