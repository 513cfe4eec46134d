"""From a trained student to an ONNX file: pooling inside, eight-bit weights."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from transformers import BertModel

from nlu.embedding.train.teacher import mean_pooled

OPSET = 17
_SMALLEST_TABLE = 300
_BLOCK = 32


class Pooled(torch.nn.Module):
    """Token ids and mask, both (n, longest), to unit vectors (n, dimension)."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """See the class."""
        return mean_pooled(self.model, input_ids, attention_mask)


def write_full(model: BertModel, path: Path) -> None:
    """Write `model` in 32 bits: inputs input_ids and attention_mask, output sentence_embedding."""
    model = model.train(False).float()
    model.set_attn_implementation("eager")
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
    """Write the file `full` with eight-bit weights: one scale for 32 weights or an embedding.

    onnxruntime rounds activations too, but by blocks of one token, so a text's vector does not depend on
    the texts beside it in the batch; with its general dynamic quantisation it would.
    """
    graph = onnx.load(full)
    tables = {tensor.name: tensor for tensor in graph.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    for node in graph.graph.node:
        place = {"Gather": 0, "MatMul": 1}.get(node.op_type)
        table = None if place is None else tables.get(node.input[place])
        if table is None or len(table.dims) != 2 or table.dims[0] < _SMALLEST_TABLE:
            nodes.append(node)
        elif node.op_type == "Gather":
            nodes += _small_rows(graph.graph, table, node)
        else:
            nodes.append(_small_matrix(graph.graph, table, node))
    del graph.graph.node[:]
    graph.graph.node.extend(nodes)
    graph.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    onnx.save(graph, small)


def _scales(blocks: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The step, by the last axis, with which the largest absolute value is 127 steps."""
    return np.asarray(np.maximum(np.abs(blocks).max(-1, keepdims=True) / 127, 1e-12), dtype=np.float32)


def _replace(
    graph: onnx.GraphProto, table: onnx.TensorProto, small: npt.NDArray[Any], scales: npt.NDArray[Any]
) -> None:
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(small, table.name + "_small"))
    graph.initializer.append(numpy_helper.from_array(scales, table.name + "_scale"))


def _small_rows(graph: onnx.GraphProto, table: onnx.TensorProto, node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """Read rows and scales, and multiply at run time: the table stays small in memory too."""
    rows = numpy_helper.to_array(table)
    scales = _scales(rows)
    _replace(graph, table, np.rint(rows / scales).astype(np.int8), scales)
    ids, out = node.input[1], node.output[0]
    return [
        onnx.helper.make_node("Gather", [table.name + "_small", ids], [out + "_small"]),
        onnx.helper.make_node("Cast", [out + "_small"], [out + "_wide"], to=onnx.TensorProto.FLOAT),
        onnx.helper.make_node("Gather", [table.name + "_scale", ids], [out + "_scale"]),
        onnx.helper.make_node("Mul", [out + "_wide", out + "_scale"], [out]),
    ]


def _small_matrix(graph: onnx.GraphProto, table: onnx.TensorProto, node: onnx.NodeProto) -> onnx.NodeProto:
    """A product with weights in blocks: (columns, blocks, 32) bytes around 128, (columns, blocks) scales."""
    matrix = numpy_helper.to_array(table)
    rows, columns = matrix.shape
    blocks = np.ascontiguousarray(matrix.T).reshape(columns, rows // _BLOCK, _BLOCK)
    scales = _scales(blocks)
    _replace(graph, table, (np.rint(blocks / scales) + 128).astype(np.uint8), scales[..., 0])
    return onnx.helper.make_node(
        "MatMulNBits",
        [node.input[0], table.name + "_small", table.name + "_scale"],
        list(node.output),
        domain="com.microsoft",
        K=rows,
        N=columns,
        bits=8,
        block_size=_BLOCK,
        accuracy_level=4,
    )
