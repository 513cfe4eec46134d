import gzip
import json
from pathlib import Path

import pytest

from nlu.embedding.train.corpora import Corpora, read_corpora, read_held_out


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "train").mkdir()
    (tmp_path / "domain").mkdir()
    long = "word " * 61
    packed = {
        "train_pairs": "ipc_sent\ten\tur\tHello\tسلام\n"
        "hinglish_top\ten\tro\tStop\truko\n"
        "anki\ten\tur\tHi\tہیلو\n"
        f"ipc_sent\ten\tur\t{long}\tا\n",
        "lexicon_pairs": "ipc_dict\ten\tur\tcard\tکارڈ\nlexvar\tro\tro\tkya\tkia\n",
        "dakshina_dev": "سلام\tsalam\n",
        "dakshina_lexicon_train": "سلام\tsalam\t3\n",
    }
    for name, text in packed.items():
        (tmp_path / "train" / f"{name}.tsv.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "train" / "urdu_wiki_sentences.txt.gz").write_bytes(gzip.compress("ایک جملہ\n".encode()))
    domain = tmp_path / "domain"
    for letter in "abcd":
        (domain / f"sentences-{letter}.tsv").write_text(
            'en\tur\troman1\troman2\ttopic\nA "card\tکارڈ\tcard\tcrd\tx\n', encoding="utf-8"
        )
    (domain / "glossary.tsv").write_text(
        "en\tur\troman\ttopic\ncard | ID card\tکارڈ\tcard | kard\tx\n", encoding="utf-8"
    )
    (domain / "qa-e.tsv").write_text(
        "q_en\tq_ur\tq_roman\ta_en\ta_ur\ttopic\nWhat?\tکیا؟\tkya\tThis.\tیہ۔\tx\n", encoding="utf-8"
    )
    groups = [{"same": [{"lang": "en", "text": f"t{n}"}], "near": [{"lang": "ur", "text": f"n{n}"}]} for n in range(21)]
    (domain / "paraphrases-f.jsonl").write_text("".join(json.dumps(g) + "\n" for g in groups), encoding="utf-8")
    return tmp_path


@pytest.fixture
def corpora(data: Path) -> Corpora:
    return read_corpora(data)


def test_only_listed_sources_and_no_endless_sentences_are_read(corpora: Corpora) -> None:
    assert [(row.source, row.english, row.urdu, row.roman) for row in corpora.sentences] == [
        ("ipc_sent", ("Hello",), ("سلام",), ()),
        ("hinglish_top", ("Stop",), (), ("ruko",)),
    ]
    assert [row.english for row in corpora.words] == [("card",)]


def test_the_projects_own_rows_keep_all_their_forms(corpora: Corpora) -> None:
    assert len(corpora.domain) == 4
    assert corpora.domain[0].english == ('A "card',)
    assert corpora.domain[0].roman == ("card", "crd")
    assert corpora.glossary[0].english == ("card", "ID card")
    question, answer = corpora.questions[0]
    assert (question.roman, answer.urdu, answer.roman) == (("kya",), ("یہ۔",), ())


def test_every_tenth_group_is_kept_from_training(corpora: Corpora, data: Path) -> None:
    assert [group.same[0][1] for group in corpora.held_out] == ["t0", "t10", "t20"]
    assert read_held_out(data) == corpora.held_out
    assert len(corpora.paraphrases) == 18
    assert not set(corpora.paraphrases) & set(corpora.held_out)
