"""Keep a student on disk: the start (tokenizer, weights) and the state of its training."""

from pathlib import Path

import torch
from tokenizers import Tokenizer

from nlu.embedding.errors import ModelError
from nlu.embedding.train.student import Student, with_layers, with_vocabulary
from nlu.embedding.train.teacher import load_teacher

START = "start.pt"
TOKENIZER = "tokenizer.json"


def save_start(student: Student, folder: Path) -> None:
    """Write the untrained student, so that resumed runs and exports have its tokenizer."""
    student.tokenizer.save(str(folder / TOKENIZER))
    half = folder / (START + ".half")
    torch.save(student.model.state_dict(), half)
    half.replace(folder / START)


def load_student(folder: Path, trained: bool = True) -> Student:
    """The student in `folder`: as trained so far, or as it started."""
    path = folder / ("checkpoint.pt" if trained else START)
    if not path.exists():
        raise ModelError(f"{path} is missing: run python -m nlu.embedding.train first")
    state = torch.load(path, weights_only=True)
    weights = state["model"] if trained else state
    model, _ = load_teacher()
    layers = len({name.split(".")[2] for name in weights if name.startswith("encoder.layer.")})
    model = with_vocabulary(with_layers(model, layers), torch.zeros_like(weights["embeddings.word_embeddings.weight"]))
    model.load_state_dict(weights)
    return Student(model, Tokenizer.from_file(str(folder / TOKENIZER)))
