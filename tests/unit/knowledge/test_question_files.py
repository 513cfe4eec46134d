from pathlib import Path

import pytest

from knowledge.errors import EvaluationFileError
from knowledge.question_files import LabelledQuestion, read_questions
from nlu.types import Language


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "questions.tsv"
    path.write_bytes(text.encode("utf-8"))
    return path


def test_rows_with_language_and_several_services(tmp_path: Path) -> None:
    path = _file(tmp_path, 'text\tlanguage\tservice_ids\n"quoted"\ten\ta, b\nموسم\tur\t\n')
    assert read_questions(path) == [
        LabelledQuestion('"quoted"', ("a", "b"), Language.EN),
        LabelledQuestion("موسم", (), Language.UR),
    ]


def test_language_and_services_may_be_absent(tmp_path: Path) -> None:
    assert read_questions(_file(tmp_path, "text\nhello\n")) == [LabelledQuestion("hello")]


def test_byte_order_mark_carriage_returns_blank_lines_and_other_columns(tmp_path: Path) -> None:
    path = _file(tmp_path, "\ufefftext\tnote\tservice_id\r\nq\tx\ta\r\n\r\n")
    assert read_questions(path) == [LabelledQuestion("q", ("a",))]


def test_short_rows_are_filled(tmp_path: Path) -> None:
    assert read_questions(_file(tmp_path, "text\tservice_id\nq\n")) == [LabelledQuestion("q")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("question\tservice_id\nq\ta\n", 1, "no column `text`"),
        ("text\ttext\nq\ta\n", 1, "twice"),
        ("text\tservice_id\tservice_ids\nq\ta\ta\n", 1, "keep one"),
        ("text\tlanguage\nq\ten\nr\turdu\n", 3, "unknown language `urdu`"),
        ("text\tservice_id\n \ta\n", 2, "empty"),
        ("text\tservice_id\nq\ta\tb\n", 2, "3 columns"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(EvaluationFileError, match=message) as caught:
        read_questions(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_missing_file_and_a_file_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(EvaluationFileError, match="cannot be read"):
        read_questions(tmp_path / "none.tsv")
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(EvaluationFileError, match="not UTF-8"):
        read_questions(tmp_path / "bytes.tsv")
