"""Train the shipped embedding model: `python -m nlu.embedding.train --data DATA --out DIR`.

A run that was stopped goes on from its last checkpoint when the same command is given again.
"""

import argparse
import hashlib
import json
import logging
import sys
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from transformers.utils import logging as transformers_logging

from nlu.embedding.errors import EmbeddingError, TrainingError
from nlu.embedding.train import evaluate, teacher
from nlu.embedding.train.batches import Batches
from nlu.embedding.train.checkpoint import START, load_student, save_start
from nlu.embedding.train.corpora import Row, loanwords, read_corpora
from nlu.embedding.train.drawing import Tokenizers, drawn
from nlu.embedding.train.drawn_back import drawn_back
from nlu.embedding.train.loop import CHECKPOINT, Training
from nlu.embedding.train.recipe import FURTHER, Recipe
from nlu.embedding.train.spellings import NEAR, neighbours
from nlu.embedding.train.student import Student, build_student, romaniser_of, texts_of
from nlu.embedding.train.vocabulary import LONGEST, english_tokens, unpadded, whole_words

log = logging.getLogger("nlu.embedding.train")

RECIPE = "recipe.json"
_PROCESSORS = torch.device("cpu")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the student, learn the teacher's vectors, train, and leave a checkpoint; 1 when that cannot be."""
    parser = argparse.ArgumentParser(
        prog="python -m nlu.embedding.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example: python -m nlu.embedding.train --data ../shared/data --out /tmp/run --try layers=3",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, domain/ and eval/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint; goes on with what it holds")
    parser.add_argument(
        "--after",
        type=Path,
        metavar="DIR",
        help="begin where the run in DIR ended, with its vocabulary and the recipe FURTHER",
    )
    parser.add_argument("--threads", type=int, default=2, help="of this process, where it computes on processors")
    parser.add_argument(
        "--device",
        default="cuda" if torch.cuda.is_available() else "cpu",
        help="where to compute (default: an accelerator when there is one; here %(default)s)",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=0,
        help="processes that draw batches (default 0); an accelerator wants many",
    )
    parser.add_argument(
        "--try", dest="changes", action="append", default=[], metavar="NAME=VALUE", help="change the recipe (recipe.py)"
    )
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the same
    torch.set_num_threads(chosen.threads)
    try:
        train(
            chosen.data,
            chosen.out,
            (Recipe() if chosen.after is None else FURTHER).varied(chosen.changes),
            chosen.after,
            device=_device(chosen.device),
            workers=chosen.workers,
        )
    except EmbeddingError as exc:
        print(exc, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nStopped; the same command goes on from the last checkpoint in {chosen.out}.", file=sys.stderr)
        return 130
    return 0


def train(
    data: Path,
    out: Path,
    recipe: Recipe,
    after: Path | None = None,
    *,
    device: torch.device = _PROCESSORS,
    workers: int = 0,
) -> None:
    """Run `recipe` to its end in the folder `out`, or go on there; `after`: start as the run in that folder ended.

    `workers`: see `drawing.drawn`. Raises `TrainingError`, `CorpusError`, and `ModelError` when `after` holds no
    checkpoint.
    """
    torch.manual_seed(recipe.seed)
    out.mkdir(parents=True, exist_ok=True)
    _same_recipe(out / RECIPE, recipe)
    log.info("reading %s", data)
    corpora = read_corpora(data, recipe.selection, recipe.own_rows)
    english = english_tokens(teacher.teacher_folder() / "tokenizer.json")
    borrowed = loanwords(corpora.lexicon, frozenset(english))
    if not (out / START).exists() and after is not None:
        before = load_student(after)
        drawn_back(before.model, recipe.back_body, recipe.back_english)
        save_start(before, out)
    elif not (out / START).exists():
        log.info("building the student from %d sentences", len(corpora.sentences))
        save_start(build_student(corpora, recipe, borrowed), out)
    student = load_student(out, trained=False)
    student.model.to(device)  # type: ignore[arg-type]  # transformers' decorator hides it
    log.info("student has %d tokens", student.tokenizer.get_vocab_size())
    teach = partial(_taught, out, device)
    batches = Batches(corpora, teach, romaniser_of(corpora), recipe, borrowed, words=whole_words(english))
    wanted = {kind: table.vectors for kind, table in batches.tables.items()}
    read, tokenizer = teacher.load_teacher()
    training = Training(student, recipe, out, wanted, read)
    plain = unpadded(student.tokenizer)

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return teacher.encode(student.model, plain, texts, LONGEST)

    def glance() -> str:
        found = evaluate.quick(encode, data / "eval", corpora.held_out)
        return ", ".join(f"{name} {share:.3f}" for name, share in found.items())

    if (out / CHECKPOINT).exists():
        log.info("going on from %s", out / CHECKPOINT)
        training.resume()
    else:
        log.info("before training: %s", glance())
    alone, steps = round(recipe.near * recipe.steps), recipe.steps
    for phase, (begin, end) in enumerate(((0, alone), (alone, steps))):
        if training.step >= end:
            continue
        if phase == 1:
            batches.look(partial(_nearest, student, out))
        stream = drawn(batches, Tokenizers(plain, tokenizer), f"{recipe.seed} {phase}", workers)
        training.run(islice(stream, training.step - begin, None), end, glance)


def _same_recipe(path: Path, recipe: Recipe) -> None:
    """Write the recipe into a new folder; refuse one that holds another recipe's run."""
    if path.exists():
        found = json.loads(path.read_text(encoding="utf-8"))
        different = sorted(name for name, value in recipe.to_dict().items() if found.get(name) != value)
        if different:
            raise TrainingError(
                f"{path.parent} holds a run of another recipe ({', '.join(different)} differ): choose another --out"
            )
        return
    path.write_text(json.dumps(recipe.to_dict(), indent=1) + "\n", encoding="utf-8")


def _device(name: str) -> torch.device:
    try:
        return torch.zeros(1, device=name).device
    except (RuntimeError, AssertionError) as exc:
        raise TrainingError(f"--device {name} cannot be used here: {str(exc).splitlines()[0]}") from exc


def _taught(folder: Path, device: torch.device, rows: Sequence[Row]) -> npt.NDArray[np.float32]:
    """The teacher's vector of each row, the mean over its English forms; kept in `folder`."""
    texts = texts_of(rows)
    rows_apart = "\n\n".join("\n".join(row.english) for row in rows)
    name = hashlib.sha256(rows_apart.encode()).hexdigest()[:16]
    kept = folder / f"teacher-{name}.npy"
    if kept.exists():
        return np.asarray(np.load(kept), dtype=np.float32)
    log.info("the teacher reads %d texts", len(texts))
    model, tokenizer = teacher.load_teacher()
    model.to(device)  # type: ignore[arg-type]  # transformers' decorator hides it
    vectors = teacher.encode(model, tokenizer, texts, LONGEST)
    owner = np.repeat(np.arange(len(rows)), [len(row.english) for row in rows])
    sums = np.zeros((len(rows), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owner, vectors)
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    _keep(kept, sums)
    return sums


def _nearest(student: Student, folder: Path, texts: Sequence[str]) -> npt.NDArray[np.int32]:
    """The places (texts, `NEAR`) of what `student`, as it is now, takes for each text; kept in `folder`."""
    kept = folder / f"nearest-{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:16]}.npy"
    if kept.exists():
        return np.asarray(np.load(kept), dtype=np.int32)
    log.info("the student reads %d texts", len(texts))
    vectors = teacher.encode(student.model, unpadded(student.tokenizer), texts, LONGEST)
    found = neighbours(torch.from_numpy(vectors).to(student.model.device), NEAR)
    _keep(kept, found)
    return found


def _keep(path: Path, found: npt.NDArray[Any]) -> None:
    half = path.with_name("half-" + path.name)
    np.save(half, found)
    half.replace(path)


if __name__ == "__main__":
    sys.exit(main())
