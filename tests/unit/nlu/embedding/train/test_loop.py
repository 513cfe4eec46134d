from collections.abc import Iterator
from math import exp, log
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from nlu.embedding.train.batches import Batches, Contrast, Distil
from nlu.embedding.train.loop import (
    CHECKPOINT,
    Training,
    distillation_loss,
    group_loss,
    pair_loss,
    parameter_groups,
)
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.student import Student
from nlu.embedding.train.vocabulary import build_tokenizer

WORDS = ["card", "bill", "tax", "road"]


def _training(folder: Path, steps: int, elastic: float = 0.0) -> Training:
    torch.manual_seed(1)
    tokenizer = build_tokenizer(WORDS, [])
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    student = Student(BertModel(config, add_pooling_layer=False), tokenizer)
    return Training(student, cast(Batches, _Drawn()), Recipe(steps=steps, elastic=elastic), folder)


class _Drawn:
    """A stand-in for Batches: three kinds of batch in turn."""

    def __iter__(self) -> Iterator[Distil | Contrast]:
        targets = np.eye(4, 8, dtype=np.float32)
        while True:
            yield Distil(WORDS, targets, -targets)
            yield Contrast(WORDS[:2], WORDS[2:])
            yield Contrast(WORDS[:1], WORDS[1:2], [WORDS[2:]])


def _weights(folder: Path) -> dict[str, torch.Tensor]:
    found: dict[str, torch.Tensor] = torch.load(folder / CHECKPOINT, weights_only=True)["model"]
    return found


def test_an_elastic_run_keeps_the_english_words_near_their_start(tmp_path: Path) -> None:
    moved = []
    for elastic in (0.0, 0.5):
        training = _training(tmp_path, 8, elastic)
        table = training._student.model.embeddings.word_embeddings.weight
        before = table.detach().clone()
        for _ in range(8):
            training.train_one()
        moved.append((table.detach() - before).norm())
    assert 0 < moved[1] < 0.5 * moved[0]


def test_a_resumed_run_ends_where_an_unbroken_one_does(tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    _training(whole, 8).run(lambda: "")
    first = _training(broken, 8)
    first.train_one()
    first.train_one()
    first.save()
    second = _training(broken, 8)
    second.resume()
    assert second.step == 2
    second.run(lambda: "")
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

    training.run(glance)
    assert training.step == 3
    assert glances == ["seen"]
    assert any(not torch.equal(before[name], tensor) for name, tensor in _weights(tmp_path).items())


def test_distillation_loss_by_hand() -> None:
    vectors = torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    targets = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
    others = torch.tensor([[0.0, 1.0]])
    # The two targets are one meaning, so neither is a negative: the first text is right by 1 / 0.05 = 20,
    # the second wrong by as much; mean cosine distance one half.
    expected = 5 * 0.5 + (log(1 + exp(-20)) + 20 + log(1 + exp(-20))) / 2
    assert distillation_loss(vectors, targets, others, Recipe()).item() == pytest.approx(expected, rel=1e-5)


def test_pair_loss_by_hand() -> None:
    same = torch.eye(2)
    assert pair_loss(same, same, 0.05).item() == pytest.approx(log(1 + exp(-20)), abs=1e-6)
    assert pair_loss(same, same.flip(0), 0.05).item() == pytest.approx(20, rel=1e-5)


def test_only_a_groups_own_misleading_texts_count() -> None:
    first, second = torch.eye(2), torch.eye(2)
    near = torch.tensor([[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    # Group 0 has one far text, group 1 two far ones; each other's texts would be near.
    expected = (2 * log(1 + exp(-20)) + 2 * log(1 + 2 * exp(-20))) / 4
    assert group_loss(first, second, near, [1, 2], 0.05).item() == pytest.approx(expected, abs=1e-6)


def test_layers_further_down_learn_more_slowly(tmp_path: Path) -> None:
    config = BertConfig(vocab_size=9, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=8)
    model = BertModel(config, add_pooling_layer=False)
    groups = parameter_groups(model, Recipe(embedding_rate=1.0, body_rate=0.8, layer_fade=0.5))
    assert [group["lr"] for group in groups] == [1.0, 0.8, 0.4, 0.2]
    assert groups[1]["params"][0] is next(model.encoder.layer[1].parameters())
    assert sum(p.numel() for group in groups for p in group["params"]) == sum(p.numel() for p in model.parameters())
