"""Train the fusion weights from a pack: `python -m knowledge.fusion_training`. Some minutes on one core, 3 GB.

Prints how well the held-out rows were answered; the figures stand in the model's place, not in a test.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.decision import decide
from knowledge.embedders.opening import open_embedder
from knowledge.errors import PackRejected
from knowledge.features import query_names, service_names
from knowledge.fusion import SHIPPED_WEIGHTS, Fusion
from knowledge.index.builder import index_in_memory
from knowledge.interfaces import Decision
from knowledge.pack.checks import check_pack
from knowledge.repository import Snapshot
from knowledge.training.fitting import Fitted, fit
from knowledge.training.rows import HARDER, MISSING, OUTSIDE, UNSEEN, Table, collect, read_outside

_PACK = Path(__file__).parent / "packs" / "pakistan"


def main(arguments: list[str] | None = None) -> int:
    """Train, print the held-out figures, write the weights. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.fusion_training", description=__doc__)
    parser.add_argument("--pack", type=Path, default=_PACK, help="the pack's folder")
    parser.add_argument("--embedder", default="shipped", help="shipped, hashing, or a sentence-transformers model")
    parser.add_argument("--out", type=Path, default=SHIPPED_WEIGHTS, help="where the weights go")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    pack, problems = check_pack(chosen.pack)
    if problems:
        sys.stderr.write(f"{PackRejected(chosen.pack, problems)}\n")
        return 1
    embedder = open_embedder(chosen.embedder)
    index = index_in_memory(Snapshot(pack.content_hash()[:16], pack.services), embedder)
    outside = read_outside()
    fitted: dict[bool, Fitted] = {}
    for dense in (True, False):
        table = collect(index, embedder, outside, chosen.seed, dense)
        fitted[dense] = fit(table, service_names(dense), query_names(dense))
        sys.stdout.write(f"{'dense and lexical' if dense else 'lexical alone'}\n{figures(table, fitted[dense])}\n")
    Fusion(fitted[True].weights, fitted[False].weights, embedder.fingerprint).save(chosen.out)
    sys.stdout.write(f"wrote {chosen.out}\n")
    return 0


def figures(table: Table, fitted: Fitted) -> str:
    """Held-out figures per kind of row and language, as a table."""
    lines = ["kind     language  rows  top-1  top-3  answer clarify   none"]
    decisions = np.array(
        [str(decide([float(v) for v in row[:-1]], float(row[-1])).decision) for row in fitted.held_out]
    )
    for kind in (UNSEEN, HARDER, OUTSIDE, MISSING):
        for language in (*sorted(set(table.languages)), ""):
            rows = np.flatnonzero((table.kinds == kind) & ((table.languages == language) | (language == "")))
            if len(rows):
                start = f"{kind:8} {language or 'all':8} {len(rows):5} "
                lines.append(start + _shares(rows, table, fitted, decisions))
    return "\n".join(lines)


def _shares(rows: NDArray[np.int64], table: Table, fitted: Fitted, decisions: NDArray[np.str_]) -> str:
    order = np.argsort(-fitted.held_out[rows, :-1], axis=1)
    targets = table.targets[rows]
    first = (order[:, 0] == targets).mean()
    three = (order[:, :3] == targets[:, None]).any(axis=1).mean()
    shares = [float((decisions[rows] == str(decision)).mean()) for decision in Decision]
    return f"{first:6.3f} {three:6.3f} {shares[0]:7.3f} {shares[1]:7.3f} {shares[2]:6.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
