from pathlib import Path

import numpy as np
import pytest

from knowledge.index import kept_vectors as module
from knowledge.index.kept_vectors import KeptVectors


def _vector(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)


def test_what_is_kept_is_found_by_text_and_added_to(tmp_path: Path) -> None:
    KeptVectors(tmp_path, "one", 2).keep({"card": _vector(1, 0)})
    KeptVectors(tmp_path, "one", 2).keep({"کارڈ \ud800": _vector(0, 1)})
    found = KeptVectors(tmp_path, "one", 2).of(["card", "bill", "کارڈ \ud800"])
    assert found.keys() == {"card", "کارڈ \ud800"}
    np.testing.assert_array_equal(found["card"], _vector(1, 0))


def test_each_embedder_has_its_own_and_another_length_is_left_out(tmp_path: Path) -> None:
    KeptVectors(tmp_path, "one", 2).keep({"card": _vector(1, 0)})
    assert KeptVectors(tmp_path, "other/model", 2).of(["card"]) == {}
    assert KeptVectors(tmp_path, "one", 3).of(["card"]) == {}


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04 half an archive"])
def test_a_damaged_file_holds_nothing_and_is_written_anew(tmp_path: Path, damage: bytes) -> None:
    kept = KeptVectors(tmp_path, "one", 2)
    kept.keep({"card": _vector(1, 0)})
    (file,) = tmp_path.glob("vectors-*.npz")
    file.write_bytes(damage)
    assert kept.of(["card"]) == {}
    kept.keep({"bill": _vector(0, 1)})
    assert kept.of(["bill"]).keys() == {"bill"}


def test_too_many_leave_the_last_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    kept = KeptVectors(tmp_path, "one", 1)
    kept.keep({"a": _vector(1), "b": _vector(2)})
    kept.keep({"c": _vector(3)})
    assert kept.of(["a", "b", "c"]).keys() == {"c"}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    KeptVectors(blocked, "one", 1).keep({"a": _vector(1)})
    assert KeptVectors(blocked, "one", 1).of(["a"]) == {}
