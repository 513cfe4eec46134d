import logging
from pathlib import Path

import pytest

from nlu.transliteration.corpora import read_corpora
from nlu.transliteration.tables import read_tables, unpack_lines
from nlu.transliteration.train import known_spellings, learn, main
from nlu.transliteration.words import Words

from .conftest import PAIRS, pack


def test_a_dozen_words_are_learnt(data: Path) -> None:
    words = Words.of(learn(read_corpora(data), rarest=1))
    assert words.urdu("raat", 3)[0][0] == "رات"
    assert words.urdu("taat", 3)[0][0] == "تات"
    assert words.urdu("milega", 3)[0][0] == "ملے گا"
    assert words.urdu("cnic", 3)[0][0] == "سی این آئی سی"
    assert words.roman("رات", 3)[0][0] == "raat"
    assert [spelling for spelling, _ in words.roman("تات", 3)] != []


def test_slips_of_the_alignment_are_left_out_and_the_glossary_is_checked(data: Path) -> None:
    known = known_spellings(read_corpora(data))
    assert known["بات", "baaat"] == 4.0
    assert ("باغ", "baaat") not in known
    assert ("ای میل", "email") in known


def test_the_letters_of_words_of_the_evaluation_are_not_learnt(data: Path) -> None:
    rows = [f"{word}\t{roman}\t2" for word, roman in PAIRS]
    rows += [f"{word}\t{roman}\t2" for word, roman in (("ژاب", "zhab"), ("ژات", "zhat"), ("ژار", "zhar"))]
    pack(data / "train/dakshina_lexicon_train.tsv.gz", *rows)
    assert "ژ" in "".join(unpack_lines(learn(read_corpora(data), rarest=1).graphones))
    pack(data / "eval/dakshina_lexicon_test.tsv.gz", "ژاب\tzhaab\t1", "ژات\tjat\t1", "ژار\tzar\t1")
    assert "ژ" not in "".join(unpack_lines(learn(read_corpora(data), rarest=1).graphones))


def test_the_program_writes_a_model_and_is_repeatable(data: Path, tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        assert main(["--data", str(data), "--out", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    assert read_tables(tmp_path / "a.npz").sizes.tolist()[0] > 0


def test_a_malformed_line_is_named_and_nothing_is_written(
    data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (data / "domain/glossary.tsv").open("a", encoding="utf-8") as file:
        file.write("only one field\n")
    with caplog.at_level(logging.ERROR):
        assert main(["--data", str(data), "--out", str(tmp_path / "model.npz")]) == 1
    assert "glossary.tsv:3: there are 1 fields instead of 4" in caplog.text
    assert not (tmp_path / "model.npz").exists()
