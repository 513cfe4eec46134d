"""Files of questions: what is read, and how each mistake is told."""

import pytest

from bot.cli.tsv import TsvError, read_rows


def write(folder, content: bytes):
    file = folder / "questions.tsv"
    file.write_bytes(content)
    return file


def test_columns_are_found_by_name_in_any_order(tmp_path):
    file = write(tmp_path, "\ufefflanguage\tnote\ttext\r\nur\tx\tسلام\r\n\r\nen\ty\thello\r\n".encode())
    rows = read_rows([file], ("text", "language"))
    assert [(row.values["text"], row.values["language"], row.line) for row in rows] == [
        ("سلام", "ur", 2),
        ("hello", "en", 4),
    ]


def test_missing_last_columns_are_empty(tmp_path):
    [row] = read_rows([write(tmp_path, b"text\tlanguage\nhello\n")], ("text",))
    assert row.values == {"text": "hello", "language": ""}


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "the header is missing"),
        (b"text\tlanguage\n", 1, "no row"),
        (b"texts\tlanguage\nhello\ten\n", 1, "no column text"),
        (b"text\ttext\tlanguage\na\tb\ten\n", 1, "same name"),
        (b"text\tlanguage\nhello\ten\n\ten\n", 3, "the text is empty"),
        (b"text\tlanguage\nhello\ten\textra\n", 2, "3 fields"),
        (b"text\tlanguage\nhello\ten\n\xff\xfe\ten\n", 3, "no UTF-8"),
    ],
)
def test_every_mistake_names_file_and_line(tmp_path, content, line, said):
    file = write(tmp_path, content)
    with pytest.raises(TsvError) as failure:
        read_rows([file], ("text", "language"))
    assert str(failure.value).startswith(f"{file}:{line}: ")
    assert said in str(failure.value)
