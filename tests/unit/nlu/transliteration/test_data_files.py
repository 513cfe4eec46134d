import re
from pathlib import Path

import pytest

from nlu.transliteration.data_files import read_attestations, read_frequencies, read_rows
from nlu.transliteration.errors import TransliterationDataError

from .conftest import pack


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TransliterationDataError, match=r"gone\.tsv\.gz: cannot be read: No such file"):
        list(read_rows(tmp_path / "gone.tsv.gz", 2))


def test_a_row_of_another_number_of_fields_is_named_with_its_line(tmp_path: Path) -> None:
    pack(tmp_path / "rows.tsv", "a\tb", "a\tb\tc")
    with pytest.raises(TransliterationDataError, match=r"rows\.tsv:2: there are 3 fields instead of 2"):
        list(read_rows(tmp_path / "rows.tsv", 2))


def test_a_count_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    pack(tmp_path / "lexicon.tsv.gz", "بات\tbaat\t3", "بات\tbat\tx")
    with pytest.raises(TransliterationDataError, match=r"lexicon\.tsv\.gz:2: 'x' is no count"):
        list(read_attestations(tmp_path / "lexicon.tsv.gz"))


def test_what_is_no_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rows.tsv").write_bytes(b"a\tb\n\xff\tb\n")
    with pytest.raises(TransliterationDataError, match=r"rows\.tsv:2: this is no UTF-8"):
        list(read_rows(tmp_path / "rows.tsv", 2))


@pytest.mark.parametrize("content", [b"plain", b"\x1f\x8b\x08\x00cut"])
def test_what_is_no_gzip_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rows.tsv.gz").write_bytes(content)
    with pytest.raises(TransliterationDataError, match=re.escape("rows.tsv.gz")):
        list(read_rows(tmp_path / "rows.tsv.gz", 2))


@pytest.mark.parametrize(("text", "told"), [("[1]", "no JSON object"), ('{"a":', ":1:"), ('{"a": "b"}', "no number")])
def test_frequencies_that_are_malformed_are_told(tmp_path: Path, text: str, told: str) -> None:
    pack(tmp_path / "words.gz", text)
    with pytest.raises(TransliterationDataError, match=told):
        read_frequencies(tmp_path / "words.gz")


def test_a_header_is_left_out(tmp_path: Path) -> None:
    pack(tmp_path / "rows.tsv", "x\ty", "a\tb")
    assert list(read_rows(tmp_path / "rows.tsv", 2, header=True)) == [(2, ["a", "b"])]
