"""What a step of training is judged by."""

import torch
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from nlu.embedding.train.recipe import Recipe

SAME_MEANING = 0.85
"""Teacher vectors nearer than this (cosine) are no negatives of each other."""


def distillation_loss(
    vectors: torch.Tensor, targets: torch.Tensor, others: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """The recipe's sum of the mean cosine distance to `targets` and picking each text's own target out of all."""
    choices = torch.cat([targets, others])
    logits = vectors @ choices.T / recipe.temperature
    same = targets @ choices.T > SAME_MEANING
    own = torch.arange(len(targets), device=vectors.device)
    same[own, own] = False
    logits = logits.masked_fill(same, float("-inf"))
    near: torch.Tensor = (1 - (vectors * targets).sum(-1)).mean()
    return recipe.cosine * near + recipe.pick * functional.cross_entropy(logits, own)


def pair_loss(first: torch.Tensor, second: torch.Tensor, temperature: float) -> torch.Tensor:
    """In-batch contrastive loss, both ways."""
    logits = first @ second.T / temperature
    own = torch.arange(len(first), device=first.device)
    return (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2


def group_loss(
    first: torch.Tensor, second: torch.Tensor, near: torch.Tensor, counts: list[int], temperature: float
) -> torch.Tensor:
    """Each pair must be nearer than its own group's misleading texts; `near` holds them, `counts` a group."""
    own = pad_sequence(list(torch.split(near, counts)), batch_first=True)  # (groups, most, dimension)
    absent = torch.arange(own.shape[1]) >= torch.tensor(counts).unsqueeze(1)
    pairs = (first * second).sum(-1, keepdim=True)
    far = torch.stack([(own @ side.unsqueeze(-1)).squeeze(-1) for side in (first, second)])
    far = far.masked_fill(absent.to(far.device), float("-inf"))
    logits = torch.cat([pairs.expand(2, -1, -1), far], dim=-1).flatten(0, 1) / temperature
    return functional.cross_entropy(logits, torch.zeros(len(logits), dtype=torch.long, device=logits.device))


def word_means(states: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
    """The mean state of each word, texts one after another: (words, dimension), of `states` (n, longest, dimension).

    `words` (n, longest) numbers the words of each text from 0 without a gap; -1 is of none.
    """
    own = words >= 0
    first = (words.max(1).values + 1).cumsum(0).roll(1)
    first[0] = 0
    places = (words + first.unsqueeze(1))[own]
    sums = torch.zeros(int(places.max()) + 1 if len(places) else 0, states.shape[-1], device=states.device)
    counts = torch.zeros(len(sums), 1, device=states.device)
    sums = sums.index_add(0, places, states[own])
    return sums / counts.index_add(0, places, torch.ones(len(places), 1, device=states.device))


def hold_loss(states: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Mean squared distance of `states` to `wanted` (words, dimension) relative to its length; 0 of no words."""
    off = (states - wanted).square().sum(-1) / wanted.square().sum(-1).clamp(min=1e-6)
    return off.sum() / max(len(off), 1)
