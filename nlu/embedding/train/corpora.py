"""Read the training data into plain rows. Nothing here reads the evaluation folder."""

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlu.embedding.train.sources import SENTENCE_SOURCES, WORD_SOURCES

LONGEST_SENTENCE = 60
"""Words; longer sentences cost time and teach little about questions."""
HELD_OUT_EVERY = 10
"""Every tenth paraphrase group is kept from training, to watch progress on citizens' questions."""


@dataclass(frozen=True)
class Row:
    """One meaning: English (empty where there is none), Urdu and Roman forms (each possibly empty)."""

    source: str
    english: tuple[str, ...]
    urdu: tuple[str, ...]
    roman: tuple[str, ...]


@dataclass(frozen=True)
class Paraphrases:
    """Texts of one meaning, and texts that share words with them but want something else, by language."""

    same: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Corpora:
    """Everything a training run reads."""

    sentences: tuple[Row, ...]
    domain: tuple[Row, ...]
    glossary: tuple[Row, ...]
    words: tuple[Row, ...]
    spellings: tuple[Row, ...]
    questions: tuple[tuple[Row, Row], ...]
    paraphrases: tuple[Paraphrases, ...]
    held_out: tuple[Paraphrases, ...]
    urdu_text: tuple[str, ...]
    lexicon: tuple[tuple[str, str, int], ...]


def read_corpora(data: Path) -> Corpora:
    """The licensed rows under `data` (the folder that holds `train/` and `domain/`)."""
    train, domain = data / "train", data / "domain"
    groups = tuple(_paraphrases(domain / "paraphrases-f.jsonl"))
    return Corpora(
        sentences=tuple(_pairs(train / "train_pairs.tsv.gz", {s.name for s in SENTENCE_SOURCES})),
        domain=tuple(row for letter in "abcd" for row in _domain(domain / f"sentences-{letter}.tsv")),
        glossary=tuple(_glossary(domain / "glossary.tsv")),
        words=tuple(_pairs(train / "lexicon_pairs.tsv.gz", {s.name for s in WORD_SOURCES})),
        spellings=tuple(
            Row("dakshina_dev", (), (urdu,), (roman,))
            for urdu, roman in _rows(train / "dakshina_dev.tsv.gz")
            if len(urdu.split()) <= LONGEST_SENTENCE
        ),
        questions=tuple(_questions(domain / "qa-e.tsv")),
        paraphrases=tuple(g for n, g in enumerate(groups) if n % HELD_OUT_EVERY),
        held_out=tuple(g for n, g in enumerate(groups) if not n % HELD_OUT_EVERY),
        urdu_text=tuple(line for line in _lines(train / "urdu_wiki_sentences.txt.gz") if line),
        lexicon=tuple((u, r, int(n)) for u, r, n in _rows(train / "dakshina_lexicon_train.tsv.gz")),
    )


def read_held_out(data: Path) -> tuple[Paraphrases, ...]:
    """The paraphrase groups that no training run sees."""
    return tuple(_paraphrases(data / "domain" / "paraphrases-f.jsonl"))[::HELD_OUT_EVERY]


def _lines(path: Path) -> Iterator[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    yield from text.removesuffix("\n").split("\n")


def _rows(path: Path) -> Iterator[list[str]]:
    for line in _lines(path):
        yield line.split("\t")


def _pairs(path: Path, wanted: set[str]) -> Iterator[Row]:
    for source, _, second, english, other in _rows(path):
        if source not in wanted or max(len(english.split()), len(other.split())) > LONGEST_SENTENCE:
            continue
        roman = second == "ro"
        yield Row(source, (english,), () if roman else (other,), (other,) if roman else ())


def _table(path: Path) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE)


def _domain(path: Path) -> Iterator[Row]:
    for row in _table(path):
        yield Row("domain", (row["en"],), (row["ur"],), (row["roman1"], row["roman2"]))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|") if form.strip())


def _glossary(path: Path) -> Iterator[Row]:
    for row in _table(path):
        yield Row("glossary", _forms(row["en"]), _forms(row["ur"]), _forms(row["roman"]))


def _questions(path: Path) -> Iterator[tuple[Row, Row]]:
    for row in _table(path):
        question = Row("qa", (row["q_en"],), (row["q_ur"],), (row["q_roman"],))
        yield question, Row("qa", (row["a_en"],), (row["a_ur"],), ())


def _paraphrases(path: Path) -> Iterator[Paraphrases]:
    for line in _lines(path):
        group = json.loads(line)
        same, near = (tuple((t["lang"], t["text"]) for t in group[part]) for part in ("same", "near"))
        yield Paraphrases(same, near)
