"""Measure search and write the report: `python -m knowledge.search_quality`.

With 82 services a quarter of an hour on one core with `--quick`, and several times that without.
"""

import argparse
import shlex
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.search_quality.material import gather_material
from knowledge.search_quality.questions import default_files
from knowledge.search_quality.report import sections_of, write_report

PROGRAM = "python -m knowledge.search_quality"
_PACK = Path(__file__).parents[1] / "packs" / "pakistan"
_QUESTIONS = Path("tests/evaluation")
_OUT = Path("docs/search-quality.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write, and say where. Returns the exit code: 1 when pack, questions or embedder cannot be used."""
    parser = argparse.ArgumentParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("--pack", type=Path, default=_PACK, help="the pack's folder")
    parser.add_argument("--embedder", default="shipped", help="shipped, hashing, or a sentence-transformers model")
    parser.add_argument("--questions", type=Path, nargs="+", help=f"default: every search*.tsv in {_QUESTIONS}")
    parser.add_argument("--out", type=Path, default=_OUT, help=f"default: {_OUT}; the JSON goes beside it")
    parser.add_argument("--quick", action="store_true", help="fewer questions, folds, draws and embedders")
    parser.add_argument("--vectors", type=Path, help="a folder to keep vectors in, so that the next run is faster")
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = parser.parse_args(given)
    paths = chosen.questions or default_files(_QUESTIONS)
    if not paths:
        parser.error(f"there is no search*.tsv in {_QUESTIONS}; run this in the repository's root or name files")
    start = time.monotonic()

    def progress(name: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.1f} s  {name}\n")

    try:
        progress("pack, index and questions")
        material = gather_material(chosen.pack, chosen.embedder, paths, chosen.quick, chosen.vectors)
        sections = sections_of(material, progress)
    except KnowledgeError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    for path in write_report(material, sections, chosen.out, _command(given)):
        sys.stdout.write(f"wrote {path}\n")
    progress("done")
    return 0


def _command(given: Sequence[str]) -> str:
    """The command as it was given, without the folder of kept vectors, which changes no figure."""
    places = {number for number, word in enumerate(given) if word == "--vectors"}
    kept = [number for number in range(len(given)) if not places & {number, number - 1}]
    shown = [given[number] for number in kept if not given[number].startswith("--vectors=")]
    return shlex.join([*PROGRAM.split(), *shown])


if __name__ == "__main__":
    raise SystemExit(main())
