from pathlib import Path

import pytest

from knowledge.errors import EvaluationFileError
from knowledge.search_quality.questions import default_files, read_file

SERVICES = ("dog-licence", "library-card", "street-lamp")


def test_rows_have_their_file_and_kind(question_file: Path) -> None:
    rows = read_file(question_file, SERVICES)
    assert [row.kind for row in rows] == ["direct", "direct", "noisy", "noisy", "outside_other"]
    assert {row.file for row in rows} == {"search_small.tsv"}
    assert rows[4].question.expected == ()


def test_a_file_without_kinds_has_none(tmp_path: Path) -> None:
    path = tmp_path / "plain.tsv"
    path.write_text("text\tservice_id\n\ndog\tdog-licence\n", encoding="utf-8")
    assert [row.kind for row in read_file(path, SERVICES)] == [""]


def test_quick_keeps_every_fourth_row_of_a_long_file(tmp_path: Path) -> None:
    path = tmp_path / "long.tsv"
    path.write_text("text\n" + "".join(f"row {number}\n" for number in range(41)), encoding="utf-8")
    texts = [row.question.text for row in read_file(path, SERVICES, quick=True)]
    assert texts == [f"row {number}" for number in range(0, 41, 4)]


def test_a_service_that_the_pack_lacks_is_named(question_file: Path) -> None:
    with pytest.raises(EvaluationFileError, match="street-lamp"):
        read_file(question_file, SERVICES[:2])


def test_the_default_files_are_those_of_search(tmp_path: Path) -> None:
    for name in ("search_b.tsv", "search.tsv", "nlu.tsv"):
        (tmp_path / name).touch()
    assert [path.name for path in default_files(tmp_path)] == ["search.tsv", "search_b.tsv"]
