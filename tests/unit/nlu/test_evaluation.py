import csv
from pathlib import Path

import pytest

from nlu.evaluation import EvaluatedSet, LanguageTagError, MixedReport, evaluate_language, evaluate_mixed, table_of_sets
from nlu.language import LanguageGuess
from nlu.script import Script
from nlu.types import Language

FOLDER = Path(__file__).parents[2] / "evaluation"
FILE = FOLDER / "language.tsv"
SHARED = FOLDER / "language_shared.tsv"


def guesses(text: str) -> LanguageGuess:
    language = {"e": Language.EN, "u": Language.UR, "r": Language.UR_LATN}.get(text[:1])
    return LanguageGuess(language, text.endswith("!"), 0.9 if language else 0.0, True, Script.LATIN)


# By hand: en 2 of 3, ur 1 of 1, none 1 of 2; in all 4 of 6.
ROWS = [("e1", "en"), ("e2!", "en"), ("r3", "en"), ("u4", "ur"), ("x5", ""), ("e6", "none")]


def test_the_figures_are_those_computed_by_hand() -> None:
    report = evaluate_language(ROWS, guesses)
    assert report.to_dict() == {
        "rows": 6,
        "accuracy": 0.6667,
        "languages": {"en": 0.6667, "none": 0.5, "ur": 1.0},
        "mixed": 1,
        "confusion": {"en": {"en": 2, "ur-Latn": 1}, "none": {"en": 1, "none": 1}, "ur": {"ur": 1}},
    }
    assert report.wrong == (("r3", "en", "ur-Latn"), ("e6", "none", "en"))


def test_the_table_has_a_line_for_each_language_and_for_all() -> None:
    lines = evaluate_language(ROWS, guesses).to_table().splitlines()
    assert [line.split()[0] for line in lines] == ["expected", "en", "none", "ur", "all"]
    assert lines[-1].split() == ["all", "6", "0.667"]


def test_no_rows_no_accuracy() -> None:
    report = evaluate_language([], guesses)
    assert report.rows == 0
    assert report.accuracy == 0.0
    assert report.to_table().splitlines()[-1].split() == ["all", "0", "0.000"]


def test_an_unknown_tag_is_named_with_its_row() -> None:
    with pytest.raises(LanguageTagError, match=r"row 2: 'fr'"):
        evaluate_language([("e", "en"), ("e", "fr")], guesses)


def test_our_development_file_has_every_language_and_is_nearly_all_right() -> None:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["text"], row["language"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert len(rows) >= 150
    report = evaluate_language(rows)
    assert set(report.accuracies()) == {"en", "ur", "ur-Latn", "none"}
    assert min(report.accuracies().values()) >= 0.95


# By hand: found a!, d! of the three mixtures a!, b, d!; imagined c!; e is neither.
MIXED_ROWS = [("a!", True), ("b", True), ("c!", False), ("d!", True), ("e", False)]


def test_the_figures_of_mixtures_are_those_computed_by_hand() -> None:
    report = evaluate_mixed(MIXED_ROWS, guesses)
    assert report == MixedReport(found=2, missed=1, imagined=1, neither=1)
    assert report.to_dict() == {
        "found": 2,
        "missed": 1,
        "imagined": 1,
        "neither": 1,
        "precision": 0.6667,
        "recall": 0.6667,
        "f1": 0.6667,
    }
    assert report.to_line() == "mixed: precision 0.667, recall 0.667, F1 0.667 (2 found, 1 missed, 1 imagined)"


def test_without_mixtures_the_shares_are_nought() -> None:
    report = evaluate_mixed([("a", False)], guesses)
    assert (report.precision, report.recall, report.f1) == (0.0, 0.0, 0.0)


def test_a_set_shows_its_mixtures_where_they_were_measured() -> None:
    languages = evaluate_language(ROWS, guesses)
    plain = EvaluatedSet("plain", languages)
    both = EvaluatedSet("both", languages, evaluate_mixed(MIXED_ROWS, guesses))
    assert plain.to_dict() == languages.to_dict()
    assert plain.to_table() == languages.to_table()
    assert both.to_dict()["mixture"]["found"] == 2
    assert both.to_table().splitlines()[-1].startswith("mixed: precision 0.667")
    lines = [line.split() for line in table_of_sets([plain, both]).splitlines()]
    assert lines[1] == ["plain", "en", "3", "0.667"]
    assert len(lines) == 1 + 3 + 3 + 1


def test_the_file_of_shared_words_is_short_messages_and_mostly_right() -> None:
    with SHARED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) >= 150
    assert max(len(row["text"].split()) for row in rows) <= 6
    assert {row["mixed"] for row in rows} == {"yes", "no"}
    assert min(evaluate_language((row["text"], row["language"]) for row in rows).accuracies().values()) >= 0.9
