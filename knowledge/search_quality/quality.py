"""Section 1: how good search is, per file, language and kind of question."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from knowledge.interfaces import Decision
from knowledge.search_quality.asking import Outcome, by_language, figures
from knowledge.search_quality.intervals import bootstrap, wilson
from knowledge.search_quality.markdown import Section, paragraph, percent, ranged, table
from knowledge.search_quality.material import Material

_SHARES = ("top_1", "top_3", "answered", "clarified", "refused_in_scope")
_HEADER = ("", "in scope", "top-1", "top-3", "MRR", "answered", "clarified", "refused")
_INTRODUCTION = """\
Of the questions in scope: the right service first (top-1) or among the first three (top-3), the mean
reciprocal rank down to the tenth (MRR), and what search decided. Of the questions out of scope: how many were
answered all the same. In brackets 95 % intervals, Wilson's for shares, bootstrap for MRR; they take rows as
independent, and rows that ask one thing in three languages are not, so they are too narrow for `all`.
Percent, MRR apart."""


def measure(material: Material) -> Section:
    """Figures per file and language, over all files, and per kind where a file has kinds."""
    lines = paragraph(_INTRODUCTION)
    found: dict[str, Any] = {}
    parts = {name: material.of_file(name) for name in material.files}
    if len(parts) > 1:
        parts["all files"] = list(material.outcomes)
    for name, outcomes in parts.items():
        languages = by_language(outcomes)
        found[name] = {tag: _figures(rows) for tag, rows in languages.items()}
        lines += [f"**{name}**, {len(outcomes)} rows", ""]
        lines += table(
            (*_HEADER, "out of scope", "of them answered", "of them asked back"),
            [[tag, *_inside(rows), *_outside(rows)] for tag, rows in languages.items()],
        )
    for name in material.files:
        kinds = _kinds(material.of_file(name))
        if kinds:
            found[name]["kinds"] = {kind: _figures(rows) for kind, rows in kinds.items()}
            lines += [f"**{name} by kind of question**", "", *_kind_table(kinds)]
    return Section("quality", "Quality", tuple(lines), found)


def _kinds(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    names = sorted({outcome.asked.kind for outcome in outcomes} - {""})
    return {name: [outcome for outcome in outcomes if outcome.asked.kind == name] for name in names}


def _kind_table(kinds: dict[str, list[Outcome]]) -> list[str]:
    inside = {kind: rows for kind, rows in kinds.items() if any(row.in_scope for row in rows)}
    outside = {kind: rows for kind, rows in kinds.items() if not all(row.in_scope for row in rows)}
    lines = table(_HEADER, [[kind, *_inside(rows)] for kind, rows in inside.items()]) if inside else []
    if outside:
        header = ("", "out of scope", "answered", "asked back")
        lines += table(header, [[kind, *_outside(rows)] for kind, rows in outside.items()])
    return lines


def _inside(outcomes: Sequence[Outcome]) -> list[str]:
    found = _figures(outcomes)
    if not found["in_scope"]:
        return ["0", *["-"] * (len(_HEADER) - 2)]
    cells = [ranged(found[name], found["intervals"][name]) for name in _SHARES]
    low, high = found["intervals"]["mrr"]
    cells.insert(2, f"{found['mrr']:.3f} ({low:.2f}-{high:.2f})")
    return [str(found["in_scope"]), *cells]


def _outside(outcomes: Sequence[Outcome]) -> list[str]:
    found = _figures(outcomes)
    answered = ranged(found["answered_out_of_scope"], found["intervals"]["answered_out_of_scope"])
    return [str(found["out_of_scope"]), answered, percent(found["clarified_out_of_scope"])]


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    base = figures(outcomes)
    outside = [outcome for outcome in outcomes if not outcome.in_scope]
    asked_back = sum(outcome.result.decision is Decision.CLARIFY for outcome in outside)
    found: dict[str, Any] = asdict(base)
    found["clarified_out_of_scope"] = asked_back / len(outside) if outside else None
    intervals = {name: wilson((found[name] or 0.0) * base.in_scope, base.in_scope) for name in _SHARES}
    answered = (base.answered_out_of_scope or 0.0) * base.out_of_scope
    intervals["answered_out_of_scope"] = wilson(answered, base.out_of_scope)
    intervals["mrr"] = bootstrap([1.0 / row.rank if row.rank else 0.0 for row in outcomes if row.in_scope])
    return {**found, "intervals": intervals}
