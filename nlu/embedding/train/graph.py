"""From a trained student to an ONNX file: few steps, pooling inside, eight-bit weights."""

from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional
from transformers import BertModel

OPSET = 17
INNER = "inner."
"""How the names of the joint products of queries, keys and values begin; then the layer's number."""
_SMALLEST_TABLE = 300
_BLOCK = 64
_FAR = -1e9
"""Added to what a token gets from padding, before the softmax."""


class Pooled(torch.nn.Module):
    """Token ids and mask, both (n, longest), to unit vectors (n, dimension): what `teacher.mean_pooled` computes.

    Written out, so that the file has few steps: one product gives a layer's queries, keys and values, and the
    mask is turned into numbers once for all layers.
    """

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model
        layers: Any = model.encoder.layer
        self.inner = torch.nn.ModuleList(_together(layer.attention.self) for layer in layers)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """See the class."""
        texts, longest = input_ids.shape
        heads: int = self.model.config.num_attention_heads
        first, layers = self.model.embeddings, cast(Any, self.model.encoder.layer)
        places = first.position_embeddings.weight[:longest] + first.token_type_embeddings.weight[0]
        states = first.LayerNorm(first.word_embeddings(input_ids) + places)
        weights = attention_mask.float()
        away = ((1 - weights) * _FAR).view(texts, 1, 1, longest)
        for layer, inner in zip(layers, self.inner, strict=True):
            parts = inner(states).view(texts, longest, 3 * heads, -1).transpose(1, 2)
            query, key, value = parts.split(heads, dim=1)
            looked = torch.softmax(query @ key.transpose(2, 3) + away, dim=-1) @ value
            attended = layer.attention.output
            joined = attended.dense(looked.transpose(1, 2).reshape(texts, longest, -1))
            states = attended.LayerNorm(joined + states)
            wide = functional.gelu(layer.intermediate.dense(states))
            states = layer.output.LayerNorm(layer.output.dense(wide) + states)
        weights = weights.unsqueeze(-1)
        pooled = (states * weights).sum(1) / weights.sum(1).clamp(min=1)
        return functional.normalize(pooled, dim=-1)


def _together(attention: Any) -> torch.nn.Linear:
    """The product that gives queries, divided by the root of a head's size, then keys, then values."""
    parts = (attention.query, attention.key, attention.value)
    made = torch.nn.Linear(attention.query.in_features, 3 * attention.query.out_features)
    scales = (attention.attention_head_size**-0.5, 1.0, 1.0)
    with torch.no_grad():
        made.weight.copy_(torch.cat([part.weight * scale for part, scale in zip(parts, scales, strict=True)]))
        made.bias.copy_(torch.cat([part.bias * scale for part, scale in zip(parts, scales, strict=True)]))
    return made


def apart(weight: npt.NDArray[np.float32], heads: int) -> dict[str, npt.NDArray[np.float32]]:
    """The weights, or biases, of `query`, `key` and `value` in a joint product's, of which `_together` made it."""
    query, key, value = np.split(weight, 3)
    scale = (len(query) // heads) ** -0.5
    return {"query": query / np.float32(scale), "key": key, "value": value}


def write_full(model: BertModel, path: Path) -> None:
    """Write `model` in 32 bits: inputs input_ids and attention_mask, output sentence_embedding."""
    model = model.train(False).float()
    ids = torch.tensor([[2, 5, 6, 3], [2, 7, 3, 0]])
    torch.onnx.export(
        Pooled(model).train(False),
        (ids, (ids > 0).long()),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence_embedding"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in ("input_ids", "attention_mask")}
        | {"sentence_embedding": {0: "texts"}},
        opset_version=OPSET,
        dynamo=False,
    )


def write_small(full: Path, small: Path) -> None:
    """Write the file `full` with eight-bit weights: one scale for 64 weights or an embedding.

    onnxruntime rounds activations too, but by blocks of one token, so a text's vector does not depend on
    the texts beside it in the batch; with its general dynamic quantisation it would,
    and with blocks of 128 its sums depend on them in the last digit, hence now and then the rounding.
    """
    graph = onnx.load(full)
    tables = {tensor.name: tensor for tensor in graph.graph.initializer}
    adds = {name: node for node in graph.graph.node if node.op_type == "Add" for name in node.input}
    nodes: list[onnx.NodeProto] = []
    for node in graph.graph.node:
        place = {"Gather": 0, "MatMul": 1}.get(node.op_type)
        table = None if place is None else tables.get(node.input[place])
        if table is None or len(table.dims) != 2 or table.dims[0] < _SMALLEST_TABLE:
            nodes.append(node)
        elif node.op_type == "Gather":
            nodes += _small_rows(graph.graph, table, node)
        else:
            nodes.append(_small_matrix(graph.graph, table, node, adds[node.output[0]]))
    made = {name for node in nodes if node.op_type == "MatMulNBits" for name in node.output}
    del graph.graph.node[:]
    graph.graph.node.extend(node for node in nodes if node.op_type == "MatMulNBits" or made.isdisjoint(node.output))
    graph.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(graph, small)


def _scales(blocks: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The step, by the last axis, with which the largest absolute value is 127 steps."""
    return np.asarray(np.maximum(np.abs(blocks).max(-1, keepdims=True) / 127, 1e-12), dtype=np.float32)


def _replace(
    graph: onnx.GraphProto, table: onnx.TensorProto, name: str, small: npt.NDArray[Any], scales: npt.NDArray[Any]
) -> None:
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(small, name + "_small"))
    graph.initializer.append(numpy_helper.from_array(scales, name + "_scale"))


def _small_rows(graph: onnx.GraphProto, table: onnx.TensorProto, node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Read rows and scales, and multiply at run time: the table stays small in memory too."""
    rows = numpy_helper.to_array(table)
    scales = _scales(rows)
    _replace(graph, table, table.name, np.rint(rows / scales).astype(np.int8), scales)
    ids, out = node.input[1], node.output[0]
    return [
        onnx.helper.make_node("Gather", [table.name + "_small", ids], [out + "_small"]),
        onnx.helper.make_node("Cast", [out + "_small"], [out + "_wide"], to=onnx.TensorProto.FLOAT),
        onnx.helper.make_node("Gather", [table.name + "_scale", ids], [out + "_scale"]),
        onnx.helper.make_node("Mul", [out + "_wide", out + "_scale"], [out]),
    ]


def _small_matrix(
    graph: onnx.GraphProto, table: onnx.TensorProto, node: onnx.NodeProto, add: onnx.NodeProto
) -> onnx.NodeProto:
    """A product and the bias that `add` adds to it, named by the bias.

    Weights are in blocks: (columns, blocks, block) bytes around 128, (columns, blocks) scales.
    """
    (bias,) = (name for name in add.input if name != node.output[0])
    name = bias.removesuffix("bias") + "weight"
    matrix = numpy_helper.to_array(table)
    rows, columns = matrix.shape
    blocks = np.ascontiguousarray(matrix.T).reshape(columns, rows // _BLOCK, _BLOCK)
    scales = _scales(blocks)
    _replace(graph, table, name, (np.rint(blocks / scales) + 128).astype(np.uint8), scales[..., 0])
    return onnx.helper.make_node(
        "MatMulNBits",
        [node.input[0], name + "_small", name + "_scale", "", "", bias],
        list(add.output),
        domain="com.microsoft",
        K=rows,
        N=columns,
        bits=8,
        block_size=_BLOCK,
        accuracy_level=4,
    )
