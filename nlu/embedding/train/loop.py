"""The training loop: seeded, resumable, with progress and time left."""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from math import cos, pi
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from transformers import BertModel

from nlu.embedding.errors import TrainingError
from nlu.embedding.train.batches import Contrast, Distil
from nlu.embedding.train.drawing import Drawn, Words
from nlu.embedding.train.losses import distillation_loss, group_loss, hold_loss, pair_loss, word_means
from nlu.embedding.train.recipe import Recipe
from nlu.embedding.train.student import Student
from nlu.embedding.train.teacher import pooled, states_of

log = logging.getLogger(__name__)

WARM_UP = 150
SAID_EVERY = 50
SAVE_SECONDS = 300.0
LOOK_SECONDS = 900.0
"""How often a checkpoint is written, and how often the evaluation is looked at: that costs half a minute."""
CHECKPOINT = "checkpoint.pt"


class Training:
    """A student in training; its state is saved in and resumed from `folder`."""

    def __init__(
        self,
        student: Student,
        recipe: Recipe,
        folder: Path,
        wanted: Mapping[str, npt.NDArray[np.float32]],
        teacher: BertModel,
    ) -> None:
        """`wanted`: the teacher's vectors (rows, dimension) by kind of batch. All goes to the student's device."""
        self._student, self._recipe, self._folder = student, recipe, folder
        self._device = student.model.device
        self._wanted = {kind: torch.from_numpy(vectors).to(self._device) for kind, vectors in wanted.items()}
        self._teacher = teacher.to(self._device)  # type: ignore[arg-type]  # transformers' decorator hides it
        set_dropout(student.model, recipe.dropout)
        self._optimiser = torch.optim.AdamW(parameter_groups(student.model, recipe), fused=True)
        self._peaks = [group["lr"] for group in self._optimiser.param_groups]
        self.step, self.seconds = 0, 0.0

    def run(self, batches: Iterator[Drawn], until: int, evaluate: Callable[[], str]) -> None:
        """Train to step `until`, at most the recipe's last; `evaluate` gives a line for the log at each checkpoint."""
        started, before = time.monotonic(), self.seconds
        saved = looked = self.seconds
        losses: deque[torch.Tensor] = deque(maxlen=200)
        self._student.model.train()
        while self.step < min(until, self._recipe.steps):
            losses.append(self.train_one(next(batches)))
            self.seconds = before + time.monotonic() - started
            if self.step % SAID_EVERY == 0:
                left = self.seconds / max(self._progress(), 1e-9) - self.seconds
                mean = float(torch.stack(list(losses)).mean())
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
        log.info("step %d: %s", self.step, evaluate())

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
        """Continue from the checkpoint: weights, optimiser and step; the caller skips the batches already drawn."""
        state: dict[str, Any] = torch.load(self._folder / CHECKPOINT, weights_only=True, map_location="cpu")
        self._student.model.load_state_dict(state["model"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]
        torch.set_rng_state(state["torch"])

    def _progress(self) -> float:
        return self.step / self._recipe.steps

    def train_one(self, drawn: Drawn) -> torch.Tensor:
        """Take one step and give its loss, on the device."""
        faded = 0.05 + 0.95 * 0.5 * (1 + cos(pi * min(1.0, self._progress())))
        for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * faded * min(1.0, (self.step + 1) / WARM_UP)
        loss = self._loss(drawn)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(self._student.model.parameters(), 1.0)
        self._optimiser.step()
        self.step += 1
        return loss.detach()

    def _loss(self, drawn: Drawn) -> torch.Tensor:
        ids, batch = drawn.ids.to(self._device, non_blocking=True), drawn.batch
        states = self._states(self._student.model, ids)
        if drawn.words is not None:
            return self._recipe.hold * self._held(states, *drawn.words)
        vectors = pooled(states, ids > 0)
        if isinstance(batch, Contrast):
            return self._contrast(batch, vectors)
        if not isinstance(batch, Distil):
            raise TrainingError("a batch of texts to be held came without their words")
        table = self._wanted[batch.kind]
        return distillation_loss(vectors, table[batch.rows], table[batch.others], self._recipe)

    def _states(self, model: BertModel, ids: torch.Tensor) -> torch.Tensor:
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            return states_of(model, ids, ids > 0)

    def _held(self, states: torch.Tensor, own: Words, teachers: Words) -> torch.Tensor:
        with torch.no_grad():
            wanted = self._states(self._teacher, teachers.ids.to(self._device))
        one, other = (word_means(s, w.words.to(self._device)) for s, w in ((states, own), (wanted, teachers)))
        return hold_loss(one, other)

    def _contrast(self, batch: Contrast, vectors: torch.Tensor) -> torch.Tensor:
        count = len(batch.first)
        first, second, rest = vectors[:count], vectors[count : 2 * count], vectors[2 * count :]
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
