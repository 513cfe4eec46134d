from pathlib import Path

import numpy as np
import pytest

from nlu.language_model.features import BUCKETS, word_features
from nlu.language_model.model import LanguageModelError, WordModel, read_model, shipped_model, write_model


def model(weight_of_word: float = 0.0) -> WordModel:
    weights = np.zeros(BUCKETS, dtype=np.float32)
    weights[word_features("zz")[0]] = weight_of_word
    return WordModel(weights, 0.25, frozenset({"fee"}), frozenset({"kab"}), frozenset({"table"}))


def test_a_word_has_the_weights_of_its_features() -> None:
    assert model(2.0).score("zz") == pytest.approx(2.0, abs=1e-6)
    assert model(2.0).score("yy") == 0.0


def test_the_lists_bound_what_the_weights_say() -> None:
    assert model().score("kab") == pytest.approx(0.3)
    assert model().score("table") == pytest.approx(-0.3)
    assert model().score("fee") == 0.0


def test_it_is_stored_in_eight_bits_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "words.npz"
    write_model(model(2.0), path)
    read = read_model(path)
    assert read.score("zz") == pytest.approx(2.0, abs=0.02)
    assert (read.bias, read.shared, read.urdu, read.english) == (0.25, {"fee"}, {"kab"}, {"table"})


@pytest.mark.parametrize("content", [None, b"", b"not a model", b"PK\x03\x04"])
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "words.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LanguageModelError, match=r"words\.npz"):
        read_model(path)


def test_a_model_of_another_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.npz"
    write_model(WordModel(np.ones(8, dtype=np.float32), 0.0, frozenset(), frozenset(), frozenset()), path)
    with pytest.raises(LanguageModelError, match="weights"):
        read_model(path)


def test_the_shipped_file_is_small_and_its_lists_are_apart() -> None:
    shipped = shipped_model()
    assert Path("nlu/language_model/words.npz").resolve().stat().st_size < 2**20
    assert not shipped.shared & shipped.urdu
    assert not shipped.shared & shipped.english
    assert not shipped.urdu & shipped.english
    assert {"passport", "fee", "cnic", "bill"} <= shipped.shared
