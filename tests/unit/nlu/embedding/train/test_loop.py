import copy
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from transformers import BertConfig, BertModel

from nlu.embedding.train.batches import Batch, Contrast, Distil, Hold, texts_in
from nlu.embedding.train.drawing import Drawn, Tokenizers, words_of
from nlu.embedding.train.loop import CHECKPOINT, Training, parameter_groups
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.student import Student
from nlu.embedding.train.vocabulary import build_tokenizer, unpadded

WORDS = ["card", "bill", "tax", "road"]
TOKENIZER = build_tokenizer(WORDS, [])
TOKENIZERS = Tokenizers(unpadded(TOKENIZER), unpadded(TOKENIZER))


def _training(folder: Path, steps: int) -> Training:
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=TOKENIZER.get_vocab_size(),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model = BertModel(config, add_pooling_layer=False)
    targets = {"words": np.eye(8, dtype=np.float32)}
    return Training(Student(model, TOKENIZER), Recipe(steps=steps), folder, targets, copy.deepcopy(model))


def _drawn() -> Iterator[Drawn]:
    """Every kind of batch in turn."""
    batches: list[Batch] = [
        Distil(WORDS, "words", [0, 1, 2, 3], [4, 5, 6, 7]),
        Contrast(WORDS[:2], WORDS[2:]),
        Contrast(WORDS[:1], WORDS[1:2], [WORDS[2:]]),
        Hold(WORDS[:2]),
    ]
    while True:
        for batch in batches:
            words = words_of(texts_in(batch), TOKENIZERS)
            yield Drawn(batch, words[0].ids, words if isinstance(batch, Hold) else None)


def _weights(folder: Path) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = torch.load(folder / CHECKPOINT, weights_only=True)["model"]
    return found


def test_what_is_held_costs_nothing_before_training_and_something_after(tmp_path: Path) -> None:
    training = _training(tmp_path, 8)
    words = words_of(["card tax", "road"], TOKENIZERS)
    held = Drawn(Hold(["card tax", "road"]), words[0].ids, words)
    assert training._loss(held).item() == 0
    for drawn in islice(_drawn(), 3):
        training.train_one(drawn)
    assert training._loss(held).item() > 0


def test_a_resumed_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    _training(whole, 8).run(_drawn(), 8, lambda: "")
    first = _training(broken, 8)
    first.run(_drawn(), 2, lambda: "")
    second = _training(broken, 8)
    second.resume()
    assert second.step == 2
    second.run(islice(_drawn(), 2, None), 8, lambda: "")
    unbroken, resumed = _weights(whole), _weights(broken)
    for name, tensor in unbroken.items():
        torch.testing.assert_close(resumed[name], tensor)


def test_training_stops_at_its_steps_and_changes_the_weights(tmp_path: Path) -> None:
    training = _training(tmp_path, 3)
    training.save()
    before = _weights(tmp_path)
    glances: list[str] = []

    def glance() -> str:
        glances.append("seen")
        return ""

    training.run(_drawn(), 9, glance)
    assert training.step == 3
    assert glances == ["seen"]
    assert any(not torch.equal(before[name], tensor) for name, tensor in _weights(tmp_path).items())


def test_layers_further_down_learn_more_slowly(tmp_path: Path) -> None:
    config = BertConfig(vocab_size=9, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=8)
    model = BertModel(config, add_pooling_layer=False)
    groups = parameter_groups(model, Recipe(embedding_rate=1.0, body_rate=0.8, layer_fade=0.5))
    assert [group["lr"] for group in groups] == [1.0, 0.8, 0.4, 0.2]
    assert groups[1]["params"][0] is next(model.encoder.layer[1].parameters())
    assert sum(p.numel() for group in groups for p in group["params"]) == sum(p.numel() for p in model.parameters())
