"""Putting the sections together: Markdown, JSON beside it, and pictures in `images/`."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from knowledge.search_quality import costs, errors_by_class, examples, held_out, quality, reliability, speed
from knowledge.search_quality.markdown import Section, rounded
from knowledge.search_quality.material import Material, fingerprint_of

_HEAD = """\
# How well search does

Every figure, table and picture is made by this command, from the repository's root:

    {command}

It also writes the figures to [`{json}`]({json}), under the key below each section.

- Measured on {date} (UTC).
- Questions: {rows} rows ({inside} in scope, {outside} out of scope): {files}.
  Nothing is trained on them; who wrote them, and which were looked at during development, stands in
  `tests/evaluation/README.md`.
- Pack: `{pack}` {version}, {services} services, {passages} passages, content `{content}`.
- Embedder: `{embedder}`.
- Fusion: `{fusion}`, {origin}.
"""
_QUICK = "- A quick run: every fourth question of a file, fewer folds and draws, fewer embedders.\n"

Progress = Callable[[str], None]


def sections_of(material: Material, progress: Progress = lambda _: None) -> list[Section]:
    """Measure everything; `progress` is told the name of each part before it starts."""
    progress("services held out")
    held = held_out.hold_out(material)
    found: list[Section] = []
    parts: tuple[tuple[str, Callable[[], Section]], ...] = (
        ("quality", lambda: quality.measure(material)),
        ("calibration", lambda: reliability.measure(material, held)),
        ("generalisation", lambda: held_out.measure(material, held)),
        ("examples", lambda: examples.measure(material)),
        ("embedders", lambda: speed.measure(material)),
        ("costs", lambda: costs.measure(material)),
        ("errors", lambda: errors_by_class.measure(material)),
    )
    for name, measured in parts:
        progress(name)
        found.append(measured())
    return found


def write_report(material: Material, sections: Sequence[Section], out: Path, command: str) -> list[Path]:
    """Write `out`, the JSON beside it and the pictures; give back what was written."""
    now = datetime.now(UTC)
    data = out.with_suffix(".json")
    head = _head(material, command, now.date().isoformat(), data.name)
    folder = out.parent / "images"
    folder.mkdir(parents=True, exist_ok=True)
    written = [out, data]
    parts = [head]
    for number, section in enumerate(sections, start=1):
        lines = [f"## {number}. {section.title}", "", *section.lines, f"`{data.name}`: `{section.key}`.", ""]
        parts.append("\n".join(lines))
        for name, image in section.images.items():
            (folder / name).write_text(image, encoding="utf-8", newline="\n")
            written.append(folder / name)
    out.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    figures = {**_about(material, command, now.isoformat(timespec="seconds"))}
    figures.update({section.key: rounded(section.figures) for section in sections})
    data.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return written


def _about(material: Material, command: str, measured_at: str) -> dict[str, Any]:
    return {
        "command": command,
        "measured_at": measured_at,
        "embedder": material.embedder.fingerprint,
        "fusion": fingerprint_of(material.fusion),
        "fusion_origin": material.fusion_origin,
        "pack": {"name": material.pack.name, "version": material.pack.version, "content": material.pack.content_hash()},
        "rows": {name: len(questions) for name, questions in material.files.items()},
        "quick": material.quick,
    }


def _head(material: Material, command: str, date: str, json_name: str) -> str:
    inside = sum(outcome.in_scope for outcome in material.outcomes)
    head = _HEAD.format(
        command=command,
        json=json_name,
        date=date,
        rows=len(material.outcomes),
        inside=inside,
        outside=len(material.outcomes) - inside,
        files=", ".join(f"`{name}` ({len(questions)})" for name, questions in material.files.items()),
        pack=material.pack.name,
        version=material.pack.version,
        services=len(material.index.services),
        passages=len(material.index.passages),
        content=material.pack.content_hash()[:16],
        embedder=material.embedder.fingerprint,
        fusion=fingerprint_of(material.fusion),
        origin=material.fusion_origin,
    )
    return head + (_QUICK if material.quick else "")
