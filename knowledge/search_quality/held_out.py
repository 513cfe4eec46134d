"""Section 3: services that the fusion weights have never seen, added with eight example questions a language.

The services of the pack are dealt into folds. For each fold the weights are fitted on an index in which its services
are not, without the messages that name them; then the evaluation questions of these services are asked. Questions for
no service are dealt into the folds as well, so that every question is asked once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.fusion import Fusion
from knowledge.interfaces import Decision
from knowledge.search_quality.asking import Outcome, ask, by_language, figures
from knowledge.search_quality.cutting import cut
from knowledge.search_quality.intervals import wilson
from knowledge.search_quality.markdown import Section, paragraph, percent, ranged, table
from knowledge.search_quality.material import Material, fitted, index_of
from knowledge.search_quality.questions import FileQuestion

EXAMPLES = 8
"""Questions a language that a curator writes for a new service: the least that a pack may have."""

FOLDS, QUICK_FOLDS = 5, 2

_INTRODUCTION = """\
Every service is unseen once: the weights are fitted on an index without the services of its fold ({folds}
folds), and without the messages that name them. *Weights unseen* asks the questions of those services with
the whole pack indexed; *as added tomorrow* asks them with only {examples} example questions a language of
each of those services, drawn by chance. *Ordinary* is section 1 on the same questions. Intervals of 95 %
(Wilson), percent."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How the same questions were answered by weights that had not seen their service.

    `all_examples` with the whole pack indexed, `as_added` with few examples of the service. Empty for a pack of one
    service.
    """

    folds: int
    all_examples: tuple[Outcome, ...]
    as_added: tuple[Outcome, ...]


def hold_out(material: Material) -> HeldOut:
    """Ask every question with weights fitted without its service."""
    slugs = [service.slug for service in material.pack.services]
    count = min(QUICK_FOLDS if material.quick else FOLDS, len(slugs))
    whole: list[Outcome] = []
    added: list[Outcome] = []
    for fold in range(count) if count > 1 else ():
        held = set(slugs[fold::count])
        fusion = _fitted_without(material, held)
        questions = _questions_of(material.questions, held, fold, count)
        whole += ask(material.index, material.embedder, fusion, questions)
        few = index_of(cut(material.pack.services, held, EXAMPLES), material.embedder)
        added += ask(few, material.embedder, fusion, questions)
    return HeldOut(count, tuple(whole), tuple(added))


def measure(material: Material, held: HeldOut) -> Section:
    """The figures of `held` beside the ordinary ones."""
    if not held.as_added:
        return Section(
            "generalisation", "Generalisation", ("The pack has one service; there is nothing to hold out.",), {}
        )
    variants = {
        "ordinary": list(material.outcomes),
        "weights unseen": list(held.all_examples),
        "as added tomorrow": list(held.as_added),
    }
    found: dict[str, Any] = {"folds": held.folds, "examples": EXAMPLES}
    rows: list[list[str]] = []
    for name, outcomes in variants.items():
        languages = by_language(outcomes)
        found[name] = {tag: _figures(part) for tag, part in languages.items()}
        rows += [[name, tag, *_cells(found[name][tag])] for tag in languages]
    header = ("", "language", "in scope", "top-1", "top-3", "answered", "of the answers right", "clarified", "refused")
    lines = paragraph(_INTRODUCTION.format(folds=held.folds, examples=EXAMPLES))
    return Section(
        "generalisation",
        "Generalisation to services that the weights have not seen",
        (*lines, *table((*header, "out of scope answered"), rows)),
        found,
    )


def _fitted_without(material: Material, held: set[str]) -> Fusion:
    index = index_of([service for service in material.pack.services if service.slug not in held], material.embedder)
    outside = [message for message in material.outside if message.service not in held]
    weights = fitted(index, material.embedder, outside, dense=True)
    return Fusion(weights, material.fusion.lexical, material.embedder.fingerprint)


def _questions_of(questions: Sequence[FileQuestion], held: set[str], fold: int, folds: int) -> list[FileQuestion]:
    """Those whose first expected service is in `held`, and of those without any, every `folds`-th."""
    mine = [asked for asked in questions if asked.question.expected and asked.question.expected[0] in held]
    return mine + [asked for asked in questions if not asked.question.expected][fold::folds]


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    base = figures(outcomes)
    answers = [row for row in outcomes if row.in_scope and row.result.decision is Decision.ANSWER]
    right = sum(row.answered_rightly for row in answers)
    return {
        "in_scope": base.in_scope,
        "top_1": base.top_1,
        "top_1_interval": wilson((base.top_1 or 0.0) * base.in_scope, base.in_scope),
        "top_3": base.top_3,
        "top_3_interval": wilson((base.top_3 or 0.0) * base.in_scope, base.in_scope),
        "answered": base.answered,
        "answers_right": right / len(answers) if answers else None,
        "clarified": base.clarified,
        "refused": base.refused_in_scope,
        "answered_out_of_scope": base.answered_out_of_scope,
    }


def _cells(found: dict[str, Any]) -> list[str]:
    shares = [ranged(found[name], found[f"{name}_interval"]) for name in ("top_1", "top_3")]
    rest = ("answered", "answers_right", "clarified", "refused", "answered_out_of_scope")
    return [str(found["in_scope"]), *shares, *(percent(found[name]) for name in rest)]
