"""Train the shipped embedding model: `python -m nlu.embedding.train --data DATA --out DIR`."""

import argparse
import logging
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from transformers.utils import logging as transformers_logging

from nlu.embedding.train import evaluate, teacher
from nlu.embedding.train.batches import Batches
from nlu.embedding.train.checkpoint import load_student, save_start
from nlu.embedding.train.corpora import Row, read_corpora
from nlu.embedding.train.loop import CHECKPOINT, Plan, Training
from nlu.embedding.train.romanise import Romaniser
from nlu.embedding.train.student import build_student, texts_of
from nlu.embedding.train.vocabulary import LONGEST, build_normaliser, unpadded

log = logging.getLogger("nlu.embedding.train")


def main() -> None:
    """Build the student, learn the teacher's vectors, train, and leave a checkpoint in the output folder."""
    parser = argparse.ArgumentParser(prog="python -m nlu.embedding.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, domain/ and eval/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint")
    parser.add_argument("--minutes", type=float, default=50.0)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true", help="continue from the checkpoint in --out")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the same
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chosen.out.mkdir(parents=True, exist_ok=True)

    corpora = read_corpora(chosen.data)
    if not chosen.resume:
        save_start(build_student(corpora, chosen.seed), chosen.out)
    student = load_student(chosen.out, trained=False)
    log.info("student has %d tokens", student.tokenizer.get_vocab_size())

    batches = Batches(
        corpora,
        lambda rows: _taught(rows, chosen.out),
        Romaniser(corpora.lexicon, build_normaliser().normalize_str),
        random.Random(chosen.seed),
    )
    training = Training(student, batches, Plan(chosen.steps, chosen.minutes, chosen.seed), chosen.out)
    if chosen.resume and (chosen.out / CHECKPOINT).exists():
        training.resume()

    def glance() -> str:
        found = evaluate.quick(encode, chosen.data / "eval", corpora.held_out)
        return ", ".join(f"{name} {share:.3f}" for name, share in found.items())

    plain = unpadded(student.tokenizer)

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return teacher.encode(student.model, plain, texts, LONGEST)

    log.info("before training: %s", glance())
    training.run(glance)


def _taught(rows: Sequence[Row], folder: Path) -> npt.NDArray[np.float32]:
    """The teacher's vector of each row, the mean over its English forms; kept in `folder`."""
    kept = folder / f"teacher-{len(rows)}.npy"
    if kept.exists():
        return np.asarray(np.load(kept), dtype=np.float32)
    model, tokenizer = teacher.load_teacher()
    vectors = teacher.encode(model, tokenizer, texts_of(rows), 128)
    owner = np.repeat(np.arange(len(rows)), [len(row.english) for row in rows])
    sums = np.zeros((len(rows), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owner, vectors)
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    np.save(kept, sums)
    log.info("teacher read %d texts", len(vectors))
    return sums


if __name__ == "__main__":
    main()
