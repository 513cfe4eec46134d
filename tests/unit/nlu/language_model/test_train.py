import gzip
import json
from pathlib import Path

import pytest

from nlu.language_model.corpora import read_corpora
from nlu.language_model.model import WordModel
from nlu.language_model.train import fit, fragments, word_lists


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


def test_a_fitted_model_tells_the_two_apart_and_training_is_repeatable(data: Path) -> None:
    corpora = read_corpora(data)
    messages = fragments(corpora)
    assert messages == fragments(read_corpora(data))
    weights, bias = fit(messages)
    lists = word_lists(corpora)
    model = WordModel(weights, bias, lists["shared"], lists["urdu"], lists["english"])
    assert model.score("kya") > 0 > model.score("garden")
    assert "form" in model.shared
