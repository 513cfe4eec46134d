"""Write the model card.

`python -m nlu.embedding.train.card --small JSON --full JSON --everything JSON --clean JSON`
`--paraphrases JSON`

The first four JSON files are what `sahulat evaluate embedding --json` printed for the shipped folder, for the same
checkpoint exported with `--full-precision`, and for runs that went on with `selection=everything` and
`selection=everything-clean`; the last is what `nlu.embedding.train.evaluate` printed for the shipped folder.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlu.embedding.runtime import MODEL, SHIPPED
from nlu.embedding.train.drawn_back import BODY, EARLIER, ENGLISH
from nlu.embedding.train.export import CARD
from nlu.embedding.train.recipe import FURTHER, Recipe
from nlu.embedding.train.sources import ALL_SOURCES

_TEMPLATE = Path(__file__).parent / "card_template.md"
_ORIGINAL, _HYBRID = "all-MiniLM-L6-v2", " hybrid"
_ABSENT = "-"
_RATES = ("steps", "embedding_rate", "body_rate")

Report = Mapping[str, Any]
"""What `sahulat evaluate embedding --json` prints."""


def card(
    config: Mapping[str, Any],
    reports: Mapping[str, Report],
    paraphrases: Mapping[str, float],
    size: int,
) -> str:
    """The card's text.

    `reports` are by column, the first being the shipped model's; `size` in bytes of the model file.
    """
    sources = "\n".join(f"| {s.name} | {s.what} | {s.licence} | {s.credit} |" for s in ALL_SOURCES)
    said = "\n".join(f"| paraphrases {name} | {100 * share:.1f} |" for name, share in paraphrases.items())
    return _TEMPLATE.read_text(encoding="utf-8").format(
        **{name: config[name] for name in ("name", "version", "dimension", "max_tokens")},
        **{name: getattr(FURTHER, name) for name in (*_RATES, "size", "temperature", "back_body", "back_english")},
        **{f"first_{name}": getattr(Recipe(), name) for name in _RATES},
        share_body=BODY,
        share_english=ENGLISH,
        share_earlier=EARLIER,
        sources=sources,
        figures=figures(reports),
        paraphrases=said,
        mebibytes=f"{size / 2**20:.1f}",
    )


def figures(reports: Mapping[str, Report]) -> str:
    """A table: a row for each measure of the first report, a column for each report, then the original model."""
    names = list(reports)
    first = reports[names[0]]
    lines = ["| test | measure | " + " | ".join([*names, _ORIGINAL]) + " |", "|---" * (len(names) + 3) + "|"]
    for task, measures in first["measured"].items():
        for measure in measures:
            for kind in ("", _HYBRID):
                columns = [(report, report["models"][0] + kind) for report in reports.values()]
                columns.append((first, _ORIGINAL + kind))
                if columns[0][1] not in measures[measure]:
                    continue
                cells = [_cell(report, task, measure, system) for report, system in columns]
                lines.append(f"| {task}{', with BM25' if kind else ''} | {measure} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(report: Report, task: str, measure: str, system: str) -> str:
    value = report["measured"].get(task, {}).get(measure, {}).get(system)
    return _ABSENT if value is None else f"{100 * value:.1f}"


def main() -> None:
    """Write MODEL_CARD.md into the model folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    for name in ("small", "full", "everything", "clean", "paraphrases"):
        parser.add_argument(f"--{name}", type=Path, required=name in ("small", "paraphrases"))
    chosen = parser.parse_args()
    columns = {
        "shipped": chosen.small,
        "32 bits": chosen.full,
        "everything": chosen.everything,
        "everything, clean": chosen.clean,
    }
    reports = {name: _read(path) for name, path in columns.items() if path is not None}
    text = card(
        _read(chosen.model / "config.json"),
        reports,
        _read(chosen.paraphrases),
        (chosen.model / MODEL).stat().st_size,
    )
    (chosen.model / CARD).write_text(text, encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
