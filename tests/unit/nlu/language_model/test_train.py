import gzip
import json
from pathlib import Path

import pytest

from nlu.language_model.corpora import Corpora, names_of, read_corpora, texts_of
from nlu.language_model.kinds import word_kinds
from nlu.language_model.model import Kind
from nlu.language_model.train import fit, fragments


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with every file, small enough to know its rows."""
    (tmp_path / "train").mkdir()
    (tmp_path / "domain").mkdir()
    pairs = ["dakshina_dev\tur\tro\tیہ کیا ہے\tyeh kya hai bhai", "maaz\tur\tro\tنہ\tunlicensed"]
    pairs += ["ipc_sent\ten\tur\tthis is hai ka mein\tx", "ipc_sent\ten\tur\tthe garden was green\tx"]
    (tmp_path / "train/train_pairs.tsv.gz").write_bytes(gzip.compress("\n".join(pairs).encode()))
    lexicon = "ipc_dict\ten\tur\tgarden\tباغ\nipc_dict\ten\tur\ttwo words\tx\nlexvar\tro\tro\tx\ty"
    (tmp_path / "train/lexicon_pairs.tsv.gz").write_bytes(gzip.compress(lexicon.encode()))
    (tmp_path / "train/dakshina_lexicon_train.tsv.gz").write_bytes(gzip.compress("باغ\tbaagh\t2".encode()))
    for name in "abcd":
        row = "en\tur\troman1\troman2\ttopic\nwhere is my form\tx\tmera form kahan hai\tform kidr h\tt\n"
        (tmp_path / f"domain/sentences-{name}.tsv").write_text(row, encoding="utf-8")
    (tmp_path / "domain/qa-e.tsv").write_text(
        "h\th\th\th\th\th\nwhat now\tx\tab kya\tgo there\tx\tt\n", encoding="utf-8"
    )
    (tmp_path / "domain/glossary.tsv").write_text(
        "en\tur\troman\ttopic\nform\tفارم\tform | faram\tdocument\n", encoding="utf-8"
    )
    group = {"same": [{"lang": "en", "text": "lost it"}, {"lang": "ur-Latn", "text": "kho gaya"}], "near": []}
    (tmp_path / "domain/paraphrases-f.jsonl").write_text(json.dumps(group) + "\n", encoding="utf-8")
    return tmp_path


def test_only_licensed_sources_are_read_and_hindi_in_the_english_column_is_dropped(data: Path) -> None:
    corpora = read_corpora(data)
    assert ["the", "garden", "was", "green"] in corpora.english
    assert ["yeh", "kya", "hai", "bhai"] in corpora.roman
    assert not any("unlicensed" in text for text in corpora.roman)
    assert not any("hai" in text for text in corpora.english)
    assert corpora.dictionary == ["garden"]
    assert corpora.spellings == ["baagh", "baagh"]
    assert {"form", "forms"} <= corpora.loans


def test_a_missing_file_is_an_error(data: Path) -> None:
    (data / "domain/qa-e.tsv").unlink()
    with pytest.raises(FileNotFoundError):
        read_corpora(data)


def test_sentences_of_the_project_are_read_with_all_their_roman_forms(data: Path) -> None:
    (data / "sentences-x.tsv").write_text("en\tur\troman\nSit here\tx\tyahan baitho | yha betho\n", encoding="utf-8")
    corpora = read_corpora(data, data)
    assert ["sit", "here"] in corpora.english
    assert ["yahan", "baitho"] in corpora.roman
    assert ["yha", "betho"] in corpora.roman


def test_held_out_texts_are_left_out_but_single_words_are_not(data: Path) -> None:
    (data / "eval").mkdir()
    (data / "eval/questions.tsv").write_text(
        "text\tlanguage\nMera form KAHAN hai?\tur-Latn\nform\ten\n", encoding="utf-8"
    )
    held_out = texts_of([data / "eval"])
    assert "mera form kahan hai" in held_out
    corpora = read_corpora(data, held_out=held_out)
    assert ["mera", "form", "kahan", "hai"] not in corpora.roman
    assert ["form", "kidr", "h"] in corpora.roman
    assert ["form"] in corpora.glossary_english


def test_names_are_what_english_writes_large_inside_sentences() -> None:
    texts = [
        "he met Imran there",
        "so Imran left, and The end",
        "the Rose grew",
        "a rose, the rose",
        "with The end of the day",
    ]
    # Imran is large 2 of 2 times; Rose 1 of 3, The 2 of 6.
    assert names_of(texts) == {"imran"}


def test_the_kind_of_a_word_by_where_it_is_attested() -> None:
    corpora = Corpora(
        english=[["the", "main", "table", "is", "zero"]] * 20,
        roman=[["main", "ghar", "party", "main", "hun"]] * 20,
        spellings=["main", "ghar", "party"],
        dictionary=["table", "party"],
        loans={"form"},
        names={"imran"},
    )
    kinds = word_kinds(corpora)
    # main: odds 40.1 / 20.1, four letters: both. party: in no English text, so odds of 20.1 / 0.1: not English here.
    assert kinds["main"] is Kind.BOTH
    assert kinds["ghar"] is Kind.URDU
    assert kinds["table"] is Kind.ENGLISH
    assert kinds["form"] is Kind.LOAN
    assert kinds["imran"] is Kind.NAME
    assert kinds["party"] is Kind.URDU
    assert kinds["please"] is Kind.LOAN
    assert kinds["shukriya"] is Kind.URDU


def test_a_longer_word_of_both_is_a_loan() -> None:
    corpora = Corpora(english=[["party", "house"]] * 10, roman=[["party", "ghar"]] * 10, spellings=["party"])
    assert word_kinds(corpora)["party"] is Kind.LOAN


def test_a_fitted_model_tells_the_two_apart_and_training_is_repeatable(data: Path) -> None:
    corpora = read_corpora(data)
    kinds = word_kinds(corpora)
    messages = fragments(corpora, kinds)
    assert messages == fragments(read_corpora(data), kinds)
    model = fit(messages, kinds)
    again = fit(messages, kinds)
    assert model.words == again.words
    assert model.pairs == again.pairs
    assert model.ngrams.tolist() == again.ngrams.tolist()
    assert model.word("kya").score > 0 > model.word("garden").score
    assert model.word("form").kind is Kind.LOAN
