from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlu.transliteration.corpora import read_corpora
from nlu.transliteration.errors import TransliterationModelError
from nlu.transliteration.tables import (
    Tables,
    pack_bonuses,
    pack_lines,
    pack_logs,
    read_tables,
    unpack_bonuses,
    unpack_lines,
    unpack_logs,
    write_tables,
)
from nlu.transliteration.train import learn


@pytest.fixture
def tables(data: Path) -> Tables:
    return learn(read_corpora(data))


def test_logarithms_are_stored_in_one_byte_to_half_a_step() -> None:
    assert unpack_logs(pack_logs([0.0, -1.0, -21.25])) == pytest.approx([0.0, -1.0, -21.25], abs=1 / 24)
    assert unpack_logs(pack_logs([-99.0])).tolist() == [-21.25]
    assert unpack_bonuses(pack_bonuses([-8.0, 0.0, 5.5])) == pytest.approx([-8.0, 0.0, 5.5], abs=1 / 24)


def test_lines_are_stored() -> None:
    assert unpack_lines(pack_lines(["بات", "x"])) == ["بات", "x"]
    assert unpack_lines(pack_lines([])) == []


def test_tables_are_read_back(tables: Tables, tmp_path: Path) -> None:
    write_tables(tables, tmp_path / "model.npz")
    read = read_tables(tmp_path / "model.npz")
    for name in Tables.__dataclass_fields__:
        assert getattr(read, name).tolist() == getattr(tables, name).tolist()


def test_the_same_tables_are_the_same_bytes(tables: Tables, tmp_path: Path) -> None:
    write_tables(tables, tmp_path / "a.npz")
    write_tables(tables, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"not a model", b"PK\x03\x04"])
def test_a_missing_or_damaged_file_is_named_with_what_mends_it(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "model.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TransliterationModelError, match=r"model\.npz is (missing|damaged).*git checkout"):
        read_tables(path)


def test_a_wrong_checksum_is_told(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    write_tables(tables, path)
    with np.load(path) as stored:
        arrays = dict(stored)
    arrays["chances"] = arrays["chances"] + 1
    np.savez_compressed(path, **arrays)
    with pytest.raises(TransliterationModelError, match="wrong checksum"):
        read_tables(path)


def test_another_format_is_told(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    write_tables(replace(tables), path)
    with np.load(path) as stored:
        arrays = dict(stored)
    np.savez_compressed(path, **{**arrays, "format": np.int32(99)})
    with pytest.raises(TransliterationModelError, match="format 99 instead of 1"):
        read_tables(path)
