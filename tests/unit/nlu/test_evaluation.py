import csv
from pathlib import Path

import pytest

from nlu.evaluation import LanguageTagError, evaluate_language
from nlu.language import LanguageGuess
from nlu.script import Script
from nlu.types import Language

FILE = Path(__file__).parents[2] / "evaluation" / "language.tsv"


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
