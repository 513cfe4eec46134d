"""The training loop: seeded, resumable, with progress and time left."""

import itertools
import logging
import time
from collections import deque
from collections.abc import Callable
from math import cos, pi
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional
from transformers import BertModel

from nlu.embedding.train.batches import Batches, Contrast, Distil
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.student import Student
from nlu.embedding.train.teacher import mean_pooled, padded
from nlu.embedding.train.vocabulary import LONGEST, unpadded

log = logging.getLogger(__name__)

WARM_UP = 150
SAME_MEANING = 0.85
"""Teacher vectors nearer than this (cosine) are no negatives of each other."""
SAVE_SECONDS = 300.0
LOOK_SECONDS = 900.0
"""How often a checkpoint is written, and how often the evaluation is looked at: that costs half a minute."""
CHECKPOINT = "checkpoint.pt"


class Training:
    """A student in training; its state is saved in and resumed from `folder`."""

    def __init__(self, student: Student, batches: Batches, recipe: Recipe, folder: Path) -> None:
        self._student, self._recipe, self._folder = student, recipe, folder
        self._batches = iter(batches)
        set_dropout(student.model, recipe.dropout)
        self._optimiser = torch.optim.AdamW(parameter_groups(student.model, recipe), fused=True)
        self._english = student.model.embeddings.word_embeddings.weight.detach()[: student.english].clone()
        self._peaks = [group["lr"] for group in self._optimiser.param_groups]
        self._tokenizer = unpadded(student.tokenizer)
        self.step, self.seconds = 0, 0.0

    def run(self, evaluate: Callable[[], str]) -> None:
        """Train to the end of the plan; `evaluate` gives a line for the log at each checkpoint."""
        started, before = time.monotonic(), self.seconds
        saved = looked = self.seconds
        losses: deque[float] = deque(maxlen=200)
        self._student.model.train()
        while self._progress() < 1:
            losses.append(self.train_one())
            self.seconds = before + time.monotonic() - started
            if self.step % 50 == 0:
                left = self.seconds / max(self._progress(), 1e-9) - self.seconds
                mean = sum(losses) / len(losses)
                log.info(
                    "step %d, %.1f min, loss %.3f, %.1f min left",
                    self.step,
                    self.seconds / 60,
                    mean,
                    left / 60,
                )
            if self.seconds - saved > SAVE_SECONDS:
                saved = self.seconds
                self.save()
            if self.seconds - looked > LOOK_SECONDS:
                looked = self.seconds
                log.info("step %d: %s", self.step, evaluate())
        self.save()
        log.info("end at step %d: %s", self.step, evaluate())

    def save(self) -> None:
        """Write the checkpoint whole or not at all."""
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "model": self._student.model.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "torch": torch.get_rng_state(),
        }
        half = self._folder / (CHECKPOINT + ".half")
        torch.save(state, half)
        half.replace(self._folder / CHECKPOINT)

    def resume(self) -> None:
        """Continue from the checkpoint: weights, optimiser, and the batches already drawn are skipped."""
        state: dict[str, Any] = torch.load(self._folder / CHECKPOINT, weights_only=True)
        self._student.model.load_state_dict(state["model"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        for _ in itertools.islice(self._batches, self.step):
            pass
        torch.set_rng_state(state["torch"])

    def _progress(self) -> float:
        return self.step / self._recipe.steps

    def train_one(self) -> float:
        """Take one step and give its loss."""
        faded = 0.05 + 0.95 * 0.5 * (1 + cos(pi * min(1.0, self._progress())))
        for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * faded * min(1.0, (self.step + 1) / WARM_UP)
        batch = next(self._batches)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = self._distil(batch) if isinstance(batch, Distil) else self._contrast(batch)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(self._student.model.parameters(), 1.0)
        self._optimiser.step()
        if self._recipe.elastic:
            with torch.no_grad():
                words = self._student.model.embeddings.word_embeddings.weight[: len(self._english)]
                words.lerp_(self._english, self._recipe.elastic)
        self.step += 1
        return float(loss.detach())

    def _vectors(self, texts: list[str]) -> torch.Tensor:
        rows = [encoding.ids[:LONGEST] for encoding in self._tokenizer.encode_batch(texts)]
        return mean_pooled(self._student.model, *padded(rows))

    def _distil(self, batch: Distil) -> torch.Tensor:
        vectors = self._vectors(batch.texts)
        with torch.autocast("cpu", enabled=False):
            targets, others = torch.from_numpy(batch.targets), torch.from_numpy(batch.others)
            return distillation_loss(vectors, targets, others, self._recipe)

    def _contrast(self, batch: Contrast) -> torch.Tensor:
        texts = [*batch.first, *batch.second, *(text for own in batch.hard for text in own)]
        vectors = self._vectors(texts)
        count = len(batch.first)
        first, second, rest = vectors[:count], vectors[count : 2 * count], vectors[2 * count :]
        with torch.autocast("cpu", enabled=False):
            if not batch.hard:
                return pair_loss(first, second, self._recipe.temperature)
            return group_loss(first, second, rest, [len(own) for own in batch.hard], self._recipe.temperature)


def set_dropout(model: BertModel, share: float) -> None:
    """Let every dropout of `model` drop `share` of what passes."""
    for part in model.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = share
        elif hasattr(part, "dropout_prob"):
            part.dropout_prob = share  # type: ignore[assignment]  # attention keeps its own as a number


def parameter_groups(model: BertModel, recipe: Recipe) -> list[dict[str, Any]]:
    """The optimiser's groups: the word table, then the body by layers, each slower than the one above it."""
    table = model.embeddings.word_embeddings.weight
    layers = list(model.encoder.layer)
    below = [p for p in model.embeddings.parameters() if p is not table]
    groups: list[dict[str, Any]] = [{"params": [table], "lr": recipe.embedding_rate, "weight_decay": 0.0}]
    for depth, parameters in enumerate([*(list(layer.parameters()) for layer in reversed(layers)), below]):
        rate = recipe.body_rate * recipe.layer_fade**depth
        groups.append({"params": parameters, "lr": rate, "weight_decay": 0.01})
    return groups


def distillation_loss(
    vectors: torch.Tensor, targets: torch.Tensor, others: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """The recipe's sum of the mean cosine distance to `targets` and picking each text's own target out of all."""
    choices = torch.cat([targets, others])
    logits = vectors @ choices.T / recipe.temperature
    same = targets @ choices.T > SAME_MEANING
    own = torch.arange(len(targets))
    same[own, own] = False
    logits = logits.masked_fill(same, float("-inf"))
    near: torch.Tensor = (1 - (vectors * targets).sum(-1)).mean()
    return recipe.cosine * near + recipe.pick * functional.cross_entropy(logits, own)


def pair_loss(first: torch.Tensor, second: torch.Tensor, temperature: float) -> torch.Tensor:
    """In-batch contrastive loss, both ways."""
    logits = first @ second.T / temperature
    own = torch.arange(len(first))
    return (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2


def group_loss(
    first: torch.Tensor, second: torch.Tensor, near: torch.Tensor, counts: list[int], temperature: float
) -> torch.Tensor:
    """Each pair must be nearer than its own group's misleading texts; `near` holds them, `counts` a group."""
    losses = []
    for number, own in enumerate(torch.split(near, counts)):
        for one, other in ((first[number], second[number]), (second[number], first[number])):
            logits = torch.cat([(one @ other).view(1), own @ one]) / temperature
            losses.append(functional.cross_entropy(logits.view(1, -1), torch.zeros(1, dtype=torch.long)))
    return torch.stack(losses).mean()
