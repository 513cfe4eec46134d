"""The tasks: each measures one embedder, and the lexical baselines where they say something."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.embedding_evaluation import data
from knowledge.embedding_evaluation.metrics import bitext, ndcg, ranks, recall
from knowledge.embedding_evaluation.probe import probe, probe_tfidf
from knowledge.embedding_evaluation.systems import Dense, Hybrid, Lexical, System, Tfidf

TFIDF, BM25, HYBRID = "char TF-IDF", "BM25", "hybrid"
"""The columns beside the models: what needs no model, and the model with BM25."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured share: which task, what of it, by which system (`MODEL` or a baseline's name)."""

    task: str
    measure: str
    system: str
    value: float


MODEL = "model"
Task = Callable[[Dense, Path, bool], Iterator[Figure]]
"""A model, the evaluation folder, and whether the baselines without a model are to be measured too."""


def _mined(
    task: str, dense: Dense, first: Sequence[str], second: Sequence[str], names: tuple[str, str]
) -> list[Figure]:
    scores = dense.vectors(first) @ dense.vectors(second).T
    found = []
    for name, part in zip(names, (scores, scores.T), strict=True):
        figures = bitext(part)
        found.append(Figure(task, f"{name} accuracy", MODEL, figures.accuracy))
        found.append(Figure(task, f"{name} F1", MODEL, figures.f1))
    return found


def tatoeba(dense: Dense, folder: Path, _: bool) -> Iterator[Figure]:
    """Short everyday sentences; MTEB's Tatoeba urd-eng."""
    english, urdu = data.pairs(folder / "tatoeba_en_ur.tsv", 2, 0, 1)
    yield from _mined("Tatoeba", dense, urdu, english, ("ur-en", "en-ur"))


def ntrex(dense: Dense, folder: Path, _: bool) -> Iterator[Figure]:
    """News."""
    english, urdu = data.pairs(folder / "ntrex_en_ur.tsv", 2, 0, 1)
    yield from _mined("NTREX", dense, urdu, english, ("ur-en", "en-ur"))


def dakshina(dense: Dense, folder: Path, _: bool) -> Iterator[Figure]:
    """Wikipedia sentences and what people typed for them in Roman letters."""
    urdu, roman = data.pairs(folder / "dakshina_test.tsv.gz", 2, 0, 1)
    yield from _mined("Dakshina", dense, roman, urdu, ("roman-ur", "ur-roman"))


def xnli(dense: Dense, folder: Path, baselines: bool) -> Iterator[Figure]:
    """Roman Urdu typed by people beside English; also only those whose letters do not give them away."""
    english, roman = data.pairs(folder / "xnli_roman.tsv", 5, 3, 4, header=True)
    yield from _mined("XNLI Roman", dense, roman, english, ("roman-en", "en-roman"))
    letters = Tfidf().scores(roman, english)
    missed = letters.argmax(axis=1) != np.arange(len(roman))
    found = (dense.vectors(roman) @ dense.vectors(english).T).argmax(axis=1) == np.arange(len(roman))
    measure = f"roman-en accuracy, the {int(missed.sum())} that TF-IDF misses"
    if missed.any():
        yield Figure("XNLI Roman", measure, MODEL, float(found[missed].mean()))
    if baselines:
        yield Figure("XNLI Roman", "roman-en accuracy", TFIDF, float(1 - missed.mean()))


def hinglish(dense: Dense, folder: Path, baselines: bool) -> Iterator[Figure]:
    """Requests to an assistant: the intent by a linear probe fitted on Roman or on English requests."""
    (english, roman), (_, asked) = data.hinglish(folder, "train"), data.hinglish(folder, "test")
    for name, known in (("roman-roman", roman), ("en-roman", english)):
        vectors = dense.vectors(known.texts), dense.vectors(asked.texts)
        yield Figure("Hinglish-TOP", f"{name} intent", MODEL, probe(vectors[0], known.labels, vectors[1], asked.labels))
        if baselines:
            value = probe_tfidf(known.texts, known.labels, asked.texts, asked.labels)
            yield Figure("Hinglish-TOP", f"{name} intent", TFIDF, value)


def sib200(dense: Dense, folder: Path, _: bool) -> Iterator[Figure]:
    """The topic of a sentence, by a linear probe fitted on English."""
    known = data.sib200(folder, "eng_Latn", "train")
    for name, language in (("en-ur", "urd_Arab"), ("en-en", "eng_Latn")):
        asked = data.sib200(folder, language, "test")
        value = probe(dense.vectors(known.texts), known.labels, dense.vectors(asked.texts), asked.labels)
        yield Figure("SIB-200", f"{name} topic", MODEL, value)


def _retrieved(task: str, dense: Dense, part: data.Retrieval, baselines: bool) -> Iterator[Figure]:
    systems: dict[str, System] = {MODEL: dense, HYBRID: Hybrid(dense)}
    if baselines:
        systems |= {BM25: Lexical("words"), TFIDF: Tfidf()}
    for name, system in systems.items():
        places = ranks(system.scores(part.questions, part.passages), part.wanted)
        yield Figure(task, "nDCG@10", name, ndcg(places))
        yield Figure(task, "recall@1", name, recall(places, 1))
        yield Figure(task, "recall@10", name, recall(places, 10))


def uqa(dense: Dense, folder: Path, baselines: bool) -> Iterator[Figure]:
    """Urdu questions and the passages that answer them."""
    yield from _retrieved("UQA-dev", dense, data.uqa(folder), baselines)


def belebele(dense: Dense, folder: Path, baselines: bool) -> Iterator[Figure]:
    """English questions and the passages that answer them."""
    yield from _retrieved("Belebele-eng", dense, data.belebele(folder), baselines)


ENGLISH_TASKS = ("xnli", "hinglish", "sib200", "belebele")
"""Those in which a model that knows only English can show something; Urdu letters are single tokens to it."""

TASKS: Mapping[str, Task] = {
    task.__name__: task for task in (tatoeba, ntrex, dakshina, xnli, hinglish, sib200, uqa, belebele)
}
"""Every task by the name that the command takes."""
