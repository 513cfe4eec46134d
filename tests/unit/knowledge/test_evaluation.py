"""Figures over six questions whose answers were computed by hand."""

from pathlib import Path

import pytest

from knowledge.evaluation import ROWS_HEADER, SearchReport, evaluate_search
from knowledge.interfaces import Candidate, Decision, SearchResult
from knowledge.question_files import LabelledQuestion
from knowledge.scripted import ScriptedSearch
from nlu.types import Language


class LanguageOfScript:
    """Says English of Latin letters and Urdu of others; everything else as scripted."""

    def __init__(self, inner: ScriptedSearch) -> None:
        self._inner = inner

    def search(self, text: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        return self._inner.search(text, Language.EN if text.isascii() else Language.UR, limit)


@pytest.fixture
def report() -> SearchReport:
    search = LanguageOfScript(
        ScriptedSearch(
            {
                "first": (("a", 0.9), ("b", 0.1)),  # right at once, answered
                "second": (("b", 0.5), ("a", 0.3)),  # right in the second place, clarified
                "fourth": (("b", 0.4), ("c", 0.3), ("d", 0.2), ("a", 0.1)),  # fourth place, clarified
                "weather": (("c", 0.8),),  # out of scope, answered
                "دوم": (("c", 0.6), ("a", 0.2)),  # either of a, c: right at once, clarified
            }
        )
    )
    rows = [
        LabelledQuestion("first", ("a",)),
        LabelledQuestion("second", ("a",)),
        LabelledQuestion("fourth", ("a",)),
        LabelledQuestion("weather", ()),
        LabelledQuestion("دوم", ("a", "c")),
        LabelledQuestion("never\tsaid", ("a",), Language.UR),  # refused
        LabelledQuestion("song", (), Language.UR_LATN),  # out of scope, not answered
    ]
    return evaluate_search(search, rows)


def test_all_rows(report: SearchReport) -> None:
    figures = report.all
    assert (figures.rows, figures.in_scope, figures.out_of_scope) == (7, 5, 2)
    assert figures.top_1 == pytest.approx(2 / 5)
    assert figures.top_3 == pytest.approx(3 / 5)
    assert figures.mrr == pytest.approx((1 + 1 / 2 + 1 / 4 + 1 + 0) / 5)
    assert figures.answered == pytest.approx(1 / 5)
    assert figures.clarified == pytest.approx(3 / 5)
    assert figures.refused_in_scope == pytest.approx(1 / 5)
    assert figures.answered_out_of_scope == pytest.approx(1 / 2)


def test_per_language(report: SearchReport) -> None:
    assert {tag: figures.rows for tag, figures in report.languages.items()} == {"en": 4, "ur": 2, "ur-Latn": 1}
    assert report.languages["en"].top_1 == pytest.approx(1 / 3)
    assert report.languages["ur"].mrr == pytest.approx(1 / 2)
    assert report.languages["ur-Latn"].top_1 is None
    assert report.languages["ur-Latn"].answered_out_of_scope == 0.0
    assert report.languages["ur"].answered_out_of_scope is None


def test_json_and_table_have_every_language(report: SearchReport) -> None:
    values = report.to_dict()
    assert set(values) == {"all", "languages"}
    assert values["all"]["top_1"] == pytest.approx(0.4)
    lines = report.to_table().splitlines()
    assert [line.split()[0] for line in lines] == ["language", "en", "ur", "ur-Latn", "all"]
    assert lines[-1].split() == ["all", "7", "0.400", "0.600", "0.550", "0.200", "0.600", "0.500", "0.200"]
    assert lines[-2].split() == ["ur-Latn", "1", "-", "-", "-", "-", "-", "0.000", "-"]


def test_rows_file(report: SearchReport, tmp_path: Path) -> None:
    report.write_rows(tmp_path / "rows.tsv")
    lines = (tmp_path / "rows.tsv").read_text(encoding="utf-8").split("\n")
    assert lines[0] == "text\tlanguage\texpected\tdecision\tid1\tp1\tid2\tp2\tid3\tp3"
    assert lines[1] == "first\ten\ta\tanswer\ta\t0.9000\tb\t0.1000\t\t"
    assert lines[3].split("\t")[4:] == ["b", "0.4000", "c", "0.3000", "d", "0.2000"]
    assert lines[5].split("\t")[:4] == ["دوم", "ur", "a,c", "clarify"]
    assert lines[6] == "never said\tur\ta\tno_answer\t\t\t\t\t\t"
    assert lines[8:] == [] or lines[8:] == [""]
    assert all(line.count("\t") == len(ROWS_HEADER) - 1 for line in lines if line)


def test_line_ends_inside_a_text_do_not_break_the_rows_file(tmp_path: Path) -> None:
    result = SearchResult(Language.EN, False, Decision.ANSWER, (Candidate("a", 1.0),))

    class Always:
        def search(self, text: str, language: Language | None = None, limit: int = 10) -> SearchResult:
            return result

    evaluate_search(Always(), [LabelledQuestion("one\ntwo\r\nthree", ("a",))]).write_rows(tmp_path / "rows.tsv")
    assert len((tmp_path / "rows.tsv").read_text(encoding="utf-8").splitlines()) == 2
