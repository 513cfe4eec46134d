"""The shipped weights give the same vectors through onnxruntime and as a SentenceTransformer."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.embedders.opening import open_embedder
from nlu.embedding.errors import ModelError
from nlu.embedding.runtime import SHIPPED, EmbeddingModel
from nlu.embedding.train.sentence_transformer import convert, main
from tests.benchmarks.questions import questions

ASKED = questions()[::4]
TEXTS = [*ASKED, "", "?", "شناختی کارڈ " * 100, "a" * 3000, "你好", "card\u200cnumber ١٢٣ ي ك"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("models") / "sentence-transformer"
    convert(SHIPPED, made)
    return made


@pytest.fixture(scope="module")
def both(folder: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return EmbeddingModel.load().encode(TEXTS), open_embedder(str(folder)).encode(TEXTS)


def test_each_text_has_the_same_vector_but_for_the_rounding_of_activations(
    both: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> None:
    ours, theirs = both
    assert ours.shape == theirs.shape == (len(TEXTS), 384)
    cosines = (ours * theirs).sum(axis=1)
    # Activations are rounded by 64; texts without a word that the model knows are the furthest apart.
    assert (cosines[: len(ASKED)] > 0.999).all()
    assert (cosines > 0.998).all()


def test_the_nearest_text_is_the_same(both: tuple[NDArray[np.float32], NDArray[np.float32]]) -> None:
    ours, theirs = (vectors @ vectors.T - 2 * np.eye(len(TEXTS)) for vectors in both)
    chosen = ours.argmax(axis=1)
    best = theirs.max(axis=1)
    # Where two texts are equally near, either may win: ours must be as near as theirs but for the rounding.
    assert (best - theirs[np.arange(len(TEXTS)), chosen] < 0.01).all()


def test_both_read_a_text_as_the_same_tokens(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    shipped = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    shipped.no_padding()
    tokenizer = SentenceTransformer(str(folder), device="cpu").tokenizer
    for text in TEXTS:
        read = tokenizer(text, truncation=True, max_length=128)["input_ids"]
        assert list(read) == shipped.encode(text).ids


def test_a_folder_that_is_there_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ModelError, match="is there already"):
        convert(SHIPPED, folder)
    assert main(["--out", str(folder)]) == 1
    assert "choose another folder" in capsys.readouterr().err
