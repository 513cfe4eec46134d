"""Section 5: size and speed of embedders against the quality that search has with each."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from knowledge.embedders.opening import HASHING_NAME, ORIGINAL_NAME, open_embedder, original_available
from knowledge.fusion import Fusion, Weights
from knowledge.interfaces import Embedder
from knowledge.search_quality.asking import Outcome, ask, by_language, figures
from knowledge.search_quality.intervals import wilson
from knowledge.search_quality.markdown import Section, image, paragraph, percent, ranged, table
from knowledge.search_quality.material import Material, fitted, index_of
from knowledge.search_quality.memo import FailedEmbedder, RememberingEmbedder
from knowledge.search_quality.svg import Chart, Point, Series, draw, steps
from nlu.embedding.runtime import SHIPPED

LEXICAL = "lexical alone"
_TIMED = 150
_FILE = "search-speed.svg"
_INTRODUCTION = """\
The same questions and pack with each embedder, the weights of the fusion fitted for it on the pack as `python
-m knowledge.fusion_training` does. Milliseconds are of processor time for one question encoded alone, the
median over {timed} questions after a few to warm up, on whatever machine ran this; MiB are of the files on
disk. *{lexical}* is what stands when the embedder has failed. Percent, with 95 % intervals (Wilson) for all
languages together."""


def measure(material: Material) -> Section:
    """A row for each embedder that can be opened here, and for none."""
    lexical = fitted(material.index, material.embedder, material.outside, dense=False)
    found: dict[str, dict[str, Any]] = {}
    for name in _names(material):
        mine = name == material.embedder_name
        embedder = material.embedder if mine else RememberingEmbedder(open_embedder(name), material.vectors)
        found[name] = {**_kept(embedder.inner, name, material), **_quality(_asked(material, embedder, lexical))}
    nothing = Fusion(material.fusion.full, lexical, "")
    failed = ask(material.index, FailedEmbedder(material.embedder.dimension), nothing, material.questions)
    found[LEXICAL] = {"mib": 0.0, "dimension": 0, "milliseconds": 0.0, **_quality(failed)}
    tags = list(found[LEXICAL]["top_1"])
    header = ("embedder", "MiB", "dimension", "ms a question", *(f"top-1 {tag}" for tag in tags), "top-3", "answered")
    rows = [[name, *_cells(part, tags)] for name, part in found.items()]
    timed = min(_TIMED, len(material.questions))
    lines = paragraph(_INTRODUCTION.format(timed=timed, lexical=LEXICAL.capitalize()))
    lines += table((*header, "out of scope answered"), rows)
    lines += image(_FILE, "Top-1 against milliseconds a question, per embedder")
    return Section("speed", "Size and speed against quality", tuple(lines), found, {_FILE: _drawn(found)})


def _names(material: Material) -> list[str]:
    names = [material.embedder_name, HASHING_NAME]
    if original_available() and not material.quick:
        names.append(ORIGINAL_NAME)
    return list(dict.fromkeys(names))


def _asked(material: Material, embedder: RememberingEmbedder, lexical: Weights) -> tuple[Outcome, ...]:
    mine = embedder is material.embedder
    index = material.index if mine else index_of(material.pack.services, embedder)
    embedder.keep()
    fusion = Fusion(fitted(index, embedder, material.outside, dense=True), lexical, embedder.fingerprint)
    outcomes = ask(index, embedder, fusion, material.questions)
    embedder.keep()
    return outcomes


def _kept(embedder: Embedder, name: str, material: Material) -> dict[str, Any]:
    """Size and speed of the embedder itself."""
    return {
        "mib": _bytes_on_disk(embedder, name) / 2**20,
        "dimension": embedder.dimension,
        "milliseconds": _milliseconds(embedder, [asked.question.text for asked in material.questions]),
    }


def _milliseconds(embedder: Embedder, texts: Sequence[str]) -> float:
    chosen = texts[:: max(1, len(texts) // _TIMED)][:_TIMED]
    for text in chosen[:5]:
        embedder.encode([text])
    times = []
    for text in chosen:
        start = time.process_time()
        embedder.encode([text])
        times.append(time.process_time() - start)
    return 1000.0 * median(times)


def _bytes_on_disk(embedder: Embedder, name: str) -> int:
    """Of all files of the model; 0 for the hashing embedder and for a model whose folder is not known."""
    folder = SHIPPED if name == "shipped" else Path(embedder.fingerprint.removeprefix("sentence-transformers:"))
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0


def _quality(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    base = figures(outcomes)
    return {
        "top_1": {tag: figures(rows).top_1 for tag, rows in by_language(outcomes).items()},
        "top_1_interval": wilson((base.top_1 or 0.0) * base.in_scope, base.in_scope),
        "top_3": base.top_3,
        "answered": base.answered,
        "answered_out_of_scope": base.answered_out_of_scope,
    }


def _cells(found: dict[str, Any], tags: Sequence[str]) -> list[str]:
    shares = [percent(found["top_1"][tag]) for tag in tags if tag != "all"]
    shares.append(ranged(found["top_1"]["all"], found["top_1_interval"]))
    size = [f"{found['mib']:.1f}", str(found["dimension"]), f"{found['milliseconds']:.2f}"]
    return [*size, *shares, *(percent(found[name]) for name in ("top_3", "answered", "answered_out_of_scope"))]


def _drawn(found: dict[str, dict[str, Any]]) -> str:
    series = []
    for name, part in found.items():
        low, high = part["top_1_interval"]
        series.append(Series(name, (Point(part["milliseconds"], part["top_1"]["all"] or 0.0, low, high),)))
    points = [one.points[0] for one in series]
    floor = int(min(point.low or 0.0 for point in points) * 10) / 10
    widest = max(1.0, 1.1 * max(point.x for point in points))
    chart = Chart(
        "Right service first, by time to encode a question",
        "milliseconds of processor time a question (median)",
        "top-1, all languages",
        (),
        steps(floor, 1.0, max(1, round((1.0 - floor) * 10)), percent=True),
        (-0.05 * widest, widest),
        (floor, 1.0),
        tuple(series),
    )
    step = max(1, round(widest / 6))
    return draw(replace(chart, x_ticks=tuple((float(n), str(n)) for n in range(0, int(widest) + 1, step))))
