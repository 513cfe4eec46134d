"""Export a trained student.

`python -m nlu.embedding.train.export --checkpoint DIR --out nlu/embedding/model`
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from transformers.utils import logging

from nlu.embedding.runtime import CONFIG, MODEL, SHIPPED, TOKENIZER
from nlu.embedding.train.checkpoint import load_student
from nlu.embedding.train.drawn_back import drawn_back, mixed
from nlu.embedding.train.graph import write_full, write_small
from nlu.embedding.train.vocabulary import LONGEST

NAME = "sahulat-minilm-ur"
CARD = "MODEL_CARD.md"


def export(
    checkpoint: Path,
    out: Path,
    version: str,
    trained: bool = True,
    full_precision: bool = False,
    *,
    earlier: Path | None = None,
) -> None:
    """Write the model folder beside `out`, then swap it in; a model card already in `out` is kept.

    A trained student is mixed with that of the run `earlier`, if given, and goes part of the way back to the teacher
    (`drawn_back`).
    """
    student = load_student(checkpoint, trained)
    if earlier is not None:
        mixed(student.model, load_student(earlier).model)
    if trained:
        drawn_back(student.model)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="model-", dir=out.parent))
    try:
        full = made / "full.onnx"
        write_full(student.model, full)
        if full_precision:
            full.rename(made / MODEL)
        else:
            write_small(full, made / MODEL)
            full.unlink()
        student.tokenizer.save(str(made / TOKENIZER), pretty=False)
        write_config(made, version, student.model.config.hidden_size)
        if (out / CARD).exists():
            shutil.copy(out / CARD, made / CARD)
        made.chmod(0o755)
        swap(made, out)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_config(folder: Path, version: str, dimension: int) -> None:
    """Describe the files in `folder`, with their checksums."""
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, TOKENIZER)}
    config = {"name": NAME, "version": version, "dimension": dimension, "max_tokens": LONGEST, "sha256": sums}
    (folder / CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def swap(made: Path, out: Path) -> None:
    """Put the folder `made` in the place of `out`."""
    if out.exists():
        old = out.with_name(out.name + ".old")
        out.rename(old)
        made.rename(out)
        shutil.rmtree(old)
    else:
        made.rename(out)


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="the folder that training wrote")
    parser.add_argument("--earlier", type=Path, metavar="DIR", help="the run after which it began, to be mixed in")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--start", action="store_true", help="export the student as it was before training")
    parser.add_argument("--full-precision", action="store_true", help="32 bit weights, to compare with")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the same
    export(
        chosen.checkpoint, chosen.out, chosen.version, not chosen.start, chosen.full_precision, earlier=chosen.earlier
    )


if __name__ == "__main__":
    main()
