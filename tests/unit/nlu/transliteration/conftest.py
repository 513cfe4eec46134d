import gzip
import json
from pathlib import Path

import pytest

PAIRS = [
    ("باغ", "bagh"), ("بات", "baat"), ("بات", "bat"), ("رات", "raat"), ("رات", "rat"), ("باب", "baab"),
    ("تاب", "taab"), ("راب", "raab"), ("بار", "baar"), ("تار", "taar"), ("تار", "tar"), ("برا", "bura"),
    ("ترا", "tira"), ("غار", "ghar"),
]  # fmt: skip


def pack(file: Path, *rows: str) -> None:
    """Write `rows` as lines, gzipped if the file's name says so."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(f"{row}\n" for row in rows).encode()
    file.write_bytes(gzip.compress(content) if file.suffix == ".gz" else content)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with every file, small enough to know its rows."""
    folder = tmp_path / "data"
    pack(folder / "train/dakshina_lexicon_train.tsv.gz", *(f"{urdu}\t{roman}\t2" for urdu, roman in PAIRS), "ل۱\tl1\t1")
    pack(folder / "train/dakshina_dev.tsv.gz", "رات کی بات\traat ki baat", "باغ بار\tbagh bar", "غار تار۔\tghaar taar.")
    pack(folder / "train/urdu_wiki_sentences.txt.gz", "رات کی رات", "غار، تار", "باغ کی رات کی بات", "باغ کی رات")
    pack(
        folder / "train/train_pairs.tsv.gz",
        "ipc_sent\ten\tur\tnight\tرات",
        "maaz\tur\tro\tبےلائسنس\tx",
        "tico19\ten\tur\ta\tبات",
    )
    for name in "abcd":
        pack(
            folder / f"domain/sentences-{name}.tsv",
            "en\tur\troman1\troman2\ttopic",
            "x\tرات ملے گا\traat milega\trat mly ga\tt",
        )
    pack(
        folder / "domain/glossary.tsv",
        "en\tur\troman\ttopic",
        "x\tبات | باغ | سی این آئی سی | ای میل\tbaaat | cnic | email\tt",
    )
    pack(folder / "words/makhzan_word_frequency.gz", json.dumps({"رات": 50, "بات": 30, "كي": 900, "کی": 100, "x": 1}))
    pack(folder / "eval/dakshina_test.tsv.gz", "غار تار\tghaar taar")
    for part in ("dev", "test"):
        pack(folder / f"eval/dakshina_lexicon_{part}.tsv.gz", "غار\tgaar\t1", "باب\tbab\t3")
    return folder
