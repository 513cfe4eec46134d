"""Write the model card: `python -m nlu.embedding.train.card --small JSON --full JSON --steps N`.

The two JSON files are what `nlu.embedding.train.evaluate` printed for the shipped folder and for the same
checkpoint exported with `--full-precision`.
"""

import argparse
import json
from pathlib import Path

from nlu.embedding.runtime import SHIPPED
from nlu.embedding.train.export import CARD
from nlu.embedding.train.sources import ALL_SOURCES

_TEMPLATE = Path(__file__).parent / "card_template.md"


def card(config: dict[str, object], small: dict[str, float], full: dict[str, float], steps: int, seed: int) -> str:
    """The card's text; figures are shares from 0 to 1, of the shipped and of the 32 bit model."""
    sources = "\n".join(f"| {s.name} | {s.what} | {s.licence} | {s.credit} |" for s in ALL_SOURCES)
    figures = "\n".join(f"| {name} | {100 * small[name]:.1f} | {100 * full[name]:.1f} |" for name in small)
    return _TEMPLATE.read_text(encoding="utf-8").format(
        name=config["name"],
        version=config["version"],
        dimension=config["dimension"],
        longest=config["max_tokens"],
        sources=sources,
        figures=figures,
        steps=steps,
        seed=seed,
        groups=55,
    )


def main() -> None:
    """Write MODEL_CARD.md into the model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--small", type=Path, required=True)
    parser.add_argument("--full", type=Path, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    config, small, full = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (chosen.model / "config.json", chosen.small, chosen.full)
    )
    (chosen.model / CARD).write_text(card(config, small, full, chosen.steps, chosen.seed), encoding="utf-8")


if __name__ == "__main__":
    main()
