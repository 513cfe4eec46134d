import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from transformers import BertConfig, BertModel

from nlu.embedding.runtime import EmbeddingModel
from nlu.embedding.train.export import swap, write_config
from nlu.embedding.train.graph import write_full, write_small
from nlu.embedding.train.teacher import mean_pooled, padded
from nlu.embedding.train.vocabulary import build_tokenizer

ROWS = [[2, 5, 6, 7, 3], [2, 9, 3], [2, 300, 3]]
# What PyTorch and transformers say to those who trace a graph is not about ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning:torch.onnx"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def model() -> BertModel:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=400, hidden_size=384, num_hidden_layers=2, num_attention_heads=4, intermediate_size=512
    )
    return BertModel(config, add_pooling_layer=False).train(False)


def _vectors(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    ids, mask = padded(ROWS)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (found,) = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    return np.asarray(found, dtype=np.float32)


def test_the_file_computes_what_the_model_does_and_eight_bits_lose_little(model: BertModel, tmp_path: Path) -> None:
    with torch.inference_mode():
        expected = mean_pooled(model, *padded(ROWS)).numpy()
    write_full(model, tmp_path / "full.onnx")
    write_small(tmp_path / "full.onnx", tmp_path / "small.onnx")
    np.testing.assert_allclose(_vectors(tmp_path / "full.onnx"), expected, atol=1e-5)
    assert ((_vectors(tmp_path / "small.onnx") * expected).sum(1) > 0.998).all()
    assert (tmp_path / "small.onnx").stat().st_size < 0.35 * (tmp_path / "full.onnx").stat().st_size


def test_an_exported_folder_loads(model: BertModel, tmp_path: Path) -> None:
    write_full(model, tmp_path / "full.onnx")
    write_small(tmp_path / "full.onnx", tmp_path / "model.onnx")
    build_tokenizer(["card"], []).save(str(tmp_path / "tokenizer.json"))
    write_config(tmp_path, "9.9.9", 384)
    assert json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))["version"] == "9.9.9"
    assert EmbeddingModel.load(tmp_path).encode(["card", "card card"]).shape == (2, 384)


def test_a_new_folder_takes_the_old_ones_place(tmp_path: Path) -> None:
    old, new = tmp_path / "model", tmp_path / "made"
    for folder, text in ((old, "old"), (new, "new")):
        folder.mkdir()
        (folder / "file").write_text(text, encoding="utf-8")
    swap(new, old)
    assert (old / "file").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
