from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.embedders.hashing import HashingEmbedder
from knowledge.index import kept_vectors as module
from knowledge.index.kept_vectors import KeptVectors, RememberingEmbedder, digest

CARD, BILL, URDU = (digest(text) for text in ("card", "bill", "کارڈ \ud800"))


def _vector(*numbers: float) -> NDArray[np.float32]:
    return np.array(numbers, dtype=np.float32)


def test_what_is_kept_is_found_and_added_to(tmp_path: Path) -> None:
    KeptVectors(tmp_path, "one", 2).keep({CARD: _vector(1, 0)})
    KeptVectors(tmp_path, "one", 2).keep({URDU: _vector(0, 1)})
    found = KeptVectors(tmp_path, "one", 2).read()
    assert found.keys() == {CARD, URDU}
    np.testing.assert_array_equal(found[CARD], _vector(1, 0))


def test_each_embedder_has_its_own_and_another_length_is_left_out(tmp_path: Path) -> None:
    KeptVectors(tmp_path, "one", 2).keep({CARD: _vector(1, 0)})
    assert KeptVectors(tmp_path, "other/model", 2).read() == {}
    assert KeptVectors(tmp_path, "one", 3).read() == {}


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04 half an archive"])
def test_a_damaged_file_is_said_holds_nothing_and_is_written_anew(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    kept = KeptVectors(tmp_path, "one", 2)
    kept.keep({CARD: _vector(1, 0)})
    (file,) = tmp_path.glob("vectors-*.npz")
    file.write_bytes(damage)
    assert kept.read() == {}
    assert "written anew" in caplog.text
    kept.keep({BILL: _vector(0, 1)})
    assert kept.read().keys() == {BILL}


def test_too_many_leave_the_last_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    kept = KeptVectors(tmp_path, "one", 1)
    kept.keep({CARD: _vector(1), BILL: _vector(2)})
    kept.keep({URDU: _vector(3)})
    assert kept.read().keys() == {URDU}


def test_a_folder_that_cannot_be_written_is_said_and_no_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    KeptVectors(blocked, "one", 1).keep({CARD: _vector(1)})
    assert "not kept" in caplog.text


def test_a_remembering_embedder_gives_the_same_vectors_in_order_and_says_what_was_new() -> None:
    plain = HashingEmbedder()
    known = {digest("card"): plain.encode(["card"])[0]}
    remembering = RememberingEmbedder(plain, known)
    texts = ["bill", "card", "bill", "fee"]
    np.testing.assert_allclose(remembering.encode(texts), plain.encode(texts), atol=1e-6)
    assert remembering.fresh.keys() == {digest("bill"), digest("fee")}
    assert remembering.encode([]).shape == (0, plain.dimension)
    assert (remembering.fingerprint, remembering.dimension) == (plain.fingerprint, plain.dimension)
