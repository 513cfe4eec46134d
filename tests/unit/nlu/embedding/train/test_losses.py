from math import exp, log

import pytest
import torch

from nlu.embedding.train.losses import distillation_loss, group_loss, hold_loss, pair_loss, word_means
from nlu.embedding.train.recipe import Recipe


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


def test_the_states_of_a_words_pieces_are_averaged() -> None:
    states = torch.tensor([[[9.0], [1.0], [3.0], [7.0]], [[2.0], [4.0], [99.0], [99.0]]])
    words = torch.tensor([[0, 1, 1, 2], [0, 1, -1, -1]])
    assert word_means(states, words).tolist() == [[9.0], [2.0], [7.0], [2.0], [4.0]]
    none = torch.full((1, 4), -1)
    assert word_means(states, torch.cat([none, words[1:]])).tolist() == [[2.0], [4.0]]
    assert len(word_means(states, torch.cat([none, none]))) == 0


def test_hold_loss_by_hand() -> None:
    wanted = torch.tensor([[2.0, 0.0], [1.0, 1.0], [3.0, 0.0]])
    states = torch.tensor([[2.0, 1.0], [1.0, 1.0], [0.0, 0.0]])
    # A quarter off, none, and all.
    assert hold_loss(states, wanted).item() == pytest.approx((0.25 + 0 + 1) / 3)
    assert hold_loss(states[:0], wanted[:0]).item() == 0
