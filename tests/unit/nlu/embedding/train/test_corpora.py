import gzip
import json
from pathlib import Path

import pytest

from nlu.embedding.errors import CorpusError
from nlu.embedding.train import corpora as corpora_module
from nlu.embedding.train.corpora import Corpora, Row, loanwords, read_corpora, read_held_out, sentence_key


def _evaluation(folder: Path) -> None:
    (folder / "sib200").mkdir(parents=True)
    for name, text in {
        "tatoeba_en_ur.tsv": "Measured, this sentence is\tناپا ہوا جملہ\n",
        "ntrex_en_ur.tsv": "a\tb\n",
        "dakshina_test.tsv.gz": "a\tb\n",
        "xnli_roman.tsv": "split\tfield\tscript\ten\tur\ndev\tpremise\tx\ta\tb\n",
        "hinglish_top_test.tsv.gz": "I\tx\ta\tb\n",
        "uqa_dev_questions.tsv.gz": "q\t0_0\tx\n",
        "uqa_dev_passages.tsv.gz": "0_0\tx\n",
        "belebele_eng.jsonl.gz": '{"text": "x", "items": [{"question": "y"}]}\n',
    }.items():
        data = text.encode()
        (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)


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
        "uqa_train_passages": "1_0\tایک عبارت\n",
        "uqa_train_questions": "q\t1_0\tکیا؟\n",
        "lexicon_pairs": "ipc_dict\ten\tur\tcard\tکارڈ\nlexvar\tro\tro\tkya\tkia\n",
        "dakshina_dev": "سلام\tsalam\n",
        "dakshina_lexicon_train": "سلام\tsalam\t3\n",
    }
    for name, text in packed.items():
        (tmp_path / "train" / f"{name}.tsv.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "train" / "urdu_wiki_sentences.txt.gz").write_bytes(gzip.compress("ایک جملہ\nناپا ہوا جملہ\n".encode()))
    _evaluation(tmp_path / "eval")
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
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "rows"
    folder.mkdir()
    monkeypatch.setattr(corpora_module, "OWN_ROWS", folder)
    return folder


@pytest.fixture
def corpora(data: Path, own: Path) -> Corpora:
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


def test_what_is_measured_is_not_learnt(corpora: Corpora) -> None:
    assert corpora.urdu_text == ("ایک جملہ",)


def test_our_own_rows_join_and_near_duplicates_of_what_is_measured_do_not(data: Path, own: Path) -> None:
    (own / "translated-1.tsv").write_text(
        f"{sentence_key('ایک جملہ')}\tA sentence\n{sentence_key('سلام')}\tGreetings\n000000000000\tUnknown\n"
    )
    (own / "sentences-x.tsv").write_text(
        "en\tur\troman\nNew\tنیا\tnaya | nya\nThis measured sentence is short\tناپا\tnapa\n", encoding="utf-8"
    )
    near = [("ur", "دور"), ("ur-Latn", "nobody wrote its English"), ("en", "Far")]
    texts = [{"lang": language, "text": text} for language, text in near]
    (own / "groups-1.jsonl").write_text(json.dumps({"same": [{"lang": "en", "text": "own"}], "near": texts}) + "\n")
    (own / "near-1.tsv").write_text(f"{sentence_key('دور')}\tDistant\n")
    with_own = read_corpora(data)
    assert with_own.sentences[2:] == (
        Row("translated", ("A sentence",), ("ایک جملہ",), ()),
        Row("translated", ("Greetings",), ("سلام",), ("salam",)),
        Row("sentences-x", ("New",), ("نیا",), ("naya", "nya")),
    )
    assert with_own.paraphrases[-1].same == (("en", "own"),)
    assert with_own.near == (Row("near", ("Distant",), ("دور",), ()), Row("near", ("Far",), (), ()))
    without = read_corpora(data, own_rows=False)
    assert len(without.sentences) == 2
    assert len(without.paraphrases) == 18


def test_everything_adds_what_states_no_licence(data: Path, own: Path) -> None:
    assert [row.source for row in read_corpora(data, "everything").sentences] == ["ipc_sent", "hinglish_top", "anki"]
    assert [row.source for row in read_corpora(data, "everything-clean").sentences] == ["ipc_sent", "hinglish_top"]
    assert read_corpora(data, "everything").passages == (("کیا؟", "ایک عبارت"),)


def test_loan_words_are_romanised_as_one_english_word() -> None:
    lexicon = (
        *(("کمیشن", "commission", 3), ("کمیشن", "kamishan", 1)),
        *(("پولیس", "police", 1), ("پولیس", "polis", 2)),
        *(("کرنا", "karna", 4), ("بس", "bus", 4)),
    )
    found = loanwords(lexicon, frozenset({"commission", "police", "bus"}))
    assert found == [Row("loanwords", ("commission",), ("کمیشن",), ())]


def test_a_malformed_group_is_named_with_its_line(data: Path, own: Path) -> None:
    path = data / "domain" / "paraphrases-f.jsonl"
    path.write_text('{"same": [], "near": []}\n{"same": [{"lang": "en"}], "near": []}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"paraphrases-f\.jsonl, line 2: no group"):
        read_corpora(data)
