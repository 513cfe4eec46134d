"""The exported model as a sentence-transformers folder: the same weights, for torch.

`python -m nlu.embedding.train.sentence_transformer --model nlu/embedding/model --out DIR`

The eight-bit weights are multiplied out, so the folder computes what the shipped file does, but for the rounding of
activations that onnxruntime does by blocks. `SentenceTransformer(DIR)` or `KNOWLEDGE_EMBEDDER=DIR` loads it.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file
from transformers import BertModel

from nlu.embedding.errors import EmbeddingError, ModelError
from nlu.embedding.runtime import MODEL, SHIPPED, TOKENIZER, EmbeddingModel
from nlu.embedding.train.graph import INNER, apart
from nlu.embedding.train.student import with_layers, with_vocabulary
from nlu.embedding.train.teacher import load_teacher
from nlu.embedding.train.vocabulary import LONGEST

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_TABLE = "embeddings.word_embeddings.weight"
_TYPES = "embeddings.token_type_embeddings.weight"
_FOLDED = "onnx::Add"
"""How the exporter names the one row of `_TYPES` that is ever added: the first, of two."""
_MIDDLE = 128
"""What stands for zero in an unsigned eight-bit block (`graph.write_small`)."""

Array = npt.NDArray[np.float32]


def convert(model: Path, out: Path) -> None:
    """Write the model folder `model` as a sentence-transformers folder `out`, which must not exist yet.

    Raises `ModelError` when `model` cannot be used or `out` is there.
    """
    EmbeddingModel.load(model)  # verifies the checksums
    if out.exists():
        raise ModelError(f"{out} is there already: choose another folder, or remove it")
    bert = rebuilt(model / MODEL)
    (out / "1_Pooling").mkdir(parents=True)
    (out / "2_Normalize").mkdir()
    save_file({name: tensor.contiguous() for name, tensor in bert.state_dict().items()}, out / "model.safetensors")
    bert.config.architectures = ["BertModel"]
    bert.config.save_pretrained(out)
    shutil.copy(model / TOKENIZER, out / TOKENIZER)
    pooling = {"word_embedding_dimension": bert.config.hidden_size, "pooling_mode_mean_tokens": True}
    special = {
        f"{name}_token": f"[{short}]"
        for name, short in (("pad", "PAD"), ("unk", "UNK"), ("cls", "CLS"), ("sep", "SEP"), ("mask", "MASK"))
    }
    tokenizer = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LONGEST, **special}
    for name, values in (
        ("modules.json", _MODULES),
        ("1_Pooling/config.json", pooling),
        ("sentence_bert_config.json", {"max_seq_length": LONGEST, "do_lower_case": False}),
        ("tokenizer_config.json", tokenizer),
        ("config_sentence_transformers.json", {"similarity_fn_name": "cosine"}),
    ):
        (out / name).write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


def rebuilt(path: Path) -> BertModel:
    """The student in 32 bits whose weights are those of an exported file. Raises `ModelError`."""
    teacher, _ = load_teacher()
    heads = teacher.config.num_attention_heads
    state = {name: torch.from_numpy(value) for name, value in _weights(onnx.load(path).graph, heads)}
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layer.")})
    if not 1 <= layers <= 6 or _TABLE not in state:
        raise ModelError(f"{path} is no file of nlu.embedding.train.export: export the model again")
    bert = with_vocabulary(with_layers(teacher, layers), torch.zeros_like(state[_TABLE]))
    missing = [
        name for name, tensor in bert.state_dict().items() if name not in state or state[name].shape != tensor.shape
    ]
    if missing:
        raise ModelError(f"{path} lacks {missing[0]}, or has another shape of it: export the model again")
    bert.load_state_dict({name: state[name] for name in bert.state_dict()})
    bert.train(False)
    return bert


def _weights(graph: onnx.GraphProto, heads: int) -> Iterator[tuple[str, Array]]:
    """Name and 32 bit value of every weight, under the names that transformers gives them."""
    for name, value in _multiplied_out(graph):
        if name.startswith(INNER):
            _, layer, kind = name.split(".")
            for part, own in apart(value, heads).items():
                yield f"encoder.layer.{layer}.attention.self.{part}.{kind}", own
        elif name.startswith(_FOLDED):
            yield _TYPES, np.stack([value, value])
        else:
            yield name.removeprefix("model."), value


def _multiplied_out(graph: onnx.GraphProto) -> Iterator[tuple[str, Array]]:
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for name, value in arrays.items():
        base = name.removesuffix("_small")
        if value.dtype == np.float32 and not name.endswith("_scale"):
            yield name, np.array(value)
        elif value.dtype == np.int8:
            yield base, value.astype(np.float32) * arrays[base + "_scale"]
        elif value.dtype == np.uint8:
            scales = arrays[base + "_scale"].reshape(*value.shape[:2], 1)
            yield base, ((value.astype(np.float32) - _MIDDLE) * scales).reshape(len(value), -1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert from the command line; 1 when that cannot be."""
    parser = argparse.ArgumentParser(
        prog="python -m nlu.embedding.train.sentence_transformer",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--model", type=Path, default=SHIPPED, help="an exported model's folder (default: the shipped one)"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to make")
    chosen = parser.parse_args(arguments)
    try:
        convert(chosen.model, chosen.out)
    except EmbeddingError as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
