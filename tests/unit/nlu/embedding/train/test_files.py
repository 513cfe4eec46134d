import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from nlu.embedding.errors import CorpusError
from nlu.embedding.train.files import counted, lines, objects, rows, table


def test_rows_tables_counts_and_objects(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.tsv", tmp_path / "a.tsv.gz"
    plain.write_text('en\tn\na "b\t3\n', encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert list(rows(packed, 2)) == [["en", "n"], ['a "b', "3"]]
    assert list(table(plain, ("en",))) == [{"en": 'a "b', "n": "3"}]
    plain.write_text("a\t3\n", encoding="utf-8")
    assert list(counted(plain, 2)) == [(["a"], 3)]
    plain.write_text('{"a": 1}\n', encoding="utf-8")
    assert list(objects(plain)) == [(1, {"a": 1})]
    plain.write_text("", encoding="utf-8")
    assert lines(plain) == []


@pytest.mark.parametrize(
    ("content", "read", "said"),
    [
        (None, lines, "file: the file is missing: restore"),
        (b"ok\n\xff\n", lines, "file, line 2: not UTF-8"),
        (b"a\tb\na\n", lambda path: list(rows(path, 2)), "file, line 2: 1 tab-separated fields instead of 2"),
        (b"a\tmany\n", lambda path: list(counted(path, 2)), "file, line 1: the last field is 'many', not a number"),
        (b"en\tur\n", lambda path: list(table(path, ("ro",))), "file, line 1: the header lacks ro"),
        (b"en\tur\na\tb\nc\n", lambda path: list(table(path, ("en",))), "file, line 3: 1 tab"),
        (b"{}\n{\n", lambda path: list(objects(path)), "file, line 2: not JSON"),
        (b"[]\n", lambda path: list(objects(path)), "file, line 1: not a JSON object"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, content: bytes | None, read: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorpusError, match=said):
        read(path)


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file.gz"
    path.write_bytes(gzip.compress(b"text")[:-6])
    with pytest.raises(CorpusError, match=r"file\.gz: the file cannot be read"):
        lines(path)
